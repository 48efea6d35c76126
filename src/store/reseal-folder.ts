/** The data folder, sealed anew; no server may be running on it. */
import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { StoreError } from '../errors.js'
import { realDisk } from './disk.js'
import { textOf } from './durable-file.js'
import { lockFolder } from './folder-lock.js'
import { readJournalTexts } from './journal-files.js'
import { openLowdbStore } from './lowdb.js'
import { replaceFile } from './replace-file.js'
import { createResealer, createTally, type Reseal } from './reseal.js'
import { createSealer, type DataKeys } from './sealer.js'

/** Beside these, each folder holds records of its own kind. */
const NO_RECORDS = ['audit', 'damaged', 'journal', 'tmp']

/**
 * Each file is replaced whole, so that the work can be stopped at any time and begun again.
 *
 * @throws {StoreLockedError} when a server has the folder.
 */
export function resealFolder(folder: string, keys: DataKeys): Reseal {
  const root = resolve(folder)
  return async (onSeen) => {
    // Opening and closing brings what lies in the journal into its files.
    await (await openLowdbStore({ folder: root, sealer: createSealer(keys) })).close()
    const lock = await lockFolder(root)
    try {
      if ((await readJournalTexts(realDisk, join(root, 'journal'))).size > 0) {
        throw new StoreError('the journal could not be emptied', { hint: 'free some space' })
      }
      const reseal = createResealer(keys)
      const tally = createTally(onSeen)
      for await (const { path, place } of recordsBelow(root)) {
        const text = await textOf(path)
        // Nobody else is here, so that what is gone was never there.
        if (text === undefined) continue
        const anew = reseal({ text, place })
        if (anew.kind === 'text') await replace(path, anew.text, join(root, 'tmp'))
        tally.count(anew.kind)
      }
      return tally.total()
    } finally {
      await lock.release()
    }
  }
}

/** A file's time of last change says when it expires, and must stay. */
async function replace(path: string, text: string, tempFolder: string): Promise<void> {
  const { mtime: modifiedAt } = await stat(path)
  await replaceFile({ path, text, modifiedAt }, tempFolder)
}

async function* recordsBelow(
  root: string,
): AsyncIterable<{ readonly path: string; readonly place: string }> {
  const entries = await readdir(root, { withFileTypes: true })
  const kinds = entries.filter((entry) => entry.isDirectory() && !NO_RECORDS.includes(entry.name))
  for (const { name: kind } of kinds) {
    for await (const path of filesBelow(join(root, kind))) {
      yield { path, place: `${kind}/${basename(path, '.json')}` }
    }
  }
}

async function* filesBelow(folder: string): AsyncIterable<string> {
  for (const name of await realDisk.names(folder)) {
    const path = join(folder, name)
    if (name.endsWith('.json')) yield path
    else yield* filesBelow(path)
  }
}
