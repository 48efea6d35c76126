/** Answers text messages: consent first, then the conversation of the number. */
import { createHash } from 'node:crypto'
import type { InboundSms } from '../channels/sms-channel.js'
import { textsOf } from '../channels/sms-text.js'
import { ConversationNotFoundError, MessageConflictError } from '../errors.js'
import type { ConsentEvent, Phone } from '../store/phone.js'
import type { Shelf } from '../store/shelf.js'
import type { SmsLink } from '../store/sms-link.js'
import type { Exchange } from '../store/store.js'
import { createKeyedQueue } from '../store/keyed-queue.js'
import type { Conversations } from './conversation.js'
import type { Delivery } from './delivery.js'
import { markOptedOut, newPhone, withEvent } from './phone-consent.js'
import type { ProgrammeDesk } from './programme-desk.js'
import type { PhoneVault } from './phone-vault.js'
import { answeredBefore } from './weigh.js'

/** What a carrier obliges us to obey, in any state. */
export type ConsentWord = 'stop' | 'start' | 'help'

export interface SmsDeskParts {
  readonly phones: Shelf<Phone>
  readonly links: Shelf<SmsLink>
  readonly vault: PhoneVault
  readonly conversations: Pick<Conversations, 'open' | 'receive' | 'weigh'>
  /** Absent where the clinic begins no texts. */
  readonly programmes?: ProgrammeDesk
  readonly clock: () => Date
  readonly hearConsent: (text: string) => ConsentWord | undefined
  /** The reviewed words for each, and what is said once after the first answer. */
  readonly words: Readonly<Record<ConsentWord | 'first', string>>
  /** The words that lead to the sources, with the address of a link in them. */
  readonly sourcesAt: (linkId: string) => string
}

export interface SmsDesk {
  /**
   * The texts to answer with, none where nothing is to be said. The same message again gets the same ones.
   *
   * @throws {StoreError} when nothing could be kept; {BusyError} when too many wait.
   */
  readonly answer: (inbound: InboundSms) => Promise<readonly string[]>
}

export function createSmsDesk(parts: SmsDeskParts): SmsDesk {
  const { vault, words, hearConsent } = parts
  // Two messages of one number come one after the other, or each would open a conversation.
  const queue = createKeyedQueue()
  return {
    answer: (inbound) => {
      const key = vault.keyOf(inbound.from)
      return queue.run(key, async () => {
        switch (hearConsent(inbound.text)) {
          case 'stop':
            return stopping(parts, key, inbound)
          case 'start':
            await restarted(parts, key, inbound)
            return [words.start]
          case 'help':
            return [words.help]
          case undefined:
            return converse(parts, key, inbound)
        }
      })
    },
  }
}

/** The mark first, whatever else is in the message: "STOP, I have chest pain" is obeyed and answered. */
async function stopping(
  parts: SmsDeskParts,
  key: string,
  inbound: InboundSms,
): Promise<readonly string[]> {
  const confirmation = (await stopped(parts, key, inbound)) ? [parts.words.stop] : []
  if (inbound.text.trim().split(/\s+/).length <= MAX_WORDS_OF_STOP) return confirmation
  // Of an opted-out number only an emergency is answered, and the stop does not hang on it.
  const { receive } = parts.conversations
  const exchange = await inConversation(parts, { key, inbound }, receive).catch(() => undefined)
  const isDanger = exchange?.reply.urgency === 'emergency'
  return isDanger ? [exchange.reply.shortText, ...confirmation] : confirmation
}

/** "STOP" alone; in more words there may be something else, as in "STOP. Chest pain". */
const MAX_WORDS_OF_STOP = 1

/** Marks the number; false when it was marked before, by another message: it is confirmed once. */
function stopped(parts: SmsDeskParts, key: string, inbound: InboundSms): Promise<boolean> {
  const blank = phoneOf(parts, key, inbound)
  return markOptedOut(parts.phones, eventOf(parts, inbound, 'stopped'), blank)
}

async function restarted(parts: SmsDeskParts, key: string, inbound: InboundSms): Promise<void> {
  await parts.phones.change(key, (before = phoneOf(parts, key, inbound)) => {
    if (!before.isOptedOut) return before
    const known = { ...before, sealedNumber: parts.vault.seal(inbound.from), isOptedOut: false }
    return withEvent(known, eventOf(parts, inbound, 'restarted'))
  })
}

async function converse(
  parts: SmsDeskParts,
  key: string,
  inbound: InboundSms,
): Promise<readonly string[]> {
  const fromProgramme = await programmeAnswer(parts, key, inbound)
  if (fromProgramme !== undefined) return fromProgramme
  const { conversations, programmes } = parts
  const exchange = await inConversation(parts, { key, inbound }, conversations.receive)
  if (exchange === undefined) return []
  const { reply } = exchange
  if (reply.urgency === 'emergency') await programmes?.pauseForADay(key)
  // Heard by the bot in words that the carriers do not know: it counts as much.
  if (reply.responseId === 'act.opt_out') {
    return (await stopped(parts, key, inbound)) ? [reply.shortText] : []
  }
  if (reply.responseId === 'act.forget') {
    await programmes?.forget(key)
    await forgotten(parts, key)
  }
  const phone = await parts.phones.read(key)
  // Only START brings back texts; but whoever is in danger is told whom to call.
  if (phone?.isOptedOut === true && reply.urgency !== 'emergency') return []
  const isFirst = exchange.seq === 1
  return textsOf(reply, {
    sources: await sourcesOf(parts, exchange, phone),
    first: isFirst ? parts.words.first : undefined,
  })
}

/** What a programme of the clinic answers; undefined where the bot is to answer. */
async function programmeAnswer(
  parts: SmsDeskParts,
  key: string,
  inbound: InboundSms,
): Promise<readonly string[] | undefined> {
  const { programmes, phones, conversations } = parts
  if (programmes === undefined || (await phones.read(key))?.isOptedOut === true) return undefined
  return programmes.answer(key, inbound, async () => {
    const weighed = await inConversation(parts, { key, inbound }, conversations.weigh)
    return weighed ?? answeredBefore('')
  })
}

interface Message {
  readonly key: string
  readonly inbound: InboundSms
}

/** Takes the message into the conversation of its number, or into a new one. */
async function inConversation<T>(
  { phones, vault, conversations }: SmsDeskParts,
  { key, inbound: { from, messageId, text } }: Message,
  take: (delivery: Delivery) => Promise<T>,
): Promise<T | undefined> {
  const deliver = async ({ conversation }: Phone) => {
    if (conversation === undefined) return undefined
    const token = vault.open(conversation.sealedToken)
    return take({ conversationId: conversation.id, token, messageId, text })
  }
  try {
    const known = await phones.read(key)
    const taken = known && (await unlessGone(deliver(known)))
    if (taken !== undefined) return taken
    const { conversationId: id, token } = await conversations.open('sms')
    const phone = await phones.change(key, (before = newPhone(key)) => ({
      ...before,
      sealedNumber: vault.seal(from),
      conversation: { id, sealedToken: vault.seal(token) },
    }))
    return phone && (await deliver(phone))
  } catch (error) {
    // Too old to be answered again as it was.
    if (error instanceof MessageConflictError) return undefined
    throw error
  }
}

async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ConversationNotFoundError) return undefined
    throw error
  }
}

/** Of a patient who is forgotten only the mark stays, without which a text would go out again. */
async function forgotten({ phones }: SmsDeskParts, key: string): Promise<void> {
  await phones.change(key, (before) => {
    if (before === undefined || !before.isOptedOut) return undefined
    const ledger = before.ledger.map(({ kind, at, source, proof }) => ({ kind, at, source, proof }))
    return { schemaVersion: 1, key, isOptedOut: true, ledger }
  })
}

/** Keeps where the link leads, and says it; of one exchange it is always the same. */
async function sourcesOf(
  { links, vault, sourcesAt }: SmsDeskParts,
  { reply, seq }: Exchange,
  phone: Phone | undefined,
): Promise<string | undefined> {
  const conversationId = phone?.conversation?.id
  if (reply.citations.length === 0 || conversationId === undefined) return undefined
  const id = linkIdOf(vault, conversationId, seq)
  await links.change(linkKeyOf(id), () => ({
    schemaVersion: 1,
    key: linkKeyOf(id),
    conversationId,
    seq,
  }))
  return sourcesAt(id)
}

/** 66 bits, base64url: short enough for a text message, too many to guess. */
const LINK_LENGTH = 11

function linkIdOf(vault: PhoneVault, conversationId: string, seq: number): string {
  const hash = Buffer.from(vault.keyOf(`${conversationId} ${seq}`), 'hex')
  return hash.toString('base64url').slice(0, LINK_LENGTH)
}

/** The name of a link's record. */
export function linkKeyOf(linkId: string): string {
  return createHash('sha256').update(linkId).digest('hex')
}

function phoneOf({ vault }: SmsDeskParts, key: string, { from }: InboundSms): Phone {
  return { ...newPhone(key), sealedNumber: vault.seal(from) }
}

function eventOf(
  { clock }: SmsDeskParts,
  { text, messageId }: InboundSms,
  kind: ConsentEvent['kind'],
): ConsentEvent {
  return { kind, at: clock().toISOString(), source: 'sms', wording: text, proof: messageId }
}
