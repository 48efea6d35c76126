/** Erases what is kept of numbers for longer than it may be, a little at a time. */
import type { TextParts } from '../outreach/texts.js'
import type { Enrolments } from '../store/enrolments.js'
import type { Phone } from '../store/phone.js'
import type { Shelf } from '../store/shelf.js'
import type { Store } from '../store/store.js'
import { logFailure, type Log } from './log.js'
import { tidyEnrolments, tidyPhone, type Age } from './sms-tidy.js'

export interface SmsSweepParts {
  readonly phones: Shelf<Phone>
  readonly enrolments: Shelf<Enrolments>
  readonly conversations: Pick<Store, 'read'>
  readonly texts: TextParts
  readonly clock: () => Date
  readonly retentionDays: number
  readonly log: Log
}

/**
 * Looks at the next records, and begins anew after the last one. Never rejects: one that cannot be read is logged, and
 * the others are looked at.
 *
 * @returns How many were changed or erased.
 */
export type SmsSweep = () => Promise<number>

const DAY_MS = 86_400_000
/** Each costs a read or two; every ten minutes that is some 28,000 a day. */
const AT_A_TIME = 200

export function createSmsSweep(parts: SmsSweepParts): SmsSweep {
  const { enrolments, phones, clock, retentionDays, log } = parts
  const tidyNext = {
    programmes: walk(enrolments, (key, age) => sweepEnrolments(parts, key, age)),
    numbers: walk(phones, (key, age) => sweepPhone(parts, key, age)),
  }
  return async () => {
    const age = { nowMs: clock().getTime(), keepMs: retentionDays * DAY_MS }
    try {
      // First what a number is kept for, then the number.
      const erased = (await tidyNext.programmes(age, log)) + (await tidyNext.numbers(age, log))
      if (erased > 0) log.info({ erased }, 'expired records of numbers erased')
      return erased
    } catch (error) {
      logFailure(log, error, 'the sweep of numbers failed')
      return 0
    }
  }
}

type Tidy = (key: string, age: Age) => Promise<boolean>

/** Remembers where it was; a key that is gone by then does no harm. */
function walk<T>(shelf: Shelf<T>, tidy: Tidy): (age: Age, log: Log) => Promise<number> {
  let last = ''
  return async (age, log) => {
    const keys = (await shelf.keys()).filter((key) => key > last).slice(0, AT_A_TIME)
    last = keys.length < AT_A_TIME ? '' : (keys.at(-1) ?? '')
    let changed = 0
    for (const key of keys) {
      try {
        if (await tidy(key, age)) changed++
      } catch (error) {
        logFailure(log, error, 'a record of a number was not swept')
      }
    }
    return changed
  }
}

async function sweepEnrolments(
  { enrolments, texts }: SmsSweepParts,
  key: string,
  age: Age,
): Promise<boolean> {
  const record = await enrolments.read(key)
  if (record === undefined || tidyEnrolments(record, texts, age) === record) return false
  await enrolments.change(key, (before) => before && tidyEnrolments(before, texts, age))
  return true
}

async function sweepPhone(parts: SmsSweepParts, key: string, age: Age): Promise<boolean> {
  const { phones, enrolments } = parts
  const phone = await phones.read(key)
  if (phone === undefined || tidyPhone(phone, age) === phone) return false
  if ((await enrolments.read(key)) !== undefined) return false
  if (await isTalking(parts, phone, age)) return false
  const looked = JSON.stringify(phone)
  await phones.change(key, (before) =>
    // Somebody has enrolled it, or its owner has written, since we looked.
    before === undefined || JSON.stringify(before) !== looked ? before : tidyPhone(before, age),
  )
  return true
}

async function isTalking(
  { conversations }: SmsSweepParts,
  { conversation }: Phone,
  { nowMs }: Age,
): Promise<boolean> {
  const kept = conversation && (await conversations.read(conversation.id))
  return kept !== undefined && Date.parse(kept.session.expiresAt) > nowMs
}
