import { checkKey, parseShelved, type Shelf, type ShelfKind } from './shelf.js'

/** Lets work pass only while the store is open. */
type WhileOpen = <A extends readonly unknown[], R>(
  run: (...args: A) => R,
) => (...args: A) => Promise<R>

/** A shelf that keeps nothing beyond the process. */
export function createMemoryShelf<T extends { readonly key: string }>(
  kind: ShelfKind<T>,
  whileOpen: WhileOpen,
): Shelf<T> {
  // Kept as JSON, so that a record is cut off from its writer just as it is in a file.
  const kept = new Map<string, string>()
  const read = (key: string): T | undefined => {
    checkKey(key)
    const text = kept.get(key)
    return text === undefined ? undefined : parseShelved(kind, text)
  }
  return {
    read: whileOpen(read),
    change: whileOpen((key: string, change: (before: T | undefined) => T | undefined) => {
      const before = read(key)
      const after = change(before)
      if (after === undefined) kept.delete(key)
      else if (after !== before) kept.set(key, JSON.stringify(after))
      return after
    }),
    keys: whileOpen(() => [...kept.keys()].sort()),
    list: whileOpen(() => [...kept.keys()].sort().flatMap((key) => read(key) ?? [])),
  }
}
