import { MessageConflictError } from '../errors.js'
import { createKeyedQueue } from '../store/keyed-queue.js'
import type { Conversation, Exchange } from '../store/store.js'

/** One message as its sender hands it in. */
export interface Delivery {
  readonly conversationId: string
  readonly token: string
  /** The client's own id: the same id again gets the same reply and takes no second turn. */
  readonly messageId: string
  readonly text: string
}

export interface Arrival {
  readonly delivery: Delivery
  /** ISO 8601. */
  readonly receivedAt: string
}

export interface DeliveryParts {
  /** Throws when the caller may not speak in this conversation. */
  readonly authenticate: (delivery: Delivery) => Promise<Conversation>
  /** @param seen The conversation as it was at the door. */
  readonly take: (arrival: Arrival, seen: Conversation) => Promise<Exchange>
}

/**
 * Makes the way from the door to the lane: only the owner of a conversation gets into its lane,
 * in the order of arrival, and a delivery that is repeated meanwhile waits for the same reply.
 */
export function createDelivery({ authenticate, take }: DeliveryParts) {
  const gate = createKeyedQueue()
  const underWay = new Map<
    string,
    { readonly text: string; readonly exchange: Promise<Exchange> }
  >()

  const takeOnce = (arrival: Arrival, seen: Conversation): Promise<Exchange> => {
    const { conversationId, messageId, text } = arrival.delivery
    const key = JSON.stringify([conversationId, messageId])
    const same = underWay.get(key)
    if (same !== undefined && same.text !== text) throw new MessageConflictError()
    if (same !== undefined) return same.exchange
    const exchange = take(arrival, seen).finally(() => underWay.delete(key))
    underWay.set(key, { text, exchange })
    return exchange
  }

  return async (arrival: Arrival): Promise<Exchange> => {
    const { exchange } = await gate.run(arrival.delivery.conversationId, async () => {
      const seen = await authenticate(arrival.delivery)
      // In a record, because the gate must open again before the turn is over.
      return { exchange: takeOnce(arrival, seen) }
    })
    return exchange
  }
}
