/** Lets so many pieces of work in at once, and the others in the order in which they came. */
export type FairGate = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Without it all begin at once, and each step of one waits for the same step of all others: who has more steps to
 * take, such as a patient who writes for the first time, waits many times as long.
 */
export function createFairGate(atOnce: number): FairGate {
  const waiting: (() => void)[] = []
  let inside = 0
  return async (work) => {
    if (inside < atOnce) inside++
    else await new Promise<void>((enter) => waiting.push(enter))
    try {
      return await work()
    } finally {
      // The place is handed on, so that nobody who comes just now gets in before.
      const next = waiting.shift()
      if (next === undefined) inside--
      else next()
    }
  }
}
