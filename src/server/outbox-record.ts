/** How the outbox of one number changes; nothing here waits, and nothing is sent. */
import { isConfigurationFault } from '../channels/refusal.js'
import { mergeStatus } from '../channels/merge-status.js'
import type { DeliveryState, SendResult, StatusUpdate } from '../channels/sms-channel.js'
import { inNextText } from '../outreach/forecast.js'
import { readOutboxKey } from '../outreach/outbox-key.js'
import type { Patient, SentStep } from '../outreach/records.js'
import { schedule } from '../outreach/schedule.js'
import { textOf, type TextParts } from '../outreach/texts.js'
import type { Enrolments, OutboxEntry, TextSender } from '../store/enrolments.js'
import type { Phone } from '../store/phone.js'
import { silencesIn } from './phone-consent.js'
import type { SmsReference } from './sms-reference.js'

/** What the schedule needs to know; whatever was begun counts as sent. */
export function patientOf(record: Enrolments, phone: Phone | undefined): Patient {
  return {
    enrolments: record.enrolments,
    sent: stepsIn(record, ({ state }) => state !== 'due'),
    silences: phone === undefined ? [] : silencesIn(phone),
  }
}

/** What the patient has surely got: until then, each text says who writes and how to stop. */
function arrived(record: Enrolments): readonly SentStep[] {
  return stepsIn(record, ({ state }) => state === 'accepted' || state === 'delivered')
}

function stepsIn(
  { outbox }: Enrolments,
  isWanted: (entry: OutboxEntry) => boolean,
): readonly SentStep[] {
  return Object.entries(outbox).flatMap(([key, entry]) => {
    const step = readOutboxKey(key)
    if (step === undefined || !isWanted(entry)) return []
    return [{ ...step, programme: entry.programme, atMs: entry.atMs }]
  })
}

/** One text that is to go out now. */
export interface NextText {
  /** Of its steps, in the outbox. */
  readonly keys: readonly string[]
  readonly text: string
  /** When it was begun; tells this try from others. */
  readonly atMs: number
  /** The record in which the text stands as begun. */
  readonly begun: Enrolments
}

/** What the next text is chosen by. */
export interface Choice {
  /** Absent: as if it had never opted out. */
  readonly phone?: Phone
  readonly texts: TextParts
  readonly nowMs: number
  readonly sender: TextSender
}

/** The text that is due, if there is one; undefined also while a try in vain is too fresh. */
export function nextText(
  record: Enrolments,
  { phone, texts, nowMs, sender }: Choice,
): NextText | undefined {
  const steps = inNextText(schedule(patientOf(record, phone), texts, nowMs))
  const earlier = steps.map(({ key }) => record.outbox[key])
  if (steps.length === 0) return undefined
  if (earlier.some((entry) => (entry?.notBeforeMs ?? 0) > nowMs)) return undefined
  const begun = steps.map(({ key, enrolment }, index): readonly [string, OutboxEntry] => {
    const attempts = (earlier[index]?.attempts ?? 0) + 1
    const { programme } = enrolment
    return [key, { programme, state: 'sending', atMs: nowMs, attempts, sender }]
  })
  return {
    keys: steps.map(({ key }) => key),
    text: textOf(steps, arrived(record), texts),
    atMs: nowMs,
    begun: { ...record, outbox: { ...record.outbox, ...Object.fromEntries(begun) } },
  }
}

/** Changes the entries that say that their text is under way. */
function changed(
  record: Enrolments,
  keys: readonly string[],
  change: (entry: OutboxEntry) => OutboxEntry,
): Enrolments {
  const entries = keys.flatMap((key) => {
    const entry = record.outbox[key]
    const isOpen = entry?.state === 'sending' || entry?.state === 'unknown'
    return entry !== undefined && isOpen ? [[key, change(entry)] as const] : []
  })
  return { ...record, outbox: { ...record.outbox, ...Object.fromEntries(entries) } }
}

/** Takes a text back that was surely not handed over, as if it had not been begun. */
export function withdrawn(record: Enrolments, keys: readonly string[]): Enrolments {
  return changed(record, keys, ({ programme, atMs, attempts }) => ({
    ...{ programme, state: 'due', atMs, attempts },
  }))
}

const MINUTE_MS = 60_000
/** After each try that was surely not taken; the last one holds for all further ones. */
const BACK_OFF_MS = [1, 5, 15, 30].map((minutes) => minutes * MINUTE_MS)

/** Writes down what came of handing a text over. */
export function settled(
  record: Enrolments,
  keys: readonly string[],
  { result, nowMs }: { readonly result: SendResult; readonly nowMs: number },
): Enrolments {
  return changed(record, keys, ({ programme, atMs, attempts }) => {
    const entry = { programme, atMs, attempts }
    switch (result.kind) {
      case 'accepted':
        return { ...entry, ...ofDelivery(result.state), providerId: result.providerId }
      case 'optedOut':
        return { ...entry, state: 'opted_out', code: result.code }
      case 'refused': {
        const { code } = result
        // No fault of this number's: mended settings shall find the step still due.
        return { ...entry, state: isConfigurationFault(code) ? 'due' : 'failed', code }
      }
      case 'later': {
        const backOffMs = BACK_OFF_MS[Math.min(attempts, BACK_OFF_MS.length) - 1] ?? MINUTE_MS
        const waitMs = Math.max(backOffMs, (result.afterSeconds ?? 0) * 1000)
        return { ...entry, state: 'due', notBeforeMs: nowMs + waitMs }
      }
      case 'unknown':
        return { ...entry, state: 'unknown' }
    }
  })
}

function ofDelivery(delivery: DeliveryState) {
  switch (delivery) {
    case 'queued':
    case 'sent':
      return { state: 'accepted', delivery } as const
    case 'delivered':
      return { state: 'delivered', delivery } as const
    case 'undelivered':
    case 'failed':
      return { state: 'failed', delivery } as const
  }
}

/** Keys of texts that say they are under way. */
export function underWay({ outbox }: Enrolments): readonly string[] {
  return Object.keys(outbox).filter((key) => outbox[key]?.state === 'sending')
}

/**
 * Takes in what the provider tells of a text; an end that was told stays. It may come before the answer to the request,
 * or instead of it: then it says what became of a text of which nobody knew.
 */
export function withStatus(
  record: Enrolments,
  { steps, atMs }: SmsReference,
  update: StatusUpdate,
): Enrolments {
  const told = steps.flatMap((key): readonly (readonly [string, OutboxEntry])[] => {
    const entry = record.outbox[key]
    // Of another try than the last one, which was surely not taken.
    if (entry?.atMs !== atMs) return []
    const after = toldEntry(entry, update)
    return after === entry ? [] : [[key, after]]
  })
  return told.length === 0
    ? record
    : { ...record, outbox: { ...record.outbox, ...Object.fromEntries(told) } }
}

function toldEntry(before: OutboxEntry, update: StatusUpdate): OutboxEntry {
  const { providerId, state, code, isOptedOut } = update
  if (before.providerId !== undefined && before.providerId !== providerId) return before
  const delivery = before.delivery === undefined ? state : mergeStatus(before.delivery, state)
  if (delivery === before.delivery) return before
  const { programme, atMs, attempts } = before
  return {
    ...{ programme, atMs, attempts, providerId },
    ...(isOptedOut ? ({ state: 'opted_out', delivery } as const) : ofDelivery(delivery)),
    ...(code !== undefined && { code }),
  }
}
