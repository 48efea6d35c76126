/** Sends what is due of the clinic's programmes, each step once; whatever was begun is never begun again. */
import { isConfigurationFault } from '../channels/refusal.js'
import type { SendResult, SmsChannel, StatusUpdate } from '../channels/sms-channel.js'
import type { TextParts } from '../outreach/texts.js'
import type { Enrolments } from '../store/enrolments.js'
import type { Phone } from '../store/phone.js'
import type { Shelf } from '../store/shelf.js'
import { logFailure, type Log } from './log.js'
import { nextText, openIds, settled, underWay, withdrawn, withStatus } from './outbox-record.js'
import type { NextText } from './outbox-record.js'
import { markOptedOut, newPhone } from './phone-consent.js'
import type { PhoneVault } from './phone-vault.js'

export interface OutboxParts {
  readonly enrolments: Shelf<Enrolments>
  readonly phones: Shelf<Phone>
  readonly vault: Pick<PhoneVault, 'open'>
  readonly channel: Pick<SmsChannel, 'send'>
  readonly texts: TextParts
  readonly clock: () => Date
  readonly log: Log
}

export interface Outbox {
  /** Sends all that is due. While it runs, another call waits for the same end. Never rejects. */
  readonly run: () => Promise<void>
  /**
   * Takes in what the provider tells of a text.
   *
   * @throws {StoreError} when it could not be kept; the provider tells it again then.
   */
  readonly hear: (update: StatusUpdate) => Promise<void>
  /** Resolves when the text that is under way has been written down; no other is begun. */
  readonly stop: () => Promise<void>
}

/** A callback may come before the answer to the request that it is about. */
const MAX_EARLY = 1000

/** The memory of one process. */
interface Running extends OutboxParts {
  /** Keys of texts that this process is handing over at this moment. */
  readonly inHand: Set<string>
  /** Provider's id → key of the number that the text went to. */
  readonly sentTo: Map<string, string>
  readonly early: Map<string, StatusUpdate>
  readonly isStopping: () => boolean
}

export function createOutbox(parts: OutboxParts): Outbox {
  let isStopping = false
  const memory = { inHand: new Set<string>(), sentTo: new Map(), early: new Map() }
  const running: Running = { ...parts, ...memory, isStopping: () => isStopping }
  let run: Promise<void> | undefined
  return {
    run: () => {
      run ??= sendAll(running)
        .catch((error: unknown) => logFailure(parts.log, error, 'follow-ups could not be read'))
        .finally(() => (run = undefined))
      return run
    },
    hear: (update) => hear(running, update),
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
  const { enrolments, texts, clock } = running
  const record = await enrolments.read(key)
  if (record === undefined) return true
  await nameLost(running, record)
  for (const id of openIds(record)) await learn(running, id, key)
  if (nextText(record, texts, clock().getTime()) === undefined) return true
  if ((await numberOf(running, key)) === undefined) return true
  const next = await begin(running, key)
  if (next === undefined) return true
  try {
    return await handOver(running, key, next)
  } finally {
    next.keys.forEach((each) => running.inHand.delete(each))
  }
}

/** What a process that ended has left as under way may have gone out: it is named so, and not sent again. */
async function nameLost({ enrolments, inHand }: Running, record: Enrolments): Promise<void> {
  const isLost = (each: string) => !inHand.has(each)
  if (!underWay(record).some(isLost)) return
  await enrolments.change(record.key, (before) => {
    if (before === undefined) return undefined
    const lost = underWay(before).filter(isLost)
    return settled(before, lost, { result: { kind: 'unknown' }, nowMs: 0 })
  })
}

/** The number to text; undefined where nothing may be sent to it. */
async function numberOf({ phones, vault }: Running, key: string): Promise<string | undefined> {
  const phone = await phones.read(key)
  if (phone?.sealedNumber === undefined || phone.isOptedOut) return undefined
  return vault.open(phone.sealedNumber)
}

/** Chooses the text anew and writes it down as under way, in one change. */
async function begin(running: Running, key: string): Promise<NextText | undefined> {
  const { enrolments, texts, clock, inHand } = running
  const chosen: NextText[] = []
  await enrolments.change(key, (before) => {
    const next = before && nextText(before, texts, clock().getTime())
    if (next === undefined) return before
    chosen.push(next)
    next.keys.forEach((each) => inHand.add(each))
    return next.begun
  })
  return chosen[0]
}

async function handOver(running: Running, key: string, { keys, text }: NextText): Promise<boolean> {
  const { enrolments, channel, clock, log } = running
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
  const result = await channel
    .send({ to, text, key: keys[0] ?? '' })
    .catch((error: unknown): SendResult => {
      // A channel never throws; if ever, something may have been sent.
      logFailure(log, error, 'a channel failed')
      return { kind: 'unknown' }
    })
  if (result.kind === 'optedOut') await optOut(running, key, result.code)
  await change((before) => settled(before, keys, { result, nowMs: clock().getTime() }))
  if (result.kind === 'accepted') await learn(running, result.providerId, key)
  return tell(running, keys, result)
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

async function optOut({ phones, clock }: Running, key: string, proof: string): Promise<void> {
  const at = clock().toISOString()
  await markOptedOut(phones, { kind: 'stopped', at, source: 'sms', proof }, newPhone(key))
}

/** Keeps in mind whom a text went to, and takes in what was told of it too early. */
async function learn(running: Running, providerId: string, key: string): Promise<void> {
  const { sentTo, early } = running
  sentTo.set(providerId, key)
  const update = early.get(providerId)
  if (update === undefined) return
  early.delete(providerId)
  await hear(running, update)
}

async function hear(running: Running, update: StatusUpdate): Promise<void> {
  const { enrolments, sentTo, early } = running
  const key = sentTo.get(update.providerId)
  if (key === undefined) {
    const [oldest] = early.keys()
    if (early.size >= MAX_EARLY && oldest !== undefined) early.delete(oldest)
    early.set(update.providerId, update)
    return
  }
  // Before the state: a mark that could not be kept must be told again.
  if (update.isOptedOut) await optOut(running, key, update.code ?? 'opted out')
  await enrolments.change(key, (before) => before && withStatus(before, update))
}
