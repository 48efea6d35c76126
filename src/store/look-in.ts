/** Looks into a data folder that another process may hold; changes nothing in it. */
import { join, resolve } from 'node:path'
import { StoreError } from '../errors.js'
import { realDisk } from './disk.js'
import { ENROLMENTS, type Enrolments } from './enrolments.js'
import { createFileShelf, type ShelfFiles } from './file-shelf.js'
import { readJournalTexts } from './journal-files.js'
import { PHONES, type Phone } from './phone.js'
import { namesOf, openedFrom } from './record-files.js'
import { UNSEALED, type Sealer } from './sealer.js'
import type { Shelf } from './shelf.js'

type ReadOnly<T> = Pick<Shelf<T>, 'read' | 'keys' | 'list'>

export interface Looks {
  readonly phones: ReadOnly<Phone>
  readonly enrolments: ReadOnly<Enrolments>
}

/**
 * Sees what is kept at the moment of the call, or a little later.
 *
 * @throws {StoreError} when the journal is damaged.
 */
export async function lookIn(path: string, sealer: Sealer = UNSEALED): Promise<Looks> {
  const root = resolve(path)
  // Before any file: what leaves the journal meanwhile is in its file by then.
  const texts = await readJournalTexts(realDisk, join(root, 'journal'))
  const refuse = () => Promise.reject(new StoreError('this look into the folder changes nothing'))
  const files: ShelfFiles = {
    read: async (path) =>
      openedFrom(sealer, path, texts.get(path) ?? (await realDisk.read(join(root, path)))),
    names: (folder) => namesOf(realDisk, { root, folder, journal: texts.keys() }),
    write: refuse,
    writeOver: refuse,
    erase: refuse,
  }
  const door = { inOrder: <T>(_key: string, _doing: string, work: () => Promise<T>) => work() }
  return {
    phones: createFileShelf(PHONES, files, door),
    enrolments: createFileShelf(ENROLMENTS, files, door),
  }
}
