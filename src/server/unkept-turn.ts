/** What is answered while nothing can be kept: what is safe to say from memory, and danger always. */
import { StoreDownError, type StoreError } from '../errors.js'
import type { Conversation, Exchange } from '../store/store.js'
import type { InboundMessage, Session, Turn } from '../types.js'
import { earlierExchange, withTurn } from './conversation-record.js'
import type { Arrival } from './delivery.js'
import type { RecentConversations } from './recent-conversations.js'
import { hashOfToken } from './tokens.js'

/** A reply, and whether it will be there again. */
export interface Answer extends Exchange {
  /** Only where nothing of it is kept. */
  readonly isKept?: false
}

export interface UnkeptParts {
  readonly host: (session: Session, message: InboundMessage) => Promise<Turn>
  readonly recent: RecentConversations
  /** A conversation that nobody has written in yet. */
  readonly blank: (id: string, tokenHash: string) => Conversation
  /** Says that nothing of it is remembered. */
  readonly line: string
}

/**
 * Makes the answer to a message that cannot be kept.
 *
 * @returns What throws the failure where an answer would be a promise, or would rest on what we cannot know.
 */
export function createUnkept({ host, recent, blank, line }: UnkeptParts) {
  return async ({ delivery, receivedAt }: Arrival, failure: StoreError): Promise<Answer> => {
    const known = recent.of(delivery)
    const earlier = known && earlierExchange(known, delivery)
    if (earlier !== undefined) return earlier
    const before = known ?? blank(delivery.conversationId, hashOfToken(delivery.token))
    const message: InboundMessage = {
      messageId: delivery.messageId,
      channel: before.channel,
      sessionId: before.id,
      utterance: delivery.text,
      receivedAt,
    }
    const turn = await host(before.session, message)
    const isDanger = turn.decision.kind === 'escalate'
    // A full disk is mended by a person: nothing but danger is answered meanwhile.
    const isAway = failure instanceof StoreDownError
    const isSafe = isAway && known?.channel === 'web' && !isPromise(before.session, turn)
    if (!isDanger && !isSafe) throw failure
    const { conversation, exchange } = withTurn(before, { message, turn: withLine(turn, line) })
    const answer: Answer = { ...exchange, isKept: false }
    // Of a conversation that we do not know, each message is judged alone: what came before it may matter.
    if (known !== undefined) {
      recent.keep({ ...conversation, exchanges: [...before.exchanges, answer] })
    }
    return answer
  }
}

const PROMISES: readonly string[] = ['forget', 'start_over', 'opt_out', 'opt_in', 'remember_me']

/** Whether a reply says that something was passed on, kept or erased. */
function isPromise(before: Session, { decision, request, session }: Turn): boolean {
  if (request !== undefined || decision.kind === 'handoff') return true
  if (session.keepsFacts !== before.keepsFacts) return true
  return decision.kind === 'act' && PROMISES.includes(decision.act)
}

function withLine(turn: Turn, line: string): Turn {
  const { reply } = turn
  return { ...turn, reply: { ...reply, paragraphs: [...reply.paragraphs, line] } }
}
