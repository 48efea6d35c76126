/** Moves what the journal holds into files of their own, so that the journal stays short. */
import { textOf, type Held, type Journal } from './journal.js'
import { createSlots } from './keyed-queue.js'
import type { Placing } from './placing.js'
import { storeFailure } from './store-failure.js'

/** As many at once as leave one of Node's four threads to the journal, for which somebody waits. */
const FILES_AT_ONCE = 3
/** Files that are placed before their folders are settled. */
const CHUNK = 256

/**
 * Makes the work of one checkpoint: afterwards all that the journal held when it began is in files, and gone from it.
 *
 * @throws {StoreError} when a file cannot be written; the journal then stays as it is, and nothing is lost.
 */
export function createCheckpoint(journal: Journal, { place, settle }: Placing) {
  const inSlot = createSlots(FILES_AT_ONCE)

  const placeHeld = async (held: Held): Promise<void> => {
    // What has been put anew meanwhile lies in a later segment, and its file waits for that.
    if (journal.held.get(held.path) === held) await place({ ...held, text: await textOf(held) })
  }
  /** Resolves to what went wrong first, if anything did: one file must not keep back the others. */
  const moveAll = async (chunk: readonly Held[]): Promise<unknown> => {
    const placed = await Promise.allSettled(chunk.map((held) => inSlot(() => placeHeld(held))))
    const inPlace = chunk.filter((_, n) => placed[n]?.status === 'fulfilled')
    await settle(inPlace.map(({ path }) => path))
    for (const held of inPlace) held.isInFile = true
    return placed.find((result) => result.status === 'rejected')?.reason
  }

  return async (): Promise<void> => {
    const segments = await journal.rotate()
    const due = [...journal.held.values()].filter(
      ({ isInFile, segment }) => !isInFile && segments.includes(segment),
    )
    let failure: unknown
    for (let from = 0; from < due.length; from += CHUNK) {
      failure ??= await moveAll(due.slice(from, from + CHUNK))
    }
    if (failure !== undefined) throw storeFailure('empty its journal', failure)
    for (let left = segments.length; left > 0; left -= 1) await journal.dropOldest()
  }
}
