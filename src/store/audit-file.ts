/** The audit trail as files, one a month, to which lines are only ever added: `audit/2026-11.jsonl`. */
import { open, stat, type FileHandle } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { AuditError } from '../errors.js'
import { headOf, NO_LINES, nextLine } from './audit.js'
import type { AuditEntry, AuditHead, AuditTrail } from './audit.js'
import { realDisk } from './disk.js'
import { makeNewFolder, syncFolder } from './durable-file.js'

interface OpenFile {
  readonly month: string
  readonly handle: FileHandle
  /** Bytes up to the end of the last line that is kept. */
  readonly length: number
  readonly head: AuditHead
}

interface Waiting {
  readonly entry: AuditEntry
  readonly resolve: (head: AuditHead) => void
  readonly reject: (error: AuditError) => void
}

/** More than the longest line: a hundred ids. */
const TAIL_BYTES = 65_536
const FILE = /^(\d{4}-\d{2})\.jsonl$/
const HINT =
  'npm run audit -- --verify tells where; until it is mended the staff are let in nowhere'

/**
 * Makes the trail in a folder that this process alone writes to; opens nothing until the first line is added, so that
 * a damaged trail shuts out the staff, and no patient.
 */
export function createFileAudit(folder: string): AuditTrail {
  let file: OpenFile | undefined
  let waiting: Waiting[] = []
  let writing: Promise<void> | undefined
  let isClosed = false

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        const { kept, heads } = await addLines(await openFor(folder, file, batch), batch)
        file = kept
        batch.forEach(({ resolve }, index) => resolve(heads[index] ?? kept.head))
      } catch (cause) {
        await file?.handle.close().catch(() => undefined)
        // Opened anew for the next line, which cuts off what may stand there half.
        file = undefined
        const error =
          cause instanceof AuditError ? cause : new AuditError('no line can be added', { cause })
        batch.forEach(({ reject }) => reject(error))
      }
    }
  }

  // Lines that come while others are written share the next fsync.
  const start = (): void => {
    writing ??= writeAll().finally(() => {
      writing = undefined
      // Added after the last look, and before this.
      if (waiting.length > 0) start()
    })
  }

  return {
    append: (entry) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new AuditError('the audit trail is closed'))
        waiting.push({ entry, resolve, reject })
        start()
      }),
    read: () => linesIn(folder),
    eraseBefore: (time) => eraseBefore(folder, time),
    close: async () => {
      isClosed = true
      while (writing !== undefined) await writing
      await file?.handle.close()
      file = undefined
    },
  }
}

/** The file of the month, or the newest: a clock that was put back must not put lines before others. */
async function openFor(
  folder: string,
  file: OpenFile | undefined,
  [first]: readonly Waiting[],
): Promise<OpenFile> {
  const month = first?.entry.at.slice(0, 7) ?? ''
  if (file !== undefined && month <= file.month) return file
  await makeNewFolder(folder)
  const before = file ?? (await openNewest(folder))
  if (before !== undefined && month <= before.month) return before
  await before?.handle.close()
  const handle = await open(join(folder, `${month}.jsonl`), 'ax', 0o600)
  await syncFolder(folder)
  return { month, handle, length: 0, head: before?.head ?? NO_LINES }
}

async function openNewest(folder: string): Promise<OpenFile | undefined> {
  for (const name of (await monthsIn(folder)).toReversed()) {
    const path = join(folder, name)
    const { length, head } = await endOf(path)
    if (length === 0) {
      await realDisk.remove(path)
      continue
    }
    if (head === undefined) throw new AuditError('the last line is none', { hint: HINT })
    const handle = await open(path, 'a', 0o600)
    // Of a line that was never told of, written by a process that was killed.
    await handle.truncate(length)
    return { month: name.slice(0, 7), handle, length, head }
  }
  return undefined
}

/** Where the last whole line of a file ends, and what it is. */
async function endOf(
  path: string,
): Promise<{ readonly length: number; readonly head?: AuditHead }> {
  const { size } = await stat(path)
  const from = Math.max(0, size - TAIL_BYTES)
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from)
    const tail = buffer.subarray(0, bytesRead)
    const end = tail.lastIndexOf(0x0a)
    if (end === -1) return from === 0 ? { length: 0 } : { length: size }
    const text = tail.subarray(tail.subarray(0, end).lastIndexOf(0x0a) + 1, end).toString('utf8')
    const head = headOf(text)
    return { length: from + end + 1, ...(head !== undefined && { head }) }
  } finally {
    await handle.close()
  }
}

/** Adds the lines of a batch by one write and one fsync; all of them, or none. */
async function addLines(
  file: OpenFile,
  batch: readonly Waiting[],
): Promise<{ readonly kept: OpenFile; readonly heads: readonly AuditHead[] }> {
  const texts: string[] = []
  const heads: AuditHead[] = []
  let { head } = file
  for (const { entry } of batch) {
    const next = nextLine(head, entry)
    head = next.head
    texts.push(`${next.text}\n`)
    heads.push(head)
  }
  const bytes = Buffer.from(texts.join(''))
  try {
    await file.handle.appendFile(bytes)
    await file.handle.datasync()
  } catch (error) {
    await file.handle.truncate(file.length).catch(() => undefined)
    throw error
  }
  return { kept: { ...file, length: file.length + bytes.length, head }, heads }
}

async function* linesIn(folder: string): AsyncIterable<string> {
  for (const name of await monthsIn(folder)) {
    let rest = ''
    for await (const chunk of createReadStream(join(folder, name), 'utf8')) {
      const texts = (rest + String(chunk)).split('\n')
      // What has no end yet is being written, or was never told of.
      rest = texts.pop() ?? ''
      yield* texts
    }
  }
}

async function monthsIn(folder: string): Promise<readonly string[]> {
  return (await realDisk.names(folder)).filter((name) => FILE.test(name))
}

/** A file goes when its whole month is older; the newest stays, since the next line names its last one. */
async function eraseBefore(folder: string, time: Date): Promise<number> {
  const months = await monthsIn(folder)
  const old = months
    .slice(0, -1)
    .filter((name) => name.slice(0, 7) < time.toISOString().slice(0, 7))
  for (const name of old) await realDisk.remove(join(folder, name))
  if (old.length > 0) await syncFolder(folder)
  return old.length
}
