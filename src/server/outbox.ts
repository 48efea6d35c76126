/** Sends what is due of the clinic's programmes, each step once; whatever was begun is never begun again. */
import { isConfigurationFault } from '../channels/refusal.js'
import type { SendResult, SmsChannel, StatusUpdate } from '../channels/sms-channel.js'
import type { TextParts } from '../outreach/texts.js'
import type { Enrolments } from '../store/enrolments.js'
import type { Phone } from '../store/phone.js'
import type { Shelf } from '../store/shelf.js'
import { logFailure, type Log } from './log.js'
import { createLease, type Lease } from './outbox-lease.js'
import { nextText, settled, underWay, withdrawn, withStatus } from './outbox-record.js'
import type { NextText } from './outbox-record.js'
import { markOptedOut, newPhone } from './phone-consent.js'
import type { PhoneVault } from './phone-vault.js'
import { openReference, sealReference } from './sms-reference.js'
import { randomId } from './tokens.js'

export interface OutboxParts {
  readonly enrolments: Shelf<Enrolments>
  readonly phones: Shelf<Phone>
  readonly vault: Pick<PhoneVault, 'open' | 'seal'>
  readonly channel: Pick<SmsChannel, 'send'>
  readonly texts: TextParts
  readonly clock: () => Date
  readonly log: Log
}

export interface Outbox {
  /** Sends all that is due. While it runs, another call waits for the same end. Never rejects. */
  readonly run: () => Promise<void>
  /**
   * Takes in what the provider tells of a message, whichever process had sent it.
   *
   * @throws {StoreError} when it could not be kept; the provider tells it again then.
   */
  readonly hear: (update: StatusUpdate) => Promise<void>
  /** Resolves when the text that is under way has been written down; no other is begun. */
  readonly stop: () => Promise<void>
}

/** The memory of one process. */
interface Running extends OutboxParts {
  readonly lease: Lease
  /** Keys of texts that this process is handing over at this moment. */
  readonly inHand: Set<string>
  readonly isStopping: () => boolean
}

export function createOutbox(parts: OutboxParts): Outbox {
  let isStopping = false
  const running: Running = {
    ...parts,
    lease: createLease(randomId()),
    inHand: new Set(),
    isStopping: () => isStopping,
  }
  let run: Promise<void> | undefined
  return {
    run: () => {
      run ??= sendAll(running)
        .catch((error: unknown) => logFailure(parts.log, error, 'follow-ups could not be read'))
        .finally(() => (run = undefined))
      return run
    },
    hear: (update) => hear(parts, update),
    stop: async () => {
      isStopping = true
      await run
    },
  }
}

async function sendAll(running: Running): Promise<void> {
  for (const key of await running.enrolments.keys()) {
    if (running.isStopping()) return
    try {
      const isGoing = await sendTo(running, key)
      if (!isGoing) return
    } catch (error) {
      // Of this number nothing is sent; the others do not wait for it to be mended.
      logFailure(running.log, error, 'a follow-up was not sent')
    }
  }
}

/** @returns Whether to go on with other numbers. */
async function sendTo(running: Running, key: string): Promise<boolean> {
  const record = await running.enrolments.read(key)
  if (record === undefined) return true
  await nameLost(running, record)
  // Most have nothing due, and of those the phone need not be read: an earlier silence makes no step due.
  const { texts, clock, lease } = running
  const now = { texts, nowMs: clock().getTime(), sender: await lease.mine() }
  if (nextText(record, now) === undefined) return true
  const phone = await reachable(running, key)
  if (phone === undefined) return true
  const next = await begin(running, record, phone)
  if (next === undefined) return true
  try {
    return await handOver(running, key, next)
  } finally {
    next.keys.forEach((each) => running.inHand.delete(each))
  }
}

/** What a process that ended has left as under way may have gone out: it is named so, and not sent again. */
async function nameLost(running: Running, record: Enrolments): Promise<void> {
  const { enrolments, inHand, lease, clock } = running
  const lost: string[] = []
  for (const key of underWay(record)) {
    const entry = record.outbox[key]
    const now = { nowMs: clock().getTime(), isInHand: inHand.has(key) }
    if (entry !== undefined && (await lease.isLost(entry, now))) lost.push(key)
  }
  if (lost.length === 0) return
  await enrolments.change(record.key, (before) => {
    if (before === undefined) return undefined
    const still = underWay(before).filter((key) => lost.includes(key))
    return settled(before, still, { result: { kind: 'unknown' }, nowMs: 0 })
  })
}

/** The phone to text; undefined where nothing may be sent to it. */
async function reachable({ phones }: Running, key: string): Promise<Phone | undefined> {
  const phone = await phones.read(key)
  return phone?.sealedNumber === undefined || phone.isOptedOut ? undefined : phone
}

async function numberOf(running: Running, key: string): Promise<string | undefined> {
  const { sealedNumber } = (await reachable(running, key)) ?? {}
  return sealedNumber === undefined ? undefined : running.vault.open(sealedNumber)
}

/** Chooses the text anew and writes it down as under way, in one change: no other process can choose it, too. */
async function begin(
  running: Running,
  record: Enrolments,
  phone: Phone,
): Promise<NextText | undefined> {
  const { enrolments, texts, clock, inHand, lease, vault } = running
  const choice = { phone, texts, nowMs: clock().getTime(), sender: await lease.mine() }
  if (nextText(record, choice) === undefined) return undefined
  // Before anything is begun: a number that does not open must not leave a text under way.
  if (phone.sealedNumber !== undefined) vault.open(phone.sealedNumber)
  let chosen: NextText | undefined
  await enrolments.change(record.key, (before) => {
    // A store may try a change again; what counts is the last time.
    chosen?.keys.forEach((each) => inHand.delete(each))
    chosen = before && nextText(before, choice)
    chosen?.keys.forEach((each) => inHand.add(each))
    return chosen?.begun ?? before
  })
  return chosen
}

async function handOver(running: Running, key: string, next: NextText): Promise<boolean> {
  const { enrolments, clock } = running
  const { keys } = next
  const change = (to: (before: Enrolments) => Enrolments) =>
    // Undefined: the patient was forgotten meanwhile.
    enrolments.change(key, (before) => before && to(before))
  // Once more, after the last thing that took its time: a STOP that came before this is obeyed.
  const to = await numberOf(running, key).catch(async (error: unknown) => {
    await change((before) => withdrawn(before, keys))
    throw error
  })
  if (to === undefined) {
    await change((before) => withdrawn(before, keys))
    return true
  }
  const result = await send(running, to, { key, next })
  if (result.kind === 'optedOut') await optOut(running, key, result.code)
  await change((before) => settled(before, keys, { result, nowMs: clock().getTime() }))
  return tell(running, keys, result)
}

interface Begun {
  /** Of the number. */
  readonly key: string
  readonly next: NextText
}

function send({ channel, vault, log }: Running, to: string, begun: Begun): Promise<SendResult> {
  const { keys: steps, text, atMs } = begun.next
  const reference = sealReference(vault, { key: begun.key, steps, atMs })
  return channel
    .send({ to, text, key: steps[0] ?? '', reference })
    .catch((error: unknown): SendResult => {
      // A channel never throws; if ever, something may have been sent.
      logFailure(log, error, 'a channel failed')
      return { kind: 'unknown' }
    })
}

/** @returns Whether other texts would fare better. */
function tell({ log }: Running, keys: readonly string[], result: SendResult): boolean {
  const code = 'code' in result ? result.code : undefined
  const fields = { step: keys.join(' '), result: result.kind, code }
  const isOurFault = result.kind === 'refused' && isConfigurationFault(result.code)
  if (isOurFault) log.error(fields, 'the settings keep follow-ups from being sent')
  else if (result.kind === 'accepted') log.info(fields, 'a follow-up was sent')
  else log.warn(fields, 'a follow-up was not sent')
  // The provider is busy or out of reach, or refuses us: the next run tries again.
  return result.kind !== 'later' && !isOurFault
}

type Marking = Pick<OutboxParts, 'phones' | 'clock'>

async function optOut({ phones, clock }: Marking, key: string, proof: string): Promise<void> {
  const at = clock().toISOString()
  await markOptedOut(phones, { kind: 'stopped', at, source: 'sms', proof }, newPhone(key))
}

async function hear(parts: OutboxParts, update: StatusUpdate): Promise<void> {
  const about = openReference(parts.vault, update.reference)
  if (about === undefined) return
  // Before the state: a mark that could not be kept must be told again.
  if (update.isOptedOut) await optOut(parts, about.key, update.code ?? 'opted out')
  if (about.steps.length === 0) return
  await parts.enrolments.change(about.key, (before) => before && withStatus(before, about, update))
}
