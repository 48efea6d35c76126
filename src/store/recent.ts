/** What was used last, as much as fits. */
export interface Recent<T> {
  readonly get: (key: string) => T | undefined
  readonly set: (key: string, value: T, size: number) => void
  readonly delete: (key: string) => void
}

export interface RecentLimits {
  readonly count: number
  /** Sum of the sizes that were told. */
  readonly size: number
}

/** Makes a cache that lets go of what was not used for longest. */
export function createRecent<T>(limits: RecentLimits): Recent<T> {
  // A Map keeps the order in which things were set: the first is the one that was not used for longest.
  const kept = new Map<string, { readonly value: T; readonly size: number }>()
  let total = 0

  const remove = (key: string): void => {
    total -= kept.get(key)?.size ?? 0
    kept.delete(key)
  }
  return {
    get: (key) => {
      const found = kept.get(key)
      if (found === undefined) return undefined
      kept.delete(key)
      kept.set(key, found)
      return found.value
    },
    set: (key, value, size) => {
      remove(key)
      kept.set(key, { value, size })
      total += size
      for (const oldest of kept.keys()) {
        if (kept.size <= limits.count && total <= limits.size) break
        remove(oldest)
      }
    },
    delete: remove,
  }
}
