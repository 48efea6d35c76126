/**
 * What the journal is written in: batches, each of them there whole or not at all.
 *
 *     #batch <half of its SHA-256> <bytes>
 *     <path> <time of last change in ms, or none> <bytes>
 *     <text>
 *
 * A text has no line break of its own (JSON and what a sealer makes have none), so that no text looks like a batch.
 */
import { createHash } from 'node:crypto'

export interface Put {
  /** From the data folder, with slashes. */
  readonly path: string
  readonly text: string
  readonly modifiedAtMs?: number
}

/** Where a text lies in a file of the journal, in bytes. */
export interface Span {
  readonly path: string
  readonly at: number
  readonly length: number
  readonly modifiedAtMs?: number
}

export interface Batch {
  readonly bytes: Buffer
  /** In the order of what was put. */
  readonly spans: readonly Span[]
}

const BATCH = /^#batch ([0-9a-f]{32}) (\d+)$/
const PUT = /^(\S+) (none|-?\d+) (\d+)$/
const LINE_BREAK = 10
const NO_SUM = '0'.repeat(32)
/** More than this is let go after its batch. */
const MAX_ROOM = 4 * 1024 * 1024

/**
 * Makes a writer of batches. It writes all of them into the same memory, so that a batch must be on the disk before the
 * next one is made.
 */
export function createBatchWriter(): (puts: readonly Put[], at: number) => Batch {
  let kept = Buffer.alloc(0)
  const room = (size: number): Buffer => {
    if (size <= kept.length) return kept.subarray(0, size)
    const made = Buffer.allocUnsafe(size)
    if (size <= MAX_ROOM) kept = made
    return made
  }
  return (puts, at) => batchOf(puts, at, room)
}

/** Makes one batch of several changes, to be written at a position of its file. */
function batchOf(puts: readonly Put[], at: number, room: (size: number) => Buffer): Batch {
  const parts = puts.map(({ path, text, modifiedAtMs }) => {
    const length = Buffer.byteLength(text)
    const head = `${path} ${modifiedAtMs ?? 'none'} ${length}\n`
    return { path, text, modifiedAtMs, length, head }
  })
  const size = parts.reduce(
    (sum, { head, length }) => sum + Buffer.byteLength(head) + length + 1,
    0,
  )
  const title = (sum: string) => `#batch ${sum} ${size}\n`
  const start = title(NO_SUM).length
  const bytes = room(start + size)
  const spans: Span[] = []
  let next = start
  for (const part of parts) {
    next += bytes.write(part.head, next)
    spans.push(spanOf(part, at + next, part.length))
    next += bytes.write(part.text, next)
    next += bytes.write('\n', next)
  }
  bytes.write(title(checksum(bytes.subarray(start))), 0)
  return { bytes, spans }
}

export interface FoundBatches {
  readonly spans: readonly Span[]
  /** Where the last whole batch ends. */
  readonly end: number
  /** Something whole comes after what is broken: the end was not cut off, the middle was damaged. */
  readonly isDamaged: boolean
}

/** Finds what a file of the journal holds, up to its end or to what is broken. */
export function batchesIn(bytes: Buffer): FoundBatches {
  const spans: Span[] = []
  let end = 0
  for (let next = batchAt(bytes, 0); next !== undefined; next = batchAt(bytes, end)) {
    spans.push(...next.spans)
    end = next.end
  }
  return { spans, end, isDamaged: hasBatchAfter(bytes, end) }
}

function hasBatchAfter(bytes: Buffer, from: number): boolean {
  for (let at = bytes.indexOf('#batch ', from); at >= 0; at = bytes.indexOf('#batch ', at + 1)) {
    if (batchAt(bytes, at) !== undefined) return true
  }
  return false
}

function batchAt(
  bytes: Buffer,
  at: number,
): { readonly spans: readonly Span[]; readonly end: number } | undefined {
  const [, sum, length] = BATCH.exec(lineAt(bytes, at)) ?? []
  if (sum === undefined || length === undefined) return undefined
  const start = bytes.indexOf(LINE_BREAK, at) + 1
  const end = start + Number(length)
  if (end > bytes.length || checksum(bytes.subarray(start, end)) !== sum) return undefined
  return { spans: spansIn(bytes, start, end), end }
}

function spansIn(bytes: Buffer, start: number, end: number): readonly Span[] {
  const spans: Span[] = []
  for (let at = start; at < end;) {
    const line = lineAt(bytes, at)
    const [, path, modifiedAt, length] = PUT.exec(line) ?? []
    // Its checksum is right: it was written so, by a version that writes something else.
    if (path === undefined || length === undefined) throw new SyntaxError('an unknown change')
    const body = at + Buffer.byteLength(line) + 1
    const modifiedAtMs = modifiedAt === 'none' ? undefined : Number(modifiedAt)
    spans.push(spanOf({ path, modifiedAtMs }, body, Number(length)))
    at = body + Number(length) + 1
  }
  return spans
}

function spanOf(
  { path, modifiedAtMs }: { readonly path: string; readonly modifiedAtMs: number | undefined },
  at: number,
  length: number,
): Span {
  return { path, at, length, ...(modifiedAtMs !== undefined && { modifiedAtMs }) }
}

/** Heads are short; a longer line is none. */
const MAX_HEAD = 1_000

function lineAt(bytes: Buffer, at: number): string {
  const end = bytes.subarray(at, at + MAX_HEAD).indexOf(LINE_BREAK)
  return end < 0 ? '' : bytes.toString('utf8', at, at + end)
}

function checksum(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32)
}
