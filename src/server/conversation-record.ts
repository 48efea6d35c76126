import { ExchangeNotFoundError, MessageConflictError } from '../errors.js'
import type { Conversation, Exchange, Feedback } from '../store/store.js'
import type { InboundMessage, Turn } from '../types.js'
import { shortHash } from './tokens.js'

const maxExchanges = 100
const maxOlderMessages = 2_000
const maxFeedback = 100
const maxReasonLength = 500

/**
 * Finds what a message was answered with before; undefined for a new message.
 *
 * @throws {MessageConflictError} when its id belongs to another text, or to a message too old to be still kept.
 */
export function earlierExchange(
  { exchanges, olderMessages }: Conversation,
  message: { readonly messageId: string; readonly text: string },
): Exchange | undefined {
  const exchange = exchanges.find(({ messageId }) => messageId === message.messageId)
  if (exchange !== undefined && exchange.utterance !== message.text)
    throw new MessageConflictError()
  if (exchange === undefined && olderMessages?.includes(shortHash(message.messageId)) === true) {
    throw new MessageConflictError()
  }
  return exchange
}

/** Adds a finished turn; of exchanges beyond the last 100 only a hash of their message id stays. */
export function withTurn(
  conversation: Conversation,
  { message, turn }: { readonly message: InboundMessage; readonly turn: Turn },
): { readonly conversation: Conversation; readonly exchange: Exchange } {
  const exchange: Exchange = {
    seq: (conversation.exchanges.at(-1)?.seq ?? 0) + 1,
    messageId: message.messageId,
    utterance: message.utterance,
    receivedAt: message.receivedAt,
    decision: turn.decision.kind,
    reply: turn.reply,
  }
  const all = [...conversation.exchanges, exchange]
  const kept = isForgotten(turn) ? 1 : maxExchanges
  const dropped = all.slice(0, -kept).map(({ messageId }) => shortHash(messageId))
  const olderMessages = [...(conversation.olderMessages ?? []), ...dropped].slice(-maxOlderMessages)
  return {
    exchange,
    conversation: {
      ...conversation,
      session: turn.session,
      exchanges: all.slice(-kept),
      ...(olderMessages.length > 0 && { olderMessages }),
      feedback: isForgotten(turn) ? [] : conversation.feedback,
    },
  }
}

/** Whether all was deleted: "I have deleted what you told me" must be true of history and requests, too. */
export function isForgotten({ decision, session }: Turn): boolean {
  const isAsked = decision.kind === 'act' && decision.act === 'forget'
  return isAsked && session.awaited?.kind !== 'confirmForget'
}

/**
 * Adds the patient's word on one reply; a second one on the same reply takes the place of the first.
 *
 * @throws {ExchangeNotFoundError} when no such reply is kept.
 */
export function withFeedback(conversation: Conversation, given: Feedback): Conversation {
  const isKnown = conversation.exchanges.some(({ seq }) => seq === given.seq)
  if (!isKnown) throw new ExchangeNotFoundError()
  const others = conversation.feedback.filter(({ seq }) => seq !== given.seq)
  const { reason = '', ...rest } = given
  const kept = [...reason].slice(0, maxReasonLength).join('')
  const feedback = { ...rest, ...(kept !== '' && { reason: kept }) }
  return { ...conversation, feedback: [...others, feedback].slice(-maxFeedback) }
}
