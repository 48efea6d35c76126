import {
  createConversations,
  type ConversationParts,
  type Conversations,
  type TurnHost,
} from '../../src/server/conversation.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { Store } from '../../src/store/store.js'
import type { InboundMessage } from '../../src/types.js'
import { aSession, aTurn } from './records.js'

export interface Caller {
  readonly conversationId: string
  readonly token: string
}

/** A conversation service on a memory store, with a clock that the test sets. */
export interface Bench {
  now: Date
  conversations: Conversations
  readonly store: Store
  /** What the host was given, in order. */
  readonly messages: readonly InboundMessage[]
  readonly host: TurnHost
  /** Another service on the same store. */
  readonly service: (changes?: Partial<ConversationParts>) => Conversations
}

export function aBench(): Bench {
  const store = createMemoryStore()
  const messages: InboundMessage[] = []
  const host: TurnHost = async (session, message) => {
    messages.push(message)
    await new Promise((resolve) => setTimeout(resolve, 1))
    return aTurn(session, message)
  }
  const service = (changes: Partial<ConversationParts> = {}) =>
    createConversations({
      store,
      host,
      clock: () => bench.now,
      retentionDays: 90,
      newSession: (expiresAt, locale) => aSession({ expiresAt, locale }),
      ...changes,
    })
  const now = new Date('2026-01-01T00:00:00.000Z')
  const bench: Bench = { now, store, messages, host, service, conversations: service() }
  return bench
}

/** The message ids m1, m2, m3… */
export function many(count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => `m${n + 1}`)
}
