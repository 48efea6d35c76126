/** What the store asks of a file system, and no more: a test gives it one that loses power on purpose. */
import { constants } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { isErrorWithCode, syncFolder, unlessAbsent } from './durable-file.js'

export interface NewFile {
  readonly path: string
  readonly text: string
  /** What the file's time of last change shall say; the present if absent. */
  readonly modifiedAt?: Date
}

export interface FileTimes {
  readonly modifiedMs: number
  /** When its content, its name or its time of last change was last touched. */
  readonly touchedMs: number
}

export interface Disk {
  /** Undefined where there is no such file. */
  readonly read: (path: string) => Promise<Buffer | undefined>
  /** Names in a folder, sorted; none where there is no such folder. */
  readonly names: (folder: string) => Promise<readonly string[]>
  readonly times: (path: string) => Promise<FileTimes | undefined>
  /** Makes a folder and those above it, where they are missing; for good only after `syncFolder` of those above. */
  readonly makeFolder: (folder: string) => Promise<void>
  /** Writes a file that was not there: its content stays from now on, its name only after `syncFolder`. */
  readonly writeNew: (file: NewFile) => Promise<void>
  readonly rename: (from: string, to: string) => Promise<void>
  /** Resolves to whether there was one; for good only after `syncFolder`. */
  readonly remove: (path: string) => Promise<boolean>
  readonly touch: (path: string, at: Date) => Promise<void>
  readonly syncFolder: (folder: string) => Promise<void>
  /** Opens a file to write to its end, and makes it where there is none. */
  readonly openLog: (path: string) => Promise<LogFile>
}

export interface LogFile {
  /** Writes all of it, from a position on. */
  readonly write: (bytes: Buffer, at: number) => Promise<void>
  /** Afterwards what was written stays, also after a power cut. */
  readonly sync: () => Promise<void>
  readonly truncate: (length: number) => Promise<void>
  readonly read: (at: number, length: number) => Promise<Buffer>
  /** Waits for what is under way. */
  readonly close: () => Promise<void>
}

/** The file system of this machine. */
export const realDisk: Disk = {
  read: (path) => unlessAbsent(readFile(path)),
  names: async (folder) => (await unlessAbsent(readdir(folder)))?.sort() ?? [],
  times: async (path) => {
    const found = await unlessAbsent(stat(path))
    return found && { modifiedMs: found.mtimeMs, touchedMs: found.ctimeMs }
  },
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  },
  writeNew,
  rename,
  remove: async (path) => {
    try {
      await rm(path)
      return true
    } catch (error) {
      if (isErrorWithCode(error, 'ENOENT')) return false
      throw error
    }
  },
  touch: (path, at) => utimes(path, at, at),
  syncFolder,
  openLog,
}

async function writeNew({ path, text, modifiedAt }: NewFile): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    if (modifiedAt !== undefined) await file.utimes(modifiedAt, modifiedAt)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function openLog(path: string): Promise<LogFile> {
  // Not 'a': on Linux an appending file ignores the position, and what failed half-way is written over.
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  return {
    write: async (bytes, at) => {
      // A disk that gets full takes a part of it, and tells so only at the next write.
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
        done += bytesWritten
      }
    },
    sync: () => file.datasync(),
    truncate: (length) => file.truncate(length),
    read: async (at, length) => {
      const bytes = Buffer.alloc(length)
      const { bytesRead } = await file.read(bytes, 0, length, at)
      return bytes.subarray(0, bytesRead)
    },
    close: () => file.close(),
  }
}
