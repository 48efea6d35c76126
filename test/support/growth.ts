const RUNS = 9
/** Under this, a measurement is all noise. */
const LEAST_MS = 0.5

/**
 * How many times longer a text of five times the length takes: about 5 when time grows with length,
 * 25 when with its square. A ratio within one run, of processor time and not of the clock: on a busy machine
 * the clock also counts what others do.
 */
export function growthOf(work: (text: string) => unknown, part: string): number {
  const text = part.repeat(5000)
  work(text.slice(0, 5000))
  return bestMs(() => work(text.slice(0, 5000))) / bestMs(() => work(text.slice(0, 1000)))
}

/** What growthOf() must stay under. */
export const LINEAR = 15

function bestMs(work: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage()
    work()
    return process.cpuUsage(start).user / 1000
  })
  return Math.max(LEAST_MS, ...[Math.min(...times)])
}
