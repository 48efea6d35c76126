/** What a message would come to in a conversation, before anybody answers it. */
import type { Session, Turn, Urgency } from '../types.js'

export interface Weighed {
  readonly conversationId: string
  /** It was answered before, and is to be answered the same again. */
  readonly isAnswered: boolean
  /** How urgent the bot's own reply would be. */
  readonly urgency?: Urgency
  /** Ids of the danger signs in it. */
  readonly redFlags: readonly string[]
  /** It asks for silence, or to be forgotten: then nothing else counts. */
  readonly isLeaving: boolean
  /** When the bot spoke last, in milliseconds since 1970; absent in a new conversation. */
  readonly spokeAtMs?: number
  /** The bot has asked something, and may be answered by this. */
  readonly isAwaiting: boolean
}

const LEAVING = ['act.opt_out', 'act.forget']

/** Reads off a turn what it would come to; the turn itself is not kept. */
export function weighedOf(conversationId: string, before: Session, turn: Turn): Weighed {
  const { decision, reply } = turn
  const { lastAt } = before
  return {
    conversationId,
    isAnswered: false,
    ...(reply.urgency !== undefined && { urgency: reply.urgency }),
    redFlags: decision.kind === 'escalate' ? decision.flags.map(({ id }) => id) : [],
    isLeaving: LEAVING.includes(reply.responseId),
    ...(lastAt !== undefined && { spokeAtMs: Date.parse(lastAt) }),
    isAwaiting: before.awaited !== undefined,
  }
}

/** What is said of a message that was answered before. */
export function answeredBefore(conversationId: string): Weighed {
  return {
    ...{ conversationId, isAnswered: true, redFlags: [], isLeaving: false, isAwaiting: false },
  }
}
