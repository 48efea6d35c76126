/** Makes what is kept of a request to the staff. */
import { createHash } from 'node:crypto'
import { keyOf } from '../store/data-folder.js'
import type { DeliveryWay, HandoffRequest } from '../store/handoff.js'
import type { InboundMessage, StaffRequest } from '../types.js'

/** The id is worked out from the message, so that a turn taken twice makes one request. */
export function handoffOf(
  request: StaffRequest,
  {
    message,
    ways,
    expiresAt,
  }: {
    readonly message: InboundMessage
    readonly ways: readonly DeliveryWay[]
    readonly expiresAt: string
  },
): HandoffRequest {
  const { sessionId, messageId, channel, receivedAt } = message
  return {
    schemaVersion: 1,
    id: sha256(JSON.stringify([sessionId, messageId])).slice(0, 32),
    conversationKey: keyOf(sessionId),
    createdAt: receivedAt,
    channel,
    ...request,
    state: 'new',
    deliveries: ways.map((by) => ({ by, state: 'due', attempts: 0, nextAt: receivedAt })),
    expiresAt,
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
