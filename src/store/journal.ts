/** Changes that are on the disk before they are in their files: all that come at the same time cost one fsync. */
import { join } from 'node:path'
import { StoreError } from '../errors.js'
import type { Disk, LogFile } from './disk.js'
import { createBatchWriter, type Put, type Span } from './journal-batch.js'
import { readJournal } from './journal-files.js'
import { createKeyedQueue } from './keyed-queue.js'

export interface JournalParts {
  readonly disk: Disk
  /** The data folder. */
  readonly root: string
  /** Throws where this process may no longer write. */
  readonly guard: () => void
}

/** A text that the journal holds, and where. */
export interface Held extends Span {
  readonly segment: Segment
  /** Its file has it, too; the journal keeps it until the whole segment goes. */
  isInFile: boolean
}

/** One file of the journal. */
export interface Segment {
  readonly path: string
  readonly log: LogFile
  /** What of it is sure. */
  length: number
}

export interface Journal {
  /** Resolves when all of them are on the disk; where it throws, none is. */
  readonly put: (puts: readonly Put[]) => Promise<void>
  /** The newest text of a path, unless its file has it, too. */
  readonly read: (path: string) => Promise<string | undefined>
  /** The newest text of each path, also of those whose files have it, too. */
  readonly held: ReadonlyMap<string, Held>
  /** Whether any text of a path, even one that was replaced since, may lie in the journal. */
  readonly mayHold: (path: string) => boolean
  /** Cuts off what a batch has left that failed. */
  readonly mend: () => Promise<void>
  /** Bytes of all segments. */
  readonly length: () => number
  /** Ends the segment under way; resolves to all there are, oldest first. */
  readonly rotate: () => Promise<readonly Segment[]>
  /** Removes the oldest segment for good; all that it alone holds must be in files. */
  readonly dropOldest: () => Promise<void>
  /** Closes files; leaves on the disk what was not dropped. */
  readonly close: () => Promise<void>
}

interface Waiting {
  readonly puts: readonly Put[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Opens the journal of a data folder, and finds in it what a process that was killed has promised.
 *
 * @throws {StoreError} when something in the middle of it is damaged.
 */
export async function openJournal({ disk, root, guard }: JournalParts): Promise<Journal> {
  const folder = join(root, 'journal')
  await disk.makeFolder(folder)
  await disk.syncFolder(root)
  const held = new Map<string, Held>()
  const segments: Segment[] = []
  for await (const { path, spans, end, isCut } of readJournal(disk, folder)) {
    const segment = { path, log: await disk.openLog(path), length: end }
    if (isCut) await cut(segment)
    segments.push(segment)
    for (const span of spans) held.set(span.path, { ...span, segment, isInFile: false })
  }
  const line = createKeyedQueue()
  const batchOf = createBatchWriter()
  const nextPath = segmentPaths(folder, segments.at(-1)?.path)
  let current: Segment | undefined
  /** After a failure: what lies behind the sure length may be anything. */
  let isSoiled = false
  let waiting: Waiting[] = []

  const openSegment = async (): Promise<Segment> => {
    const path = nextPath()
    const log = await disk.openLog(path)
    try {
      await disk.syncFolder(folder)
    } catch (error) {
      await log.close()
      throw error
    }
    const segment = { path, log, length: 0 }
    segments.push(segment)
    return segment
  }
  const mend = async (): Promise<void> => {
    if (!isSoiled || current === undefined) return
    guard()
    await cut(current)
    isSoiled = false
  }
  const append = async (puts: readonly Put[]): Promise<void> => {
    guard()
    await mend()
    current ??= await openSegment()
    const { bytes, spans } = batchOf(puts, current.length)
    isSoiled = true
    await current.log.write(bytes, current.length)
    await current.log.sync()
    isSoiled = false
    current.length += bytes.length
    for (const span of spans) held.set(span.path, { ...span, segment: current, isInFile: false })
  }
  const flush = async (): Promise<void> => {
    const batch = waiting
    waiting = []
    try {
      await append(batch.flatMap(({ puts }) => puts))
      for (const { resolve } of batch) resolve()
    } catch (error) {
      for (const { reject } of batch) reject(error)
      // At once, so that a full disk gets its space back; where it fails, the next batch tries again.
      await mend().catch(() => undefined)
    }
  }

  return {
    held,
    put: (puts) =>
      new Promise((resolve, reject) => {
        // Whoever comes while a batch is under way goes with the next one.
        if (waiting.length === 0) void line.run('', flush)
        waiting.push({ puts, resolve, reject })
      }),
    read: async (path) => {
      const found = held.get(path)
      if (found === undefined || found.isInFile) return undefined
      return textOf(found)
    },
    mend: () => line.run('', mend),
    mayHold: (path) => isSoiled || held.has(path),
    length: () => segments.reduce((sum, segment) => sum + segment.length, 0),
    rotate: () =>
      line.run('', async () => {
        guard()
        await mend()
        current = undefined
        return [...segments]
      }),
    dropOldest: async () => {
      const [oldest] = segments
      if (oldest === undefined) return
      await disk.remove(oldest.path)
      // Before the next one goes: played back without its successors, it would undo what they hold.
      await disk.syncFolder(folder)
      segments.shift()
      for (const [path, { segment }] of held) if (segment === oldest) held.delete(path)
      await oldest.log.close()
    },
    close: async () => {
      for (const { log } of segments) await log.close()
    },
  }
}

/** @throws {StoreError} when the segment has been cut meanwhile, by hand say. */
export async function textOf({ segment, at, length, path }: Held): Promise<string> {
  const bytes = await segment.log.read(at, length)
  if (bytes.length !== length) throw new StoreError(`the journal has lost a part of "${path}"`)
  return bytes.toString()
}

async function cut({ log, length }: Segment): Promise<void> {
  await log.truncate(length)
  await log.sync()
}

/** Names in the order of their making: `00000001.log`, `00000002.log`… */
function segmentPaths(folder: string, last: string | undefined): () => string {
  let number = last === undefined ? 0 : Number(/(\d+)\.log$/.exec(last)?.[1])
  return () => join(folder, `${String(++number).padStart(8, '0')}.log`)
}
