/** Rows that change only where they are still what the change was made from: no lock is held while we think. */
import { randomBytes } from 'node:crypto'
import { StoreDownError } from '../errors.js'

/** A mark of its own for each writing, so that a row that was erased and made again is another one. */
export function newVersion(): string {
  return randomBytes(9).toString('base64url')
}

const MAX_TRIES = 100

/**
 * Tries until nobody was faster; `undefined` is a try in vain.
 *
 * @throws {StoreDownError} when others always are.
 */
export async function untilTaken<T>(attempt: () => Promise<{ readonly taken: T } | undefined>) {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const done = await attempt()
    if (done !== undefined) return done.taken
  }
  throw new StoreDownError('others change the same record all the time')
}
