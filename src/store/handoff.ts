import type { Contact, HandoffReason } from '../types.js'

export const DELIVERY_WAYS = ['email', 'webhook'] as const
export type DeliveryWay = (typeof DELIVERY_WAYS)[number]

/** One way by which a request goes out, and how far it has come. */
export interface HandoffDelivery {
  readonly by: DeliveryWay
  readonly state: 'due' | 'sent' | 'failed'
  readonly attempts: number
  /** ISO 8601; not before this is it tried again. */
  readonly nextAt: string
  /** A code such as `ECONNREFUSED` or `HTTP_500`; never a message, which may quote the patient. */
  readonly lastError?: string
}

/** A patient's request to the clinic's staff. */
export interface HandoffRequest {
  readonly schemaVersion: 1
  /** 32 hex digits, worked out from conversation and message, so that one message makes one request. */
  readonly id: string
  /** SHA-256 of the conversation's id, hex: with that conversation, the request is erased. */
  readonly conversationKey: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly channel: 'web' | 'sms' | 'console'
  readonly name?: string
  readonly contact: Contact
  /** In the patient's words. */
  readonly bestTime?: string
  /** In the patient's words. */
  readonly about: string
  /** What the patient told about themself, only if they agreed that it goes along. */
  readonly facts?: readonly string[]
  readonly reason: HandoffReason
  readonly state: 'new' | 'done'
  readonly deliveries: readonly HandoffDelivery[]
  /** ISO 8601. */
  readonly expiresAt: string
}

export interface HandoffQuery {
  readonly state?: HandoffRequest['state']
  /** Id of the last request seen; those after it are listed. */
  readonly after?: string
  readonly limit: number
}

/** What of a request may change after it was written. */
export type HandoffChange = Partial<Pick<HandoffRequest, 'state' | 'deliveries'>>

/** Keeps requests, as durably as conversations. */
export interface HandoffStore {
  /** Keeps a request; one with the same id that is kept already stays as it is. */
  readonly writeHandoff: (request: HandoffRequest) => Promise<void>
  readonly readHandoff: (id: string) => Promise<HandoffRequest | undefined>
  /** Oldest first; those that came at the same moment by id. */
  readonly listHandoffs: (query: HandoffQuery) => Promise<readonly HandoffRequest[]>
  /** Changes what is kept now, or nothing once it is erased; resolves to the request as changed. */
  readonly changeHandoff: (
    id: string,
    change: (request: HandoffRequest) => HandoffChange,
  ) => Promise<HandoffRequest | undefined>
  /** Erases the requests of a conversation that goes on; resolves to how many. */
  readonly eraseHandoffs: (conversationId: string) => Promise<number>
}

/** Picks what a query asks for. */
export function pickHandoffs<T extends Pick<HandoffRequest, 'id' | 'createdAt' | 'state'>>(
  all: Iterable<T>,
  { state, after, limit }: HandoffQuery,
): readonly T[] {
  const sorted = [...all].sort((a, b) => compare(a.createdAt, b.createdAt) || compare(a.id, b.id))
  const last = after === undefined ? -1 : sorted.findIndex(({ id }) => id === after)
  return sorted
    .slice(last + 1)
    .filter((request) => state === undefined || request.state === state)
    .slice(0, limit)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
