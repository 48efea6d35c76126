/** Moves what the journal holds into files of their own, so that the journal stays short. */
import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import type { Disk } from './disk.js'
import { textOf, type Held, type Journal } from './journal.js'
import { createSlots } from './keyed-queue.js'
import { storeFailure } from './store-failure.js'

export interface CheckpointParts {
  readonly disk: Disk
  readonly root: string
  /** Where half-written files lie; on the same file system as the rest. */
  readonly temp: string
  readonly journal: Journal
}

/** As many at once as leave half of Node's four threads to the journal, for which somebody waits. */
const FILES_AT_ONCE = 2
/** Files that are renamed together, before their folders are synced. */
const CHUNK = 64

/**
 * Makes the work of one checkpoint: afterwards all that the journal held when it began is in files, and gone from it.
 *
 * @throws {StoreError} when a file cannot be written; the journal then stays as it is, and nothing is lost.
 */
export function createCheckpoint({ disk, root, temp, journal }: CheckpointParts) {
  const inSlot = createSlots(FILES_AT_ONCE)
  const made = new Set<string>()

  const writeTemp = async (held: Held): Promise<string> => {
    const { path, modifiedAtMs } = held
    const text = await textOf(held)
    const folder = dirname(join(root, path))
    if (!made.has(folder)) await disk.makeFolder(folder, root)
    made.add(folder)
    const aside = join(temp, `${basename(path)}.${randomUUID()}.tmp`)
    try {
      const modifiedAt = modifiedAtMs === undefined ? {} : { modifiedAt: new Date(modifiedAtMs) }
      await disk.writeNew({ path: aside, text, ...modifiedAt })
      return aside
    } catch (error) {
      await disk.remove(aside).catch(() => undefined)
      throw error
    }
  }

  const putInPlace = async (held: Held): Promise<void> => {
    const path = join(root, held.path)
    const aside = await writeTemp(held)
    try {
      await disk.rename(aside, path)
    } catch (error) {
      made.delete(dirname(path))
      await disk.remove(aside).catch(() => undefined)
      throw error
    }
  }

  /** Resolves to what went wrong first, if anything did: one file must not keep back the others. */
  const moveAll = async (chunk: readonly Held[]): Promise<unknown> => {
    const moved = await Promise.allSettled(chunk.map((held) => inSlot(() => putInPlace(held))))
    const inPlace = chunk.filter((_, n) => moved[n]?.status === 'fulfilled')
    const folders = new Set(inPlace.map(({ path }) => dirname(join(root, path))))
    await Promise.all([...folders].map((folder) => inSlot(() => disk.syncFolder(folder))))
    for (const held of inPlace) held.isInFile = true
    return moved.find((result) => result.status === 'rejected')?.reason
  }

  return async (): Promise<void> => {
    const segments = await journal.rotate()
    const due = [...journal.held.values()].filter(
      ({ isInFile, segment }) => !isInFile && segments.includes(segment),
    )
    let failure: unknown
    for (let from = 0; from < due.length; from += CHUNK) {
      // What has been put anew meanwhile lies in a later segment, and its file waits for that.
      const chunk = due
        .slice(from, from + CHUNK)
        .filter((held) => journal.held.get(held.path) === held)
      failure ??= await moveAll(chunk)
    }
    if (failure !== undefined) throw storeFailure('empty its journal', failure)
    for (let left = segments.length; left > 0; left -= 1) await journal.dropOldest()
  }
}
