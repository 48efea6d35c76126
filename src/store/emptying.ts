/** A journal that could not be emptied is tried again so often. */
const RETRY_MS = 5_000

export interface Emptying {
  /** Empties the journal of what it holds by now. */
  readonly now: () => Promise<void>
  /** Empties it before long. */
  readonly soon: () => void
  /** After a failure, tries again. */
  readonly check: () => Promise<void>
  readonly stop: () => void
}

/** Says when a checkpoint runs: one at a time, and for all who ask meanwhile the same. */
export function createEmptying(checkpoint: () => Promise<void>, withinMs: number): Emptying {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let isFailing = false
  let isOver = false

  const wait = (ms: number) => {
    if (isOver || timer !== undefined) return
    timer = setTimeout(() => {
      timer = undefined
      now().catch(() => undefined)
    }, ms)
    timer.unref()
  }
  const run = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    try {
      await checkpoint()
      isFailing = false
    } catch (error) {
      isFailing = true
      wait(RETRY_MS)
      throw error
    }
  }
  const now = (): Promise<void> => {
    if (next !== undefined) return next
    // The one under way may have begun before the change that the caller means.
    const after = running?.catch(() => undefined) ?? Promise.resolve()
    next = after.then(() => {
      running = next
      next = undefined
      return run()
    })
    return next
  }
  return {
    now,
    soon: () => wait(withinMs),
    check: () => (isFailing ? now() : Promise.resolve()),
    stop: () => {
      isOver = true
      clearTimeout(timer)
    },
  }
}
