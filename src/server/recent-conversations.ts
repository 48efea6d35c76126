/** The conversations that this process has answered lately: all there is to go by while the store is out of reach. */
import type { Conversation } from '../store/store.js'
import { hashOfToken } from './tokens.js'

export interface RecentConversations {
  readonly keep: (conversation: Conversation) => void
  /** What was kept last, for its owner alone. */
  readonly of: (caller: {
    readonly conversationId: string
    readonly token: string
  }) => Conversation | undefined
  readonly drop: (conversation: Conversation) => void
}

/** A few megabytes. */
const MAX_CONVERSATIONS = 1_000
/** Enough to know a message that comes again. */
const MAX_EXCHANGES = 3

export function createRecentConversations(): RecentConversations {
  const kept = new Map<string, Conversation>()
  // With the token: a stranger who knows an id cannot put anything in its owner's place.
  const keyOf = (id: string, tokenHash: string) => `${tokenHash} ${id}`

  return {
    keep: (conversation) => {
      const key = keyOf(conversation.id, conversation.tokenHash)
      kept.delete(key)
      const exchanges = conversation.exchanges.slice(-MAX_EXCHANGES)
      kept.set(key, { ...conversation, exchanges, olderMessages: [], feedback: [] })
      const [oldest] = kept.keys()
      if (kept.size > MAX_CONVERSATIONS && oldest !== undefined) kept.delete(oldest)
    },
    of: ({ conversationId, token }) => kept.get(keyOf(conversationId, hashOfToken(token))),
    drop: ({ id, tokenHash }) => void kept.delete(keyOf(id, tokenHash)),
  }
}
