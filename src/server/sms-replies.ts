/** Replies of a provider whose webhook takes none in its response: each text goes out once, by a request of its own. */
import type { InboundSms, SmsChannel } from '../channels/sms-channel.js'
import { BusyError } from '../errors.js'
import type { Phone } from '../store/phone.js'
import type { Shelf } from '../store/shelf.js'
import type { Log } from './log.js'
import { markOptedOut, newPhone } from './phone-consent.js'
import type { PhoneVault } from './phone-vault.js'
import { sealReference } from './sms-reference.js'

export interface SmsRepliesParts {
  readonly phones: Shelf<Phone>
  readonly vault: PhoneVault
  readonly clock: () => Date
  readonly log: Log
}

export interface SmsReplies {
  /**
   * Sends the texts that answer a message, in their order; those that were begun before are not sent again.
   *
   * @throws {BusyError} when the provider takes no more at the moment; it sends the message again, and the rest goes
   *   out then. @throws {StoreError} when nothing could be kept; then nothing was sent.
   */
  readonly send: (
    channel: SmsChannel,
    inbound: InboundSms,
    texts: readonly string[],
  ) => Promise<void>
}

const DAY_MS = 86_400_000
const KEEP_MS = 3 * DAY_MS
const MAX_REPLIES = 200

type Replies = NonNullable<Phone['replies']>

export function createSmsReplies(parts: SmsRepliesParts): SmsReplies {
  const { vault } = parts
  return {
    send: async (channel, inbound, texts) => {
      if (texts.length === 0) return
      const key = vault.keyOf(inbound.from)
      const reference = sealReference(vault, { key, steps: [], atMs: 0 })
      const first = await claim(parts, key, { inbound, texts })
      for (let at = first; at < texts.length; at++) {
        const message = { to: inbound.from, text: texts[at] ?? '', reference }
        const result = await channel.send({ ...message, key: `${inbound.messageId}-${at + 1}` })
        if (result.kind === 'accepted') continue
        const fields = { channel: channel.name, result: result.kind }
        parts.log.warn(fields, 'a reply by text was not taken')
        if (result.kind === 'optedOut') await optOut(parts, key, result.code)
        if (result.kind !== 'later') return
        await note(parts, key, { messageId: inbound.messageId, texts: at })
        throw new BusyError()
      }
    },
  }
}

interface Answer {
  readonly inbound: InboundSms
  readonly texts: readonly string[]
}

/** Writes down that all of them go out. @returns The first that is still to be sent. */
async function claim(
  { phones, clock }: SmsRepliesParts,
  key: string,
  { inbound: { messageId }, texts }: Answer,
): Promise<number> {
  let first = 0
  await phones.change(key, (before = newPhone(key)) => {
    first = before.replies?.find((reply) => reply.messageId === messageId)?.texts ?? 0
    if (first >= texts.length) return before
    return withReplies(before, { messageId, atMs: clock().getTime(), texts: texts.length })
  })
  return first
}

/** Takes back what was surely not sent. */
async function note(
  { phones, clock }: SmsRepliesParts,
  key: string,
  reply: Omit<Replies[number], 'atMs'>,
): Promise<void> {
  await phones.change(
    key,
    (before) => before && withReplies(before, { ...reply, atMs: clock().getTime() }),
  )
}

function withReplies(phone: Phone, reply: Replies[number]): Phone {
  const others = (phone.replies ?? []).filter(
    ({ messageId, atMs }) => messageId !== reply.messageId && reply.atMs - atMs < KEEP_MS,
  )
  return { ...phone, replies: [...others, reply].slice(-MAX_REPLIES) }
}

async function optOut({ phones, clock }: SmsRepliesParts, key: string, proof: string) {
  const at = clock().toISOString()
  await markOptedOut(phones, { kind: 'stopped', at, source: 'sms', proof }, newPhone(key))
}
