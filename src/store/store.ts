import type { Enrolments } from './enrolments.js'
import type { HandoffRequest, HandoffStore } from './handoff.js'
import type { Phone } from './phone.js'
import type { SharedCounts } from './shared-counts.js'
import type { Shelf } from './shelf.js'
import type { ChannelName, Decision, Reply, Session } from '../types.js'

/** One message and its reply, as history shows it. */
export interface Exchange {
  /** 1, 2, 3… within its conversation. */
  readonly seq: number
  /** The client's own id. */
  readonly messageId: string
  readonly utterance: string
  /** ISO 8601. */
  readonly receivedAt: string
  readonly decision: Decision['kind']
  readonly reply: Reply
}

export interface Feedback {
  readonly seq: number
  readonly isHelpful: boolean
  readonly reason?: string
  /** ISO 8601. */
  readonly givenAt: string
}

/** Everything that is kept of one conversation, in one record: written whole, so a turn is kept whole or not at all. */
export interface Conversation {
  readonly schemaVersion: 1
  /** Random, at least 128 bits, made by the server. */
  readonly id: string
  /** SHA-256 of the bearer token, hex; the token itself is never kept. */
  readonly tokenHash: string
  readonly channel: ChannelName
  /** ISO 8601. */
  readonly createdAt: string
  readonly session: Session
  /** The last 100, oldest first. */
  readonly exchanges: readonly Exchange[]
  /** Short hashes of the message ids before those, oldest first, at most 2,000; absent while there are none. */
  readonly olderMessages?: readonly string[]
  readonly feedback: readonly Feedback[]
  /** How often it was replaced; the store's own count, absent before the first time. */
  readonly revision?: number
}

/**
 * Keeps conversations, and requests to the staff. A write that has resolved survives a crash of the process and of the machine.
 * Every method throws StoreError when the medium fails.
 */
export interface Store extends HandoffStore {
  /** Telephone numbers, and what their owners have agreed to. */
  readonly phones: Shelf<Phone>
  /** Programmes of telephone numbers, under the same keys as their phones. */
  readonly enrolments: Shelf<Enrolments>
  readonly read: (id: string) => Promise<Conversation | undefined>
  /**
   * The conversation as this process has read or written it last, without asking whether another has changed or erased
   * it since: a change that is made from it is refused then. Absent where reading costs as little.
   */
  readonly seenLately?: (id: string) => Conversation | undefined
  /** All that are kept, one after the other, in no order; damaged ones are put aside, as when they are read. */
  readonly conversations: () => AsyncIterable<Conversation>
  /** Writes a conversation whatever was kept of it; for a new one. */
  readonly write: (conversation: Conversation) => Promise<void>
  /**
   * Writes a conversation in the place of the one that it was made from, with a revision of its own.
   *
   * @param request is kept with it, or not at all: what a reply says was passed on must be there, and a turn that
   *   was overtaken must not have passed anything on.
   * @throws {ConversationChangedError} when another one is kept by now, or none: another process took a turn, or
   *   the patient was forgotten.
   */
  readonly replace: (
    before: Conversation,
    after: Conversation,
    request?: HandoffRequest,
  ) => Promise<void>
  /** Resolves to whether there was something to erase; afterwards nothing of it is left, nor of its requests. */
  readonly erase: (id: string) => Promise<boolean>
  /** As `erase`, by the SHA-256 of the id, hex: a request to the staff knows its conversation by that alone. */
  readonly eraseByKey: (conversationKey: string) => Promise<boolean>
  /** Erases conversations and requests that expired before `now` (ISO 8601); resolves to how many. */
  readonly eraseExpired: (now: string) => Promise<number>
  /** Absent where one process is all there is. */
  readonly counts?: SharedCounts
  /** Resolves when a small durable write works; for the readiness check. */
  readonly probe: () => Promise<void>
  readonly close: () => Promise<void>
}
