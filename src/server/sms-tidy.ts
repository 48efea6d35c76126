/** What is kept of a number and its programmes once their time is over; nothing here waits. */
import { datedSteps } from '../outreach/dated-steps.js'
import { readOutboxKey } from '../outreach/outbox-key.js'
import type { TextParts } from '../outreach/texts.js'
import type { Enrolments, KeptEnrolment } from '../store/enrolments.js'
import type { Phone } from '../store/phone.js'

const DAY_MS = 86_400_000
/** How many texts went out in seven days must be known, however soon all else is erased. */
const MIN_KEEP_MS = 8 * DAY_MS
/** Providers send a message again for a day at most. */
const KEEP_REPLIES_MS = 3 * DAY_MS

export interface Age {
  readonly nowMs: number
  /** What is over for so long goes. */
  readonly keepMs: number
}

/** The record without programmes that have been over for long; undefined where none is left. */
export function tidyEnrolments(
  record: Enrolments,
  texts: TextParts,
  { nowMs, keepMs }: Age,
): Enrolments | undefined {
  const oldestMs = nowMs - Math.max(keepMs, MIN_KEEP_MS)
  const enrolments = record.enrolments.filter((each) => overMs(each, record, texts) > oldestMs)
  if (enrolments.length === 0) return undefined
  const isKept = (key: string) => enrolments.some(({ id }) => id === readOutboxKey(key)?.enrolment)
  const replied = record.replied.filter(({ atMs }) => nowMs - atMs < KEEP_REPLIES_MS)
  const isSame =
    enrolments.length === record.enrolments.length && replied.length === record.replied.length
  if (isSame) return record
  const { checkIn, ...rest } = record
  return {
    ...{ ...rest, enrolments, replied },
    outbox: Object.fromEntries(Object.entries(record.outbox).filter(([key]) => isKept(key))),
    ...(checkIn !== undefined && isKept(checkIn.key) && { checkIn }),
  }
}

/** When nothing of an enrolment could go out any more; it may lie ahead. */
function overMs(enrolment: KeptEnrolment, record: Enrolments, { followUps }: TextParts): number {
  const { id, isEnded, endedAtMs, enrolledAtMs } = enrolment
  if (isEnded && endedAtMs !== undefined) return endedAtMs
  const programme = followUps.programmes[enrolment.programme]
  const steps =
    programme === undefined || isEnded ? [] : datedSteps(enrolment, programme, followUps.limits)
  const sent = Object.entries(record.outbox)
    .filter(([key]) => readOutboxKey(key)?.enrolment === id)
    .map(([, { atMs }]) => atMs)
  return Math.max(enrolledAtMs, ...sent, ...steps.map(({ windowEndMs }) => windowEndMs))
}

/**
 * The record of a number in no programme, whose conversation is over: without the number, once nothing has happened
 * with it for long. What its owner agreed to, or refused, stays under the keyed hash, as proof.
 */
export function tidyPhone(phone: Phone, { nowMs, keepMs }: Age): Phone | undefined {
  const { key, isOptedOut, ledger, replies = [] } = phone
  const lastMs = Math.max(
    ...ledger.map(({ at }) => Date.parse(at)),
    ...replies.map(({ atMs }) => atMs),
  )
  if (nowMs - lastMs < keepMs) return phone
  if (ledger.length === 0 && !isOptedOut) return undefined
  const isBare = [phone.sealedNumber, phone.conversation, phone.replies].every(isAbsent)
  return isBare ? phone : { schemaVersion: 1, key, isOptedOut, ledger }
}

function isAbsent(value: unknown): boolean {
  return value === undefined
}
