/** Conversations as rows; what this process has read or written lately comes and goes without its words. */
import { ConversationChangedError } from '../errors.js'
import { keyOf } from './data-folder.js'
import { everyConversation } from './every-conversation.js'
import type { HandoffRequest } from './handoff.js'
import { copyOf, jsonOf, keptFrom, lengthOf, type KeptConversation } from './kept-conversation.js'
import { insertHandoff, type HandoffParts } from './postgres-handoffs.js'
import type { Database, Run } from './postgres-pool.js'
import { createRecent } from './recent.js'
import { parseRecord } from './record-schema.js'
import { revised, revisionOf } from './revision.js'
import { checkKey } from './shelf.js'
import type { Conversation, Store } from './store.js'

// A body that this process has seen with the same revision need not come again.
const READ = {
  name: 'read',
  text: `SELECT revision, CASE WHEN revision = $2 THEN '' ELSE body END AS body
    FROM conversations WHERE key = $1`,
}
const KEYS = { text: 'SELECT key FROM conversations WHERE key > $1 ORDER BY key LIMIT 500' }
const WRITE = {
  name: 'write',
  text: `INSERT INTO conversations (key, revision, expires_at, body) VALUES ($1, $2, $3, $4)
    ON CONFLICT (key) DO UPDATE SET revision = $2, expires_at = $3, body = $4`,
}
const REPLACE = {
  name: 'replace',
  text: `UPDATE conversations SET revision = $2, expires_at = $3, body = $4
    WHERE key = $1 AND revision = $5`,
}
// The conversation first: a turn that is being kept with a request is over then, and its request is seen.
const ERASE = [
  'DELETE FROM conversations WHERE key = $1',
  'DELETE FROM handoffs WHERE conversation_key = $1',
  'DELETE FROM damaged WHERE conversation_key = $1',
]

/** As of the embedded store; the size in characters of JSON. */
const RECENT = { count: 1_000, size: 8 * 1024 * 1024 }
const NEVER_SEEN = -1

type Conversations = Pick<
  Store,
  'read' | 'seenLately' | 'conversations' | 'write' | 'replace' | 'erase' | 'eraseByKey'
>

export interface ConversationParts extends HandoffParts {
  readonly transaction: Database['transaction']
}

export function createPostgresConversations(parts: ConversationParts): Conversations {
  const { run, transaction, inOrder, sealer } = parts
  const recent = createRecent<KeptConversation>(RECENT)
  const remember = (key: string, kept: KeptConversation) => recent.set(key, kept, lengthOf(kept))

  const find = async (key: string): Promise<Conversation | undefined> => {
    const known = recent.get(key)
    const [row] = (await run(READ, [key, known?.revision ?? NEVER_SEEN])).rows
    if (known !== undefined && Number(row?.['revision']) === known.revision) return copyOf(known)
    recent.delete(key)
    return row && parsed(key, row['body'] ?? '')
  }
  const parsed = async (key: string, body: string): Promise<Conversation | undefined> => {
    const found = parseRecord(sealer.open(body, placeOf(key)))
    if (found.kind === 'record' && keyOf(found.record.id) === key) {
      const kept = keptFrom(found.record)
      remember(key, kept)
      return copyOf(kept)
    }
    const damage = found.kind === 'damaged' ? found.damage : 'wrong_shape'
    await parts.putAside({ table: 'conversations', id: key, conversationKey: key, damage, body })
    return undefined
  }
  const valuesOf = (key: string, kept: KeptConversation): readonly unknown[] => {
    const { revision, expiresAt } = kept
    return [key, revision, expiresAt.toISOString(), sealer.seal(jsonOf(kept), placeOf(key))]
  }
  const replace = async (before: Conversation, kept: KeptConversation, by: Run): Promise<void> => {
    const values = [...valuesOf(keyOf(before.id), kept), revisionOf(before)]
    if ((await by(REPLACE, values)).count === 0) throw new ConversationChangedError()
  }
  const replaceWith = (before: Conversation, kept: KeptConversation, request: HandoffRequest) =>
    transaction(async (by) => {
      await replace(before, kept, by)
      await insertHandoff(by, sealer, request)
    })
  const erase = async (key: string): Promise<boolean> => {
    recent.delete(key)
    return transaction(async (by) => {
      let erased = 0
      for (const text of ERASE) erased += (await by({ text }, [key])).count
      return erased > 0
    })
  }
  const read = (key: string) => inOrder(key, 'read a conversation', () => find(key))

  return {
    read: (id) => read(keyOf(id)),
    seenLately: (id) => {
      const known = recent.get(keyOf(id))
      return known && copyOf(known)
    },
    conversations: async function* () {
      let page: readonly string[] = ['']
      // Page by page: a million keys at once would not fit.
      while (page.length > 0) {
        const values = [page.at(-1)]
        const found = await inOrder('walk', 'list conversations', () => run(KEYS, values))
        page = found.rows.map((row) => row['key'] ?? '')
        const keys = Promise.resolve(page)
        yield* everyConversation(() => keys, read)
      }
    },
    write: (conversation) => {
      const key = keyOf(conversation.id)
      return inOrder(key, 'keep a conversation', async () => {
        const kept = keptFrom(conversation)
        await run(WRITE, valuesOf(key, kept))
        remember(key, kept)
      })
    },
    replace: (before, after, request) => {
      const key = keyOf(before.id)
      return inOrder(key, 'keep a conversation', async () => {
        const kept = keptFrom(revised(before, after))
        if (request === undefined) await replace(before, kept, run)
        else await replaceWith(before, kept, request)
        remember(key, kept)
      })
    },
    erase: (id) => inOrder(keyOf(id), 'erase a conversation', () => erase(keyOf(id))),
    eraseByKey: (key) => {
      checkKey(key)
      return inOrder(key, 'erase a conversation', () => erase(key))
    },
  }
}

const placeOf = (key: string) => `conversations/${key}`
