/** What Node leaves to its callers: names that survive a power cut, and files that may be absent. */
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** Makes a folder, and those above it up to `root`, so that they are still there after a power cut. */
export async function makeFolderDurably(folder: string, root: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (let made = folder; made !== root && made !== dirname(made); made = dirname(made)) {
    await syncFolder(dirname(made))
  }
}

/** Makes a folder and those above it that are missing; touches none that was there. */
export async function makeNewFolder(folder: string): Promise<void> {
  const highest = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (highest !== undefined) await makeFolderDurably(resolve(folder), dirname(resolve(highest)))
}

/** Reads a file; one that is not there has no text. */
export async function textOf(path: string): Promise<string | undefined> {
  return unlessAbsent(readFile(path, 'utf8'))
}

/** Resolves to undefined where there is no such file or folder. */
export async function unlessAbsent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT')) return undefined
    throw error
  }
}

export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and writes names through by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export function isErrorWithCode(error: unknown, code: string): boolean {
  return codeOf(error) === code
}

/** The code of a failed system call, such as `ENOSPC`. */
export function codeOf(error: unknown): string | undefined {
  // Not instanceof Error: it is false for an error that comes from another realm, as under Jest.
  const isCoded = typeof error === 'object' && error !== null && 'code' in error
  return isCoded && typeof error.code === 'string' ? error.code : undefined
}
