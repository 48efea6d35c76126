/** The conversations that this process has answered lately: all there is to go by while the store is out of reach. */
import type { Conversation } from '../store/store.js'
import { hashOfToken } from './tokens.js'

export interface RecentConversations {
  readonly keep: (conversation: Conversation) => void
  /** What was kept last, for its owner alone; undefined after an hour. */
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
/** What was erased by another node, or has expired, is known here no longer than that. */
const MAX_AGE_MS = 3_600_000

interface Kept {
  readonly conversation: Conversation
  readonly atMs: number
}

export function createRecentConversations(clock: () => Date): RecentConversations {
  // In the order in which they were kept: the first is the oldest.
  const kept = new Map<string, Kept>()
  // With the token: a stranger who knows an id cannot put anything in its owner's place.
  const keyOf = (id: string, tokenHash: string) => `${tokenHash} ${id}`
  const isOld = ({ atMs }: Kept) => clock().getTime() - atMs > MAX_AGE_MS

  return {
    keep: (conversation) => {
      const key = keyOf(conversation.id, conversation.tokenHash)
      kept.delete(key)
      const exchanges = conversation.exchanges.slice(-MAX_EXCHANGES)
      const last = { ...conversation, exchanges, olderMessages: [], feedback: [] }
      kept.set(key, { conversation: last, atMs: clock().getTime() })
      for (const [oldest, entry] of kept) {
        if (kept.size <= MAX_CONVERSATIONS && !isOld(entry)) break
        kept.delete(oldest)
      }
    },
    of: ({ conversationId, token }) => {
      const entry = kept.get(keyOf(conversationId, hashOfToken(token)))
      return entry === undefined || isOld(entry) ? undefined : entry.conversation
    },
    drop: ({ id, tokenHash }) => void kept.delete(keyOf(id, tokenHash)),
  }
}
