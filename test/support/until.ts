import { setTimeout as sleep } from 'node:timers/promises'

/** For a test that waits on a browser: nobody waits so long unless it is broken, or all is very slow. */
export const PATIENCE_MS = 120_000
const CONDITION_MS = 15_000

/** Asks again until the answer is yes; fails with `what` when it stays no. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + CONDITION_MS
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`it did not come about in ${CONDITION_MS} ms: ${what}`)
    await sleep(25)
  }
}
