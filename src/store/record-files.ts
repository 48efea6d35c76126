/** Records as files, each change of which is safe in the journal before its file is written. */
import { basename, dirname, join } from 'node:path'
import { createCheckpoint } from './checkpoint.js'
import type { Disk } from './disk.js'
import { unlessAbsent } from './durable-file.js'
import { createEmptying } from './emptying.js'
import { openJournal } from './journal.js'
import type { Put } from './journal-batch.js'
import { createPlacing } from './placing.js'
import type { Sealer } from './sealer.js'

/** Paths are from the data folder, with slashes. */
export interface RecordFiles {
  /** The JSON that was kept last; undefined for what is not there. */
  readonly read: (path: string) => Promise<string | undefined>
  /** Keeps all of them, or none. */
  readonly write: (records: readonly KeptRecord[]) => Promise<void>
  /** Writes a record from which something was taken away; when it has resolved, that is nowhere any more. */
  readonly writeOver: (record: KeptRecord) => Promise<void>
  /** Removes a file and all the journal has of it; resolves to whether there was one. */
  readonly erase: (path: string) => Promise<boolean>
  /** Rids the journal of what a write has left that failed, so that nothing of it comes back. */
  readonly mend: () => Promise<void>
  /** Names of the records below a folder, at any depth, in order. */
  readonly names: (folder: string) => Promise<readonly string[]>
  /** Moves all that is kept by now into files. */
  readonly settle: () => Promise<void>
  /** Throws what went wrong when the journal was to be emptied, if it still does. */
  readonly check: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface KeptRecord {
  readonly path: string
  readonly json: string
  /** What the file's time of last change shall say; the present if absent. */
  readonly modifiedAt?: Date
}

export interface RecordFilesParts {
  readonly disk: Disk
  readonly root: string
  readonly temp: string
  readonly sealer: Sealer
  readonly limits: JournalLimits
  /** Throws where this process may no longer write. */
  readonly guard: () => void
}

export interface JournalLimits {
  /** Beyond this, the journal is emptied at once. */
  readonly bytes: number
  /** At the latest so long after a change, it is in its file. */
  readonly seconds: number
}

/** What a start after a crash reads in less than half a second, and how long a talk goes on between two messages. */
export const JOURNAL_LIMITS: JournalLimits = { bytes: 32 * 1024 * 1024, seconds: 30 }
/** How far the files may fall behind before writers wait for them. */
const MAX_BEHIND = 4

/** @throws {StoreError} when the journal is damaged. */
export async function openRecordFiles(parts: RecordFilesParts): Promise<RecordFiles> {
  const { disk, root, sealer, limits } = parts
  const journal = await openJournal(parts)
  const placing = createPlacing(parts)
  const emptying = createEmptying(createCheckpoint(journal, placing), limits.seconds * 1000)
  if (journal.held.size > 0) emptying.soon()

  const sealed = ({ path, json, modifiedAt }: KeptRecord): Put => {
    const text = sealer.seal(json, placeOf(path))
    return modifiedAt === undefined
      ? { path, text }
      : { path, text, modifiedAtMs: modifiedAt.getTime() }
  }

  return {
    read: async (path) =>
      openedFrom(sealer, path, (await journal.read(path)) ?? (await disk.read(join(root, path)))),
    write: async (records) => {
      if (journal.length() > MAX_BEHIND * limits.bytes) await emptying.now()
      await journal.put(records.map(sealed))
      if (journal.length() > limits.bytes) emptying.now().catch(() => undefined)
      else emptying.soon()
    },
    writeOver: async (record) => {
      // First, for then it is one renaming that tells whether it is forgotten.
      if (journal.mayHold(record.path)) await emptying.now()
      await placing.place(sealed(record))
      await placing.settle([record.path])
    },
    erase: async (path) => {
      // First, for then it is one removal that tells whether it is erased.
      if (journal.mayHold(path)) await emptying.now()
      const isErased = await disk.remove(join(root, path))
      // Also where there was none: the call before may have come so far and no further.
      await unlessAbsent(disk.syncFolder(dirname(join(root, path))))
      return isErased
    },
    mend: journal.mend,
    names: (folder) => namesOf(disk, { root, folder, journal: journal.held.keys() }),
    settle: () => (journal.length() > 0 ? emptying.now() : Promise.resolve()),
    check: emptying.check,
    close: async () => {
      // Where it fails, the next start finds all of it in the journal.
      await emptying.now().catch(() => undefined)
      emptying.stop()
      await journal.close()
    },
  }
}

/** Opens what was kept at a path, if anything was. */
export function openedFrom(
  sealer: Sealer,
  path: string,
  kept: string | Buffer | undefined,
): string | undefined {
  return kept === undefined ? undefined : sealer.open(kept.toString(), placeOf(path))
}

/** Kind and key: `conversations/3f2…`, wherever in that folder the file lies. */
function placeOf(path: string): string {
  return `${path.slice(0, path.indexOf('/'))}/${basename(path, '.json')}`
}

export interface Naming {
  readonly root: string
  readonly folder: string
  /** Paths of what the journal holds. */
  readonly journal: Iterable<string>
}

/** Names of all records below a folder, in files or in the journal only, in order. */
export async function namesOf(
  disk: Pick<Disk, 'names'>,
  { root, folder, journal }: Naming,
): Promise<readonly string[]> {
  const inJournal = [...journal].filter((path) => path.startsWith(`${folder}/`))
  const inFiles = await namesBelow(disk, join(root, folder))
  return [...new Set([...inFiles, ...inJournal.map((path) => basename(path))])].sort()
}

async function namesBelow(disk: Pick<Disk, 'names'>, folder: string): Promise<readonly string[]> {
  const names = await disk.names(folder)
  const below = await Promise.all(
    names.map(async (name) =>
      name.endsWith('.json') ? [name] : namesBelow(disk, join(folder, name)),
    ),
  )
  return below.flat()
}
