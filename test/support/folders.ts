import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conversationPath, keyOf } from '../../src/store/data-folder.js'

/** A new folder for one test, and its removal. */
export async function aFolder(): Promise<{
  readonly path: string
  readonly remove: () => Promise<void>
}> {
  const path = await mkdtemp(join(tmpdir(), 'bonewise-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Paths of all files below a folder, from that folder. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

export function fileOf(root: string, conversationId: string): string {
  return join(root, conversationPath(keyOf(conversationId)))
}

/** Copies a data folder as a crash would leave it: with no lock that is held. */
export async function copyOf(folder: string, to: string): Promise<void> {
  await cp(folder, to, { recursive: true })
  await rm(join(to, 'lock'), { force: true })
}
