import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { eraseDurably, makeFolderDurably, namesIn, writeDurably } from './durable-file.js'

/**
 * Where things lie in the data folder:
 * `conversations/3/f2/3f2….json` · `handoffs/3f2….<id>.json` · `damaged/3f2….<why>.<random>.json` · `tmp/` · `lock`.
 * A key is the SHA-256 of a conversation id, in hex: nothing of a patient becomes a path.
 */
export interface DataFolder {
  readonly root: string
  readonly damaged: string
  /** Holds the requests to the staff; each name begins with the key of its conversation. */
  readonly handoffs: string
  /** The folders that hold conversations, sorted; at most 4,096 (16 × 256). */
  readonly leaves: () => Promise<readonly string[]>
  readonly write: (path: string, text: string, modifiedAt?: Date) => Promise<void>
  /** Removes every trace of a key; resolves to whether there was a conversation or a damaged one. */
  readonly erase: (key: string) => Promise<boolean>
  /** Writes a few bytes as durably as a conversation, and takes them away. */
  readonly probe: () => Promise<void>
}

export function keyOf(conversationId: string): string {
  return createHash('sha256').update(conversationId).digest('hex')
}

export function pathOf({ root }: Pick<DataFolder, 'root'>, key: string): string {
  return join(root, 'conversations', key.slice(0, 1), key.slice(1, 3), `${key}.json`)
}

/** The key whose conversation a file holds; undefined for a file that is none of ours. */
export function keyOfPath(path: string): string | undefined {
  return /^([0-9a-f]{64})\.json$/.exec(basename(path))?.[1]
}

/** Makes what is missing and throws away the half-written files of a process that was killed. */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const root = resolve(path)
  const temp = join(root, 'tmp')
  const damaged = join(root, 'damaged')
  const conversations = join(root, 'conversations')
  const handoffs = join(root, 'handoffs')
  for (const folder of [temp, damaged, conversations, handoffs])
    await makeFolderDurably(folder, root)
  for (const name of await namesIn(temp)) await rm(join(temp, name), { recursive: true })

  const made = new Map<string, Promise<void>>()
  // Once for each folder and process; whoever comes meanwhile waits for the same fsync.
  const makeOnce = (folder: string): Promise<void> => {
    const making = made.get(folder) ?? makeFolderDurably(folder, root)
    made.set(folder, making)
    return making
  }

  const write = async (path: string, text: string, modifiedAt?: Date): Promise<void> => {
    try {
      await makeOnce(dirname(path))
      await writeDurably({
        path,
        text,
        tempFolder: temp,
        ...(modifiedAt !== undefined && { modifiedAt }),
      })
    } catch (error) {
      made.delete(dirname(path))
      throw error
    }
  }

  const probe = async (): Promise<void> => {
    const path = join(root, 'probe')
    await writeDurably({ path, text: 'ok', tempFolder: temp })
    await rm(path)
  }

  const folder: DataFolder = {
    root,
    damaged,
    handoffs,
    write,
    probe,
    leaves: () => leavesOf(conversations),
    erase: async (key) => {
      const erased = [await eraseDurably(pathOf(folder, key))]
      for (const place of [handoffs, damaged, temp]) {
        const names = (await namesIn(place)).filter((name) => name.startsWith(key))
        for (const name of names) erased.push(await eraseDurably(join(place, name)))
      }
      return erased.includes(true)
    },
  }
  return folder
}

async function leavesOf(conversations: string): Promise<readonly string[]> {
  const leaves: string[] = []
  for (const top of await foldersIn(conversations)) leaves.push(...(await foldersIn(top)))
  return leaves
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name))
    .sort()
}
