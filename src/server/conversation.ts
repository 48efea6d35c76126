import { ConversationNotFoundError, StoreDownError, StoreError } from '../errors.js'
import type { DeliveryWay } from '../store/handoff.js'
import type { Conversation, Exchange, Store } from '../store/store.js'
import type { ChannelName, InboundMessage, Session, Turn } from '../types.js'
import { earlierExchange, isForgotten, withFeedback, withTurn } from './conversation-record.js'
import { createDelivery, type Arrival, type Delivery } from './delivery.js'
import { handoffOf } from './handoff-record.js'
import { createLanes } from './lanes.js'
import { createRecentConversations } from './recent-conversations.js'
import { hashOfToken, isTokenOf, randomId, randomToken } from './tokens.js'
import { createMemory, whileChanged } from './turn-tries.js'
import { createUnkept, type Answer } from './unkept-turn.js'
import { answeredBefore, weighedOf, type Weighed } from './weigh.js'
import { createWeighedTurns, type Thought } from './weighed-turns.js'

/** Takes one turn; Botkit hosts it in production, tests may pass a function. */
export type TurnHost = (session: Session, message: InboundMessage) => Promise<Turn>

/** The service behind every channel: order per conversation, each delivery once, durable before it is answered. */
export interface Conversations {
  readonly open: (
    channel: ChannelName,
  ) => Promise<{ readonly conversationId: string; readonly token: string }>
  /** @throws ConversationNotFoundError, MessageConflictError, BusyError, StoreError */
  readonly receive: (delivery: Delivery) => Promise<Answer>
  /** What a message would come to; nothing of it is kept. @throws ConversationNotFoundError, MessageConflictError */
  readonly weigh: (delivery: Delivery) => Promise<Weighed>
  /** @throws ConversationNotFoundError */
  readonly history: (caller: {
    conversationId: string
    token: string
    afterSeq: number
  }) => Promise<readonly Exchange[]>
  /** One exchange, for a caller who came by a link of ours; undefined when it is gone. */
  readonly exchangeAt: (conversationId: string, seq: number) => Promise<Exchange | undefined>
  /** @throws ConversationNotFoundError */
  readonly forget: (caller: { conversationId: string; token: string }) => Promise<void>
  /** @throws ConversationNotFoundError, ExchangeNotFoundError */
  readonly giveFeedback: (feedback: {
    conversationId: string
    token: string
    seq: number
    isHelpful: boolean
    reason?: string
  }) => Promise<void>
}

export interface ConversationParts {
  readonly store: Store
  readonly host: TurnHost
  readonly clock: () => Date
  /** A conversation ends so many days after its last message. */
  readonly retentionDays: number
  readonly newSession: (expiresAt: string, locale: string) => Session
  /** How requests to the staff go out; each is kept before the reply that says so. */
  readonly deliveryWays?: readonly DeliveryWay[]
  /** Hears that a request was kept; must not throw. */
  readonly onRequest?: () => void
  /** How many messages of one conversation may wait behind the one in its turn; 5 if absent. */
  readonly maxWaiting?: number
  /** Said below what is answered while nothing can be kept. */
  readonly unkeptLine?: string
}

const locale = 'en'
const dayMs = 86_400_000

interface Caller {
  readonly conversationId: string
  readonly token: string
}

/** Makes the service; all its conversations must pass through this one, or their order is lost. */
export function createConversations(parts: ConversationParts): Conversations {
  const { store, clock } = parts
  const lanes = createLanes(parts.maxWaiting ?? 5)
  const recent = createRecentConversations(clock)
  const weighed = createWeighedTurns()
  const memory = createMemory(store.seenLately)

  const expiryAfter = (time: Date) =>
    new Date(time.getTime() + parts.retentionDays * dayMs).toISOString()

  const blank = (id: string, tokenHash: string): Conversation => {
    const now = clock()
    return {
      ...{ schemaVersion: 1, id, tokenHash, channel: 'web', createdAt: now.toISOString() },
      session: parts.newSession(expiryAfter(now), locale),
      ...{ exchanges: [], feedback: [] },
    }
  }

  const open = async (channel: ChannelName) => {
    const conversationId = randomId()
    const token = randomToken()
    const conversation = { ...blank(conversationId, hashOfToken(token)), channel }
    try {
      await store.write(conversation)
    } catch (error) {
      // Whoever comes now may be in danger: this process answers as long as the store is away.
      if (!(error instanceof StoreDownError) || channel !== 'web') throw error
    }
    recent.keep(conversation)
    return { conversationId, token }
  }

  const isExpired = ({ session }: Conversation) =>
    Date.parse(session.expiresAt) <= clock().getTime()

  const ownedBy = ({ token }: Caller, conversation: Conversation | undefined) => {
    if (conversation === undefined || !isTokenOf(token, conversation.tokenHash)) return undefined
    return isExpired(conversation) ? undefined : conversation
  }

  const authenticated = async (caller: Caller): Promise<Conversation> => {
    const owned = ownedBy(caller, await store.read(caller.conversationId))
    if (owned === undefined) throw new ConversationNotFoundError()
    return owned
  }

  const atTheDoor = async (delivery: Delivery): Promise<Conversation> => {
    const owned = ownedBy(delivery, memory.recall(delivery.conversationId))
    // What was answered before is told from what is kept now: it may be forgotten.
    const isNew = owned !== undefined && earlierExchange(owned, delivery) === undefined
    return isNew ? owned : authenticated(delivery)
  }

  const think = async (before: Conversation, arrival: Arrival): Promise<Thought> => {
    const message = messageOf(before, arrival)
    const session = { ...before.session, expiresAt: expiryAfter(new Date(arrival.receivedAt)) }
    return { message, turn: await parts.host(session, message) }
  }

  const takeTurn = async (before: Conversation, arrival: Arrival): Promise<Exchange> => {
    const earlier = earlierExchange(before, arrival.delivery)
    if (earlier !== undefined) return earlier
    // No catch: a turn that failed must leave nothing behind, so that the same id can be sent again.
    const thought = weighed.take(before, arrival.delivery) ?? (await think(before, arrival))
    const { message, turn } = thought
    const { conversation, exchange } = withTurn(before, thought)
    const { expiresAt } = turn.session
    const ways = parts.deliveryWays ?? []
    const request = turn.request && handoffOf(turn.request, { message, ways, expiresAt })
    if (isForgotten(turn)) await store.eraseHandoffs(before.id)
    await store.replace(before, conversation, request)
    recent.keep(conversation)
    if (request !== undefined) parts.onRequest?.()
    return exchange
  }

  const weigh = async (delivery: Delivery): Promise<Weighed> => {
    const before = await authenticated(delivery)
    const { id, session } = before
    if (earlierExchange(before, delivery) !== undefined) return answeredBefore(id)
    const thought = await think(before, { delivery, receivedAt: clock().toISOString() })
    weighed.keep(before, thought)
    return weighedOf(id, session, thought.turn)
  }

  const deliver = createDelivery({
    authenticate: atTheDoor,
    take: (arrival, seen) =>
      lanes.enter(arrival.delivery.conversationId, (hasWaited) =>
        whileChanged(async (isFirst) => {
          // What was seen at the door is still so unless somebody was before us; the store would tell.
          const isSeen = isFirst && !hasWaited
          const from = isSeen ? seen : await authenticated(arrival.delivery)
          return memory.proved(from, takeTurn(from, arrival))
        }),
      ),
  })

  const answerUnkept = createUnkept({
    ...{ host: parts.host, recent, blank },
    line: parts.unkeptLine ?? '',
  })

  const receive = async (delivery: Delivery): Promise<Answer> => {
    const arrival = { delivery, receivedAt: clock().toISOString() }
    try {
      return await deliver(arrival)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      return lanes.enter(delivery.conversationId, () => answerUnkept(arrival, error))
    }
  }

  return {
    open,
    receive,
    weigh,
    history: async (caller) => {
      const { exchanges } = await authenticated(caller).catch((error: unknown) => {
        const known = error instanceof StoreDownError ? recent.of(caller) : undefined
        if (known === undefined) throw error
        // What is not kept has no place in the order that clients count by.
        return { exchanges: known.exchanges.filter((answer: Answer) => answer.isKept !== false) }
      })
      return exchanges.filter(({ seq }) => seq > caller.afterSeq)
    },
    exchangeAt: async (conversationId, seq) => {
      const conversation = await store.read(conversationId)
      if (conversation === undefined || isExpired(conversation)) return undefined
      return conversation.exchanges.find((exchange) => exchange.seq === seq)
    },
    forget: async (caller) => {
      await authenticated(caller)
      await lanes.enterAlways(caller.conversationId, async () => {
        const conversation = await authenticated(caller)
        await store.erase(caller.conversationId)
        recent.drop(conversation)
      })
    },
    giveFeedback: async ({ seq, isHelpful, reason, ...caller }) => {
      const givenAt = clock().toISOString()
      const feedback = { seq, isHelpful, ...(reason !== undefined && { reason }), givenAt }
      await authenticated(caller)
      await lanes.enterAlways(caller.conversationId, async () => {
        await whileChanged(async () => {
          const before = await authenticated(caller)
          await store.replace(before, withFeedback(before, feedback))
        })
      })
    },
  }
}

function messageOf(
  { id, channel }: Conversation,
  { delivery: { messageId, text }, receivedAt }: Arrival,
): InboundMessage {
  return { messageId, channel, sessionId: id, utterance: text, receivedAt }
}
