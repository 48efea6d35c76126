/** Patients in programmes, a simulated Twilio, and an outbox between them, at a time that the test decides. */
import type { StatusUpdate } from '../../src/channels/sms-channel.js'
import { createTwilioChannel } from '../../src/channels/twilio.js'
import type { Enrolment } from '../../src/outreach/records.js'
import type { TextParts } from '../../src/outreach/texts.js'
import { createEnrolmentBook, type EnrolmentBook } from '../../src/server/enrolment-book.js'
import { createOutbox, type Outbox } from '../../src/server/outbox.js'
import { createPhoneVault } from '../../src/server/phone-vault.js'
import { noEnrolments, type KeptEnrolment, type OutboxEntry } from '../../src/store/enrolments.js'
import type { Store } from '../../src/store/store.js'
import {
  anEnrolment,
  aProgramme,
  aStep,
  at,
  partsOfProgrammes,
  partsWith,
  realFollowUps,
} from './outreach.js'
import {
  startSimulatedTwilio,
  type SimulatedMessage,
  type SimulatedTwilio,
} from './simulated-twilio.js'

export const ACCOUNT = `AC${'0'.repeat(32)}`
export const TOKEN = 'a-token-of-twilio-0123456789'
export const CLINIC = '+12125550100'
export const PATIENT = '+12125550143'
export const OTHER = '+12125550144'
export const vault = createPhoneVault(Buffer.alloc(32, 7))

/** One text on each of four days. */
export const parts: TextParts = partsOfProgrammes({
  made: aProgramme(
    [0, 2, 4, 6].map((days) =>
      aStep({
        id: `day_${days}`,
        after: { months: 0, days },
        neutral: { text: `Day ${days}. [-]` },
      }),
    ),
  ),
})

/** The first text is due on the morning of 2 March. */
export const FIRST_MS = at('2026-03-02', 10)

export function channelTo(apiBaseUrl: string, call: typeof fetch = fetch) {
  const publicUrl = 'https://bot.clinic.example'
  return createTwilioChannel({
    ...{ accountSid: ACCOUNT, authToken: TOKEN, from: CLINIC, publicUrl, apiBaseUrl },
    ...{ timeoutMs: 2000, fetch: call },
  })
}

/** What is told of a text, as it comes back by the callback that its request asked for. */
export function reportOf(
  { sid, statusCallback = '' }: SimulatedMessage,
  state: StatusUpdate['state'],
): StatusUpdate {
  const reference = new URL(statusCallback).searchParams.get('ref') ?? ''
  return { providerId: sid, state, isOptedOut: false, reference }
}

export function startTwilio(
  options: Partial<Parameters<typeof startSimulatedTwilio>[0]> = {},
): Promise<SimulatedTwilio> {
  return startSimulatedTwilio({ accountSid: ACCOUNT, authToken: TOKEN, ...options })
}

/** A patient who has agreed, in one programme. */
export async function enrol(
  { phones, enrolments }: Pick<Store, 'phones' | 'enrolments'>,
  number = PATIENT,
  changes: Partial<Enrolment> & Pick<KeptEnrolment, 'endedAtMs'> = {},
): Promise<void> {
  const key = vault.keyOf(number)
  await phones.change(key, (before) => ({
    ...(before ?? { schemaVersion: 1, key, isOptedOut: false, ledger: [] }),
    sealedNumber: vault.seal(number),
  }))
  await enrolments.change(key, (before = noEnrolments(key)) => ({
    ...before,
    enrolments: [...before.enrolments, { ...anEnrolment(), answers: [], ...changes }],
  }))
}

export interface Outside {
  readonly twilio: Pick<SimulatedTwilio, 'url'>
  readonly clock: { nowMs: number }
  /** In place of Node's own. */
  readonly fetch?: typeof fetch
}

/** An outbox over a store, as after a start of the server. */
export function outboxOver(
  store: Store,
  { twilio, clock, fetch: call }: Outside,
  logged: string[] = [],
): Outbox {
  const write = (fields: object, text: string) =>
    void logged.push(JSON.stringify({ ...fields, text }))
  return createOutbox({
    enrolments: store.enrolments,
    phones: store.phones,
    vault,
    channel: channelTo(twilio.url, call),
    texts: parts,
    clock: () => new Date(clock.nowMs),
    log: { debug: write, info: write, warn: write, error: write },
  })
}

/** The states of a number's texts, by step. */
export async function statesOf(
  store: Pick<Store, 'enrolments'>,
  number = PATIENT,
): Promise<Readonly<Record<string, OutboxEntry['state']>>> {
  const record = await store.enrolments.read(vault.keyOf(number))
  return Object.fromEntries(
    Object.entries(record?.outbox ?? {}).map(
      ([key, { state }]) => [key.split('/')[1] ?? '', state] as const,
    ),
  )
}

/** The staff's book over a store, with the programmes of this project. */
export function bookOver(
  { enrolments, phones }: Pick<Store, 'enrolments' | 'phones'>,
  now: string,
): EnrolmentBook {
  return createEnrolmentBook({
    ...{ enrolments, phones, vault, texts: partsWith(realFollowUps()) },
    clock: () => new Date(now),
    clinicZone: 'America/New_York',
  })
}
