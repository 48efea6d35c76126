import type { Exchange } from '../store/store.js'
import type { ChannelName, InboundMessage, Session, Turn } from '../types.js'

/** Takes one turn; Botkit hosts it in production, tests may pass a function. */
export type TurnHost = (session: Session, message: InboundMessage) => Promise<Turn>

export interface Delivery {
  readonly conversationId: string
  readonly token: string
  /** The client's own id: the same id again gets the same reply and takes no second turn. */
  readonly messageId: string
  readonly text: string
}

/** The service behind every channel: order per conversation, each delivery once, durable before it is answered. */
export interface Conversations {
  readonly open: (
    channel: ChannelName,
  ) => Promise<{ readonly conversationId: string; readonly token: string }>
  /** @throws ConversationNotFoundError, MessageConflictError, BusyError, StoreError */
  readonly receive: (delivery: Delivery) => Promise<Exchange>
  /** @throws ConversationNotFoundError */
  readonly history: (caller: {
    conversationId: string
    token: string
    afterSeq: number
  }) => Promise<readonly Exchange[]>
  /** @throws ConversationNotFoundError */
  readonly forget: (caller: { conversationId: string; token: string }) => Promise<void>
  /** @throws ConversationNotFoundError */
  readonly giveFeedback: (feedback: {
    conversationId: string
    token: string
    seq: number
    isHelpful: boolean
    reason?: string
  }) => Promise<void>
}
