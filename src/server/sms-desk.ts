/** Answers text messages: consent first, then the conversation of the number. */
import type { InboundSms } from '../channels/sms-channel.js'
import { textsOf } from '../channels/sms-text.js'
import { StoreError } from '../errors.js'
import type { Phone } from '../store/phone.js'
import type { Shelf } from '../store/shelf.js'
import { createKeyedQueue } from '../store/keyed-queue.js'
import type { Exchange } from '../store/store.js'
import type { Conversations } from './conversation.js'
import { createFairGate } from './fair-gate.js'
import { eventOf, forgetPhone, markOptedOut, newPhone, withEvent } from './phone-consent.js'
import type { ProgrammeDesk } from './programme-desk.js'
import type { PhoneVault } from './phone-vault.js'
import { inConversation } from './sms-conversation.js'
import { linkIdOf } from './sms-link.js'
import type { Pace } from './sms-pace.js'
import { answeredBefore, type Weighed } from './weigh.js'

/** What a carrier obliges us to obey, in any state. */
export type ConsentWord = 'stop' | 'start' | 'help'

export interface SmsDeskParts {
  readonly phones: Shelf<Phone>
  readonly vault: PhoneVault
  readonly conversations: Pick<Conversations, 'open' | 'receive' | 'weigh'>
  /** Absent where the clinic begins no texts. */
  readonly programmes?: ProgrammeDesk
  readonly pace: Pace
  /** What a message would come to in a conversation that is new, and what would be said to it. */
  readonly weighAlone: (inbound: InboundSms) => { readonly weighed: Weighed; readonly text: string }
  readonly clock: () => Date
  readonly hearConsent: (text: string) => ConsentWord | undefined
  /** The reviewed words for each, what is said once after the first answer, and to a flood. */
  readonly words: Readonly<Record<ConsentWord | 'first' | 'tooFast', string>>
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

/** A message, and what is known of its number before it. */
interface Message {
  /** Of the number. */
  readonly key: string
  readonly inbound: InboundSms
}

/** Enough that what is written at the same time shares one wait for the disk. */
const AT_ONCE = 32

export function createSmsDesk(parts: SmsDeskParts): SmsDesk {
  const { vault, words, hearConsent, pace } = parts
  // Two messages of one number come one after the other, or each would open a conversation.
  const queue = createKeyedQueue()
  const gate = createFairGate(AT_ONCE)
  return {
    answer: (inbound) => {
      const key = vault.keyOf(inbound.from)
      return queue.run(key, async () => {
        const heard = hearConsent(inbound.text)
        // Before anything is counted: it is obeyed however many came before it.
        if (heard === 'stop') return stopping(parts, { key, inbound })
        if (heard === 'start') return restarted(parts, { key, inbound })
        const isWithin = pace.count(key)
        if (heard === 'help' && isWithin) return unlessHandled(inbound, words.help)
        if (heard === 'help') return tooFast(parts, { key, inbound })
        return gate(() => converse(parts, { key, inbound }, isWithin)).catch(
          inDanger(parts, inbound),
        )
      })
    },
  }
}

/** The mark first, whatever else is in the message: "STOP, I have chest pain" is obeyed and answered. */
async function stopping(parts: SmsDeskParts, message: Message): Promise<readonly string[]> {
  const isNews = await stopped(parts, message)
  const confirmation = isNews ? unlessHandled(message.inbound, parts.words.stop) : []
  const { text } = message.inbound
  if (text.trim().split(/\s+/).length <= MAX_WORDS_OF_STOP) return confirmation
  // Of an opted-out number only an emergency is answered, and the stop does not hang on it.
  const exchange = await received(parts, message, await read(parts, message)).catch(() => undefined)
  const isDanger = exchange?.reply.urgency === 'emergency'
  return isDanger ? [exchange.reply.shortText, ...confirmation] : confirmation
}

/** "STOP" alone; in more words there may be something else, as in "STOP. Chest pain". */
const MAX_WORDS_OF_STOP = 1

/** Marks the number; false when it was marked before, by another message: it is confirmed once. */
function stopped({ phones, clock, vault }: SmsDeskParts, { key, inbound }: Message) {
  const blank = { ...newPhone(key), sealedNumber: vault.seal(inbound.from) }
  return markOptedOut(phones, eventOf(inbound, 'stopped', clock()), blank)
}

async function restarted(parts: SmsDeskParts, message: Message): Promise<readonly string[]> {
  const { phones, vault, clock, words } = parts
  const { key, inbound } = message
  if ((await read(parts, message))?.isOptedOut === true) {
    await phones.change(key, (before) => {
      if (before?.isOptedOut !== true) return before
      const known = { ...before, sealedNumber: vault.seal(inbound.from), isOptedOut: false }
      return withEvent(known, eventOf(inbound, 'restarted', clock()))
    })
  }
  return unlessHandled(inbound, words.start)
}

/** Twilio's Advanced Opt-Out answers the carriers' words itself: one confirmation is enough. */
function unlessHandled({ isHandled }: InboundSms, text: string): readonly string[] {
  return isHandled === true ? [] : [text]
}

function read({ phones }: SmsDeskParts, { key }: Message): Promise<Phone | undefined> {
  return phones.read(key)
}

function tooFast({ pace, words }: SmsDeskParts, { key, inbound }: Message): readonly string[] {
  return pace.isToTell(key, inbound.messageId) ? [words.tooFast] : []
}

async function converse(
  parts: SmsDeskParts,
  message: Message,
  isWithin: boolean,
): Promise<readonly string[]> {
  const phone = await read(parts, message)
  const isOptedOut = phone?.isOptedOut === true
  if (isOptedOut || !isWithin) {
    // Weighed and not kept: nothing is to be said to it, unless it tells of danger.
    const isNew = phone?.conversation === undefined
    const weighed = isNew
      ? parts.weighAlone(message.inbound).weighed
      : await weighing(parts, message, phone)
    if (isQuiet(weighed)) return isOptedOut ? [] : tooFast(parts, message)
  }
  if (!isOptedOut) {
    const weigh = () => weighing(parts, message, phone)
    const fromProgramme = await parts.programmes?.answer(message.key, message.inbound, weigh)
    if (fromProgramme !== undefined) return fromProgramme
  }
  const exchange = await received(parts, message, phone)
  return exchange === undefined ? [] : sayExchange(parts, message, { exchange, isOptedOut })
}

/** Of what cannot be kept nothing is answered, but for whom to call in an emergency: that needs no memory. */
function inDanger({ weighAlone }: SmsDeskParts, inbound: InboundSms) {
  return (error: unknown): readonly string[] => {
    if (!(error instanceof StoreError)) throw error
    const { weighed, text } = weighAlone(inbound)
    if (weighed.urgency !== 'emergency') throw error
    return [text]
  }
}

/** Whether a message may go unanswered. What was answered before gets the same again. */
function isQuiet({ urgency, isLeaving, isAnswered }: Weighed): boolean {
  return !isAnswered && !isLeaving && urgency !== 'emergency'
}

interface Said {
  readonly exchange: Exchange & { readonly conversationId: string }
  readonly isOptedOut: boolean
}

async function sayExchange(
  parts: SmsDeskParts,
  message: Message,
  { exchange, isOptedOut }: Said,
): Promise<readonly string[]> {
  const { programmes, phones, words } = parts
  const { key } = message
  const { reply, seq } = exchange
  const isDanger = reply.urgency === 'emergency'
  if (isDanger) await programmes?.pauseForADay(key)
  // Heard by the bot in words that the carriers do not know: it counts as much.
  if (reply.responseId === 'act.opt_out') {
    return (await stopped(parts, message)) ? [reply.shortText] : []
  }
  if (reply.responseId === 'act.forget') {
    await programmes?.forget(key)
    await forgetPhone(phones, key)
  }
  // Only START brings back texts; but whoever is in danger is told whom to call.
  if (isOptedOut && !isDanger) return []
  const sources = reply.citations.length === 0 ? undefined : sourcesOf(parts, exchange)
  return textsOf(reply, { sources, first: seq === 1 ? words.first : undefined })
}

function sourcesOf({ vault, sourcesAt }: SmsDeskParts, exchange: Said['exchange']): string {
  return sourcesAt(linkIdOf(vault, exchange))
}

function received(parts: SmsDeskParts, message: Message, phone: Phone | undefined) {
  return inConversation(parts, { ...message, phone }, async (delivery) => ({
    ...(await parts.conversations.receive(delivery)),
    conversationId: delivery.conversationId,
  }))
}

async function weighing(
  parts: SmsDeskParts,
  message: Message,
  phone: Phone | undefined,
): Promise<Weighed> {
  const weighed = await inConversation(parts, { ...message, phone }, parts.conversations.weigh)
  return weighed ?? answeredBefore('')
}
