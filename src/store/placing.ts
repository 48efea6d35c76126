/** Puts whole files in their places: whoever reads one finds the old text or the new, also after a power cut. */
import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import type { Disk } from './disk.js'
import type { Put } from './journal-batch.js'
import { createSlots } from './keyed-queue.js'

/** One of Node's four threads stays free for the journal, for which somebody waits. */
const SYNCS_AT_ONCE = 3

export interface Placing {
  /** Puts a file in its place; its name stays for good only once its folder is settled. */
  readonly place: (put: Put) => Promise<void>
  /** Makes the names of files stay that were placed. */
  readonly settle: (paths: readonly string[]) => Promise<void>
}

export interface PlacingParts {
  readonly disk: Disk
  readonly root: string
  /** Where half-written files lie; on the same file system as the rest. */
  readonly temp: string
}

export function createPlacing({ disk, root, temp }: PlacingParts): Placing {
  const inSlot = createSlots(SYNCS_AT_ONCE)
  const made = new Set<string>()
  /** Folders that were made, and whose own names are not settled. */
  const fresh = new Set<string>()

  const makeFolder = async (folder: string): Promise<void> => {
    if (made.has(folder)) return
    await disk.makeFolder(folder)
    made.add(folder)
    fresh.add(folder)
  }
  const place = async ({ path, text, modifiedAtMs }: Put): Promise<void> => {
    const target = join(root, path)
    const aside = join(temp, `${basename(path)}.${randomUUID()}.tmp`)
    await makeFolder(dirname(target))
    const modifiedAt = modifiedAtMs === undefined ? {} : { modifiedAt: new Date(modifiedAtMs) }
    try {
      await disk.writeNew({ path: aside, text, ...modifiedAt })
      await disk.rename(aside, target)
    } catch (error) {
      // Somebody may have taken the folder away.
      made.delete(dirname(target))
      await disk.remove(aside).catch(() => undefined)
      throw error
    }
  }
  const settle = async (paths: readonly string[]): Promise<void> => {
    const folders = new Set(paths.map((path) => dirname(join(root, path))))
    const isFresh = [...folders].filter((folder) => fresh.has(folder))
    const above = isFresh.flatMap((folder) => foldersAbove(folder, root))
    const toSync = [...new Set([...folders, ...above])]
    await Promise.all(toSync.map((folder) => inSlot(() => disk.syncFolder(folder))))
    isFresh.forEach((folder) => fresh.delete(folder))
  }
  return { place, settle }
}

function foldersAbove(folder: string, root: string): readonly string[] {
  if (folder === root) return []
  return [dirname(folder), ...foldersAbove(dirname(folder), root)]
}
