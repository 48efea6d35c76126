import { BusyError, ConversationChangedError, ConversationNotFoundError } from '../errors.js'
import type { DeliveryWay } from '../store/handoff.js'
import type { Conversation, Exchange, Store } from '../store/store.js'
import type { ChannelName, InboundMessage, Session, Turn } from '../types.js'
import { earlierExchange, isForgotten, withFeedback, withTurn } from './conversation-record.js'
import { createDelivery, type Delivery } from './delivery.js'
import { handoffOf } from './handoff-record.js'
import { createLanes } from './lanes.js'
import { hashOfToken, isTokenOf, randomId, randomToken } from './tokens.js'
import { answeredBefore, weighedOf, type Weighed } from './weigh.js'

/** Takes one turn; Botkit hosts it in production, tests may pass a function. */
export type TurnHost = (session: Session, message: InboundMessage) => Promise<Turn>

/** The service behind every channel: order per conversation, each delivery once, durable before it is answered. */
export interface Conversations {
  readonly open: (
    channel: ChannelName,
  ) => Promise<{ readonly conversationId: string; readonly token: string }>
  /** @throws ConversationNotFoundError, MessageConflictError, BusyError, StoreError */
  readonly receive: (delivery: Delivery) => Promise<Exchange>
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

  const expiryAfter = (time: Date) =>
    new Date(time.getTime() + parts.retentionDays * dayMs).toISOString()

  const open = async (channel: ChannelName) => {
    const now = clock()
    const expiresAt = expiryAfter(now)
    const conversationId = randomId()
    const token = randomToken()
    await store.write({
      schemaVersion: 1,
      id: conversationId,
      tokenHash: hashOfToken(token),
      channel,
      createdAt: now.toISOString(),
      session: parts.newSession(expiresAt, locale),
      exchanges: [],
      feedback: [],
    })
    return { conversationId, token }
  }

  const isExpired = ({ session }: Conversation) =>
    Date.parse(session.expiresAt) <= clock().getTime()

  const authenticated = async ({ conversationId, token }: Caller): Promise<Conversation> => {
    const conversation = await store.read(conversationId)
    if (conversation === undefined || !isTokenOf(token, conversation.tokenHash)) {
      throw new ConversationNotFoundError()
    }
    if (isExpired(conversation)) throw new ConversationNotFoundError()
    return conversation
  }

  const takeTurn = async (delivery: Delivery, receivedAt: string): Promise<Exchange> => {
    // Once more: it may have been forgotten while this message waited.
    const before = await authenticated(delivery)
    const earlier = earlierExchange(before, delivery)
    if (earlier !== undefined) return earlier
    const message = messageOf(before, delivery, receivedAt)
    // No catch: a turn that failed must leave nothing behind, so that the same id can be sent again.
    const session = { ...before.session, expiresAt: expiryAfter(new Date(receivedAt)) }
    const turn = await parts.host(session, message)
    const { conversation, exchange } = withTurn(before, { message, turn })
    const { expiresAt } = session
    const ways = parts.deliveryWays ?? []
    if (isForgotten(turn)) await store.eraseHandoffs(before.id)
    // Before the conversation: what the reply says was passed on must be there, also after a crash.
    if (turn.request !== undefined) {
      await store.writeHandoff(handoffOf(turn.request, { message, ways, expiresAt }))
    }
    await store.replace(before, conversation)
    if (turn.request !== undefined) parts.onRequest?.()
    return exchange
  }

  const weigh = async (delivery: Delivery): Promise<Weighed> => {
    const before = await authenticated(delivery)
    const { id, session } = before
    if (earlierExchange(before, delivery) !== undefined) return answeredBefore(id)
    const message = messageOf(before, delivery, clock().toISOString())
    return weighedOf(id, session, await parts.host(session, message))
  }

  const deliver = createDelivery({
    authenticate: authenticated,
    take: ({ delivery, receivedAt }) =>
      lanes.enter(delivery.conversationId, () =>
        whileChanged(() => takeTurn(delivery, receivedAt)),
      ),
  })

  return {
    open,
    receive: (delivery) => deliver({ delivery, receivedAt: clock().toISOString() }),
    weigh,
    history: async (caller) => {
      const { exchanges } = await authenticated(caller)
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
        await authenticated(caller)
        await store.erase(caller.conversationId)
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

const MAX_TRIES = 20

/**
 * Does a piece of work again when another process changed the conversation meanwhile: a turn is a pure function, and
 * what it writes besides has an id of its own, so that nothing happens twice.
 *
 * @throws {BusyError} when others are always faster.
 */
async function whileChanged<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ConversationChangedError)) throw error
    }
  }
  throw new BusyError()
}

function messageOf(
  { id, channel }: Conversation,
  { messageId, text }: Delivery,
  receivedAt: string,
): InboundMessage {
  return { messageId, channel, sessionId: id, utterance: text, receivedAt }
}
