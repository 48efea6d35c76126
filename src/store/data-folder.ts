import { createHash, randomUUID } from 'node:crypto'
import { basename, dirname, join, resolve } from 'node:path'
import type { Disk } from './disk.js'
import { openRecordFiles, type JournalLimits, type RecordFiles } from './record-files.js'
import type { Sealer } from './sealer.js'

/**
 * Where things lie in the data folder:
 * `conversations/3/f2/3f2….json` · `handoffs/3f2….<id>.json` · `phones/3f/3f2….json` and the like ·
 * `damaged/3f2….<why>.<random>.json` · `journal/00000001.log` · `tmp/` · `lock`.
 * A key is the SHA-256 of a conversation id, in hex: nothing of a patient becomes a path.
 */
export interface DataFolder {
  readonly root: string
  readonly disk: Disk
  readonly files: RecordFiles
  /** The folders that hold conversations, sorted; at most 4,096 (16 × 256). */
  readonly leaves: () => Promise<readonly string[]>
  /** Moves the file of a record to `damaged/`, under a name that begins with its key. */
  readonly putAside: (path: string, name: string) => Promise<void>
  /** Removes damaged and half-written copies; resolves to whether there was one. */
  readonly eraseCopies: (key: string) => Promise<boolean>
  /** Writes a little as durably as a conversation, and takes it away. */
  readonly probe: () => Promise<void>
}

export interface DataFolderParts {
  readonly disk: Disk
  readonly sealer: Sealer
  readonly limits: JournalLimits
  /** Throws where this process may no longer write. */
  readonly guard: () => void
}

/** A turn needs more than the last few bytes of a disk. */
const PROBE = 'ok'.repeat(16_384)

export function keyOf(conversationId: string): string {
  return createHash('sha256').update(conversationId).digest('hex')
}

/** Where the conversation of a key lies, from the data folder. */
export function conversationPath(key: string): string {
  return `conversations/${key.slice(0, 1)}/${key.slice(1, 3)}/${key}.json`
}

/** The key whose conversation a file holds; undefined for a file that is none of ours. */
export function keyOfPath(path: string): string | undefined {
  return /^([0-9a-f]{64})\.json$/.exec(basename(path))?.[1]
}

/** Makes what is missing and throws away the half-written files of a process that was killed. */
export async function openDataFolder(path: string, parts: DataFolderParts): Promise<DataFolder> {
  const { disk } = parts
  const root = resolve(path)
  const temp = join(root, 'tmp')
  const damaged = join(root, 'damaged')
  for (const folder of [temp, damaged, join(root, 'conversations'), join(root, 'handoffs')]) {
    await disk.makeFolder(folder)
  }
  await disk.syncFolder(root)
  for (const name of await disk.names(temp)) await disk.remove(join(temp, name))
  const files = await openRecordFiles({ ...parts, root, temp })

  return {
    root,
    disk,
    files,
    leaves: () => leavesOf(disk, join(root, 'conversations')),
    putAside: async (path, name) => {
      // Else the next start would put it back from the journal.
      await files.settle()
      await disk.rename(join(root, path), join(damaged, `${name}.${randomUUID()}.json`))
      await disk.syncFolder(damaged)
      await disk.syncFolder(dirname(join(root, path)))
    },
    eraseCopies: async (key) => {
      const erased: boolean[] = []
      for (const folder of [damaged, temp]) {
        const names = (await disk.names(folder)).filter((name) => name.startsWith(key))
        for (const name of names) erased.push(await disk.remove(join(folder, name)))
        if (names.length > 0) await disk.syncFolder(folder)
      }
      return erased.includes(true)
    },
    probe: async () => {
      await files.check()
      const probe = join(temp, `${randomUUID()}.probe`)
      try {
        await disk.writeNew({ path: probe, text: PROBE })
      } finally {
        await disk.remove(probe)
      }
    },
  }
}

async function leavesOf(disk: Disk, conversations: string): Promise<readonly string[]> {
  const tops = (await disk.names(conversations)).filter((name) => /^[0-9a-f]$/.test(name))
  const leaves = await Promise.all(
    tops.map(async (top) => {
      const names = await disk.names(join(conversations, top))
      return names
        .filter((name) => /^[0-9a-f]{2}$/.test(name))
        .map((name) => join(conversations, top, name))
    }),
  )
  return leaves.flat()
}
