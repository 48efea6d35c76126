/** Conversations in memory, with replies made by rules a test can read; no bot behind them. */
import { randomBytes } from 'node:crypto'
import {
  BusyError,
  ConversationNotFoundError,
  MessageConflictError,
  StoreError,
} from '../../src/errors.js'
import type { Source } from '../../src/content/schema.js'
import type { Conversations } from '../../src/server/conversation.js'
import type { Weighed } from '../../src/server/weigh.js'
import type { Delivery } from '../../src/server/delivery.js'
import type { Exchange, Feedback } from '../../src/store/store.js'
import type { Decision, Reply } from '../../src/types.js'

interface Kept {
  readonly token: string
  readonly exchanges: Exchange[]
  readonly feedback: Omit<Feedback, 'givenAt'>[]
}

export interface FakeConversations extends Conversations {
  readonly kept: ReadonlyMap<string, Kept>
  /** Turns really taken; a repeated delivery takes none. */
  readonly turnsTaken: () => number
  /** From now on every call fails like this; `undefined` mends it. */
  readonly failWith: (error: Error | undefined) => void
  /** What a message comes to, whatever the conversation. */
  readonly weighText: (text: string) => Weighed
}

export const busy = () => new BusyError()
export const storeDown = () => new StoreError('the disk of /secret/path is full')

export const fakeSources: ReadonlyMap<string, Source> = new Map([
  ['bhof_2022', aSource('The clinician’s guide to osteoporosis', 'Bone Health Foundation', 2022)],
  ['who_1994', aSource('Assessment of fracture risk <b>', 'World Health Organization', 1994)],
])

function aSource(title: string, organisation: string, year: number): Source {
  const url = `https://example.org/${year}`
  return { title, organisation, year, kind: 'guideline', url, status: 'verified', citable: true }
}

export function fakeConversations(
  replyTo: (text: string) => Reply = (text) => aReply({ paragraphs: [`You wrote ${text}`] }),
): FakeConversations {
  const kept = new Map<string, Kept>()
  let failure: Error | undefined
  let turnsTaken = 0

  const find = (caller: { readonly conversationId: string; readonly token: string }): Kept => {
    if (failure !== undefined) throw failure
    const conversation = kept.get(caller.conversationId)
    if (conversation?.token !== caller.token) throw new ConversationNotFoundError()
    return conversation
  }
  const receive = (delivery: Delivery): Exchange => {
    const { exchanges } = find(delivery)
    const repeated = exchanges.find(({ messageId }) => messageId === delivery.messageId)
    if (repeated !== undefined) {
      if (repeated.utterance !== delivery.text) throw new MessageConflictError()
      return repeated
    }
    turnsTaken += 1
    const exchange = anExchange(exchanges.length + 1, delivery, replyTo(delivery.text))
    exchanges.push(exchange)
    return exchange
  }

  const weighText = (text: string): Weighed => {
    const { responseId, urgency } = replyTo(text)
    return {
      ...{ conversationId: '', isAnswered: false, isAwaiting: false },
      ...(urgency !== undefined && { urgency }),
      redFlags: urgency === 'emergency' ? ['made_up'] : [],
      isLeaving: responseId === 'act.opt_out' || responseId === 'act.forget',
    }
  }

  return {
    kept,
    turnsTaken: () => turnsTaken,
    failWith: (error) => void (failure = error),
    open: promised(() => {
      if (failure !== undefined) throw failure
      const conversationId = randomBytes(18).toString('base64url')
      const token = randomBytes(32).toString('base64url')
      kept.set(conversationId, { token, exchanges: [], feedback: [] })
      return { conversationId, token }
    }),
    receive: promised(receive),
    weighText,
    weigh: promised((delivery: Delivery) => {
      const { exchanges } = find(delivery)
      const { conversationId, messageId, text } = delivery
      const isAnswered = exchanges.some((exchange) => exchange.messageId === messageId)
      return { ...weighText(text), conversationId, isAnswered }
    }),
    history: promised((caller) => find(caller).exchanges.filter((e) => e.seq > caller.afterSeq)),
    exchangeAt: promised((id: string, seq: number) =>
      kept.get(id)?.exchanges.find((exchange) => exchange.seq === seq),
    ),
    forget: promised((caller) => {
      find(caller)
      kept.delete(caller.conversationId)
    }),
    giveFeedback: promised(({ conversationId, token, ...feedback }) => {
      find({ conversationId, token }).feedback.push(feedback)
    }),
  }
}

function promised<A extends readonly unknown[], R>(call: (...args: A) => R) {
  return (...args: A): Promise<R> => new Promise((resolve) => resolve(call(...args)))
}

function anExchange(seq: number, delivery: Delivery, reply: Reply): Exchange {
  const decision: Decision['kind'] = reply.urgency === 'emergency' ? 'escalate' : 'answer'
  const { messageId, text: utterance } = delivery
  return { seq, messageId, utterance, receivedAt: '2030-01-02T03:04:05.000Z', decision, reply }
}

export function aReply(reply: Partial<Reply> = {}): Reply {
  return {
    responseId: 'test.0',
    paragraphs: ['An answer.'],
    shortText: 'An answer.',
    citations: [],
    because: [],
    suggestions: [],
    ...reply,
  }
}
