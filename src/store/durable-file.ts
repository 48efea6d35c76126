import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

export interface DurableWrite {
  readonly path: string
  readonly text: string
  /** Where the half-written file lies; on the same file system as `path`. */
  readonly tempFolder: string
  /** What the file's time of last change shall say; the present if absent. */
  readonly modifiedAt?: Date
}

/**
 * Replaces a file whole: whoever reads it finds the old text or the new, also after a power cut.
 * When it has resolved, the new text is on the disk; when it has thrown, the old one is intact.
 */
export async function writeDurably(write: DurableWrite): Promise<void> {
  const name = `${basename(write.path)}.${randomUUID()}.tmp`
  const temp = join(write.tempFolder, name)
  try {
    await writeAndSync(temp, write)
    await rename(temp, write.path)
  } catch (error) {
    await rm(temp, { force: true }).catch(() => undefined)
    throw error
  }
  // Without this the name may still lead to the old file after a power cut.
  await syncFolder(dirname(write.path))
}

async function writeAndSync(path: string, { text, modifiedAt }: DurableWrite): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    if (modifiedAt !== undefined) await file.utimes(modifiedAt, modifiedAt)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Removes a file for good; resolves to whether there was one. */
export async function eraseDurably(path: string): Promise<boolean> {
  try {
    await rm(path)
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT')) return false
    throw error
  }
  await syncFolder(dirname(path))
  return true
}

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

/** Lists a folder's names, sorted; a folder that is not there has none. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return (await unlessAbsent(readdir(folder)))?.sort() ?? []
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
