import { performance } from 'node:perf_hooks'

const RUNS = 5
/** Under this, a measurement is all noise. */
const LEAST_MS = 0.5

/**
 * How many times longer a text of five times the length takes: about 5 when time grows with length,
 * 25 when with its square. A ratio within one run, because absolute times mean nothing on a busy machine.
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
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return Math.max(LEAST_MS, ...[Math.min(...times)])
}
