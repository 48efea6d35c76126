/** Which of the staff did what to which record, so that nobody can change it unseen afterwards. */
import { createHash } from 'node:crypto'
import { z } from 'zod'

/** What is told of one act; ids alone, and never what is in a record. */
export interface AuditEntry {
  /** ISO 8601. */
  readonly at: string
  /** The name of the token. */
  readonly staff: string
  /** The operation, as the description of the API calls it. */
  readonly action: string
  /**
   * `begun`: allowed, and about to change something; `done`: shown or changed; `refused`: the token may not;
   * `failed`: the request came to nothing; `unfinished`: its caller hung up.
   */
  readonly outcome: 'begun' | 'done' | 'refused' | 'failed' | 'unfinished'
  /** Ids of the records that were shown or changed. */
  readonly records: readonly string[]
}

/** What the last line of a trail is: the next one names it. */
export interface AuditHead {
  /** 0 before the first line. */
  readonly seq: number
  /** SHA-256 of the line, hex. Noted elsewhere (the log does), it proves that nothing before it was changed. */
  readonly hash: string
}

export interface AuditTrail {
  /**
   * Adds a line; when it has resolved, the line is on the disk.
   *
   * @throws {AuditError} when it cannot be kept: what it tells of must not happen.
   */
  readonly append: (entry: AuditEntry) => Promise<AuditHead>
  /** The lines as they are kept, oldest first. */
  readonly read: () => AsyncIterable<string>
  /** Erases lines that are wholly older, as far as they lie together; resolves to how many files or lines. */
  readonly eraseBefore: (time: Date) => Promise<number>
  /** Waits for what is being added, and adds nothing more. */
  readonly close: () => Promise<void>
}

export const NO_LINES: AuditHead = { seq: 0, hash: '0'.repeat(64) }

/** Makes the next line of a trail, and what it is for the one after it. */
export function nextLine(
  head: AuditHead,
  { at, staff, action, outcome, records }: AuditEntry,
): { readonly text: string; readonly head: AuditHead } {
  const seq = head.seq + 1
  const text = JSON.stringify({
    seq,
    at,
    staff,
    action,
    outcome,
    records,
    before: head.hash,
  })
  return { text, head: { seq, hash: hashOf(text) } }
}

const line = z.strictObject({
  seq: z.int().min(1),
  at: z.iso.datetime(),
  staff: z.string(),
  action: z.string(),
  outcome: z.enum(['begun', 'done', 'refused', 'failed', 'unfinished']),
  records: z.array(z.string()).readonly(),
  before: z.string().regex(/^[0-9a-f]{64}$/),
})

export type AuditLine = Readonly<z.infer<typeof line>>

/** Undefined for what is no line of a trail. */
export function parseLine(text: string): AuditLine | undefined {
  try {
    return line.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** The head that a line makes; undefined for what is none. */
export function headOf(text: string): AuditHead | undefined {
  const parsed = parseLine(text)
  return parsed && { seq: parsed.seq, hash: hashOf(text) }
}

export type AuditCheck =
  | {
      readonly kind: 'whole'
      readonly lines: number
      readonly firstSeq: number
      readonly head: AuditHead
    }
  /** `lines` were well before this one. */
  | { readonly kind: 'broken'; readonly lines: number; readonly why: 'no_line' | 'changed' }

/**
 * Looks whether each line names the one before it. A trail whose end was cut off looks whole: compare its head with
 * one that was noted elsewhere. The first line may be a later one than 1, after older ones were erased.
 */
export async function checkTrail(texts: AsyncIterable<string>): Promise<AuditCheck> {
  let head: AuditHead | undefined
  let [lines, firstSeq] = [0, 1]
  for await (const text of texts) {
    const parsed = parseLine(text)
    if (parsed === undefined) return { kind: 'broken', lines, why: 'no_line' }
    const before = head ?? { seq: parsed.seq - 1, hash: parsed.before }
    const isFirstEver = parsed.seq === 1 && parsed.before !== NO_LINES.hash
    if (parsed.seq !== before.seq + 1 || parsed.before !== before.hash || isFirstEver) {
      return { kind: 'broken', lines, why: 'changed' }
    }
    if (head === undefined) firstSeq = parsed.seq
    head = { seq: parsed.seq, hash: hashOf(text) }
    lines += 1
  }
  return { kind: 'whole', lines, firstSeq, head: head ?? NO_LINES }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
