/** How long a process takes until it can answer, and how much memory it holds then. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { quantile } from '../../src/measure/quantile.js'

export interface StartTimes {
  readonly contentMs: number
  readonly modelsMs: number
  /** From the start of the process. */
  readonly readyMs: number
  /** Resident memory while nothing is asked, in MiB. */
  readonly idleRssMb: number
}

/** Starts a process so often and gives the median of each number. */
export function timeStarts(count: number): StartTimes {
  const child = fileURLToPath(new URL('start-child.js', import.meta.url))
  const starts = Array.from({ length: count }, () => {
    const printed = execFileSync(process.execPath, ['--expose-gc', child], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    })
    // start-child.ts prints just this.
    return JSON.parse(printed) as StartTimes
  })
  const median = (name: keyof StartTimes): number =>
    quantile(
      starts.map((start) => start[name]),
      0.5,
    )
  return {
    contentMs: median('contentMs'),
    modelsMs: median('modelsMs'),
    readyMs: median('readyMs'),
    idleRssMb: median('idleRssMb'),
  }
}
