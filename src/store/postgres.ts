import { ConversationChangedError, StoreError } from '../errors.js'
import { keyOf } from './data-folder.js'
import { everyConversation } from './every-conversation.js'
import { ENROLMENTS } from './enrolments.js'
import type { HandoffRequest } from './handoff.js'
import { createKeyedQueue } from './keyed-queue.js'
import { PHONES } from './phone.js'
import { createPostgresCounts } from './postgres-counts.js'
import { createPutAside } from './postgres-damaged.js'
import { eraseExpired } from './postgres-expiry.js'
import { postgresFailure } from './postgres-failure.js'
import { createPostgresHandoffs, insertHandoff } from './postgres-handoffs.js'
import { createDatabase, type Database, type DatabaseOptions, type Run } from './postgres-pool.js'
import { migrate } from './postgres-schema.js'
import { createPostgresShelf, type InOrder } from './postgres-shelf.js'
import { parseRecord, type Damage } from './record-schema.js'
import { revised, revisionOf } from './revision.js'
import { UNSEALED, type Sealer } from './sealer.js'
import { checkKey } from './shelf.js'
import { SMS_LINKS } from './sms-link.js'
import type { Conversation, Store } from './store.js'

export interface PostgresStoreOptions extends Pick<DatabaseOptions, 'url' | 'poolSize'> {
  readonly sealer?: Sealer
  /** Hears of each row that could not be read and was moved to the table `damaged`. */
  readonly onDamaged?: (report: { readonly key: string; readonly damage: Damage }) => void
}

const MIGRATION_MS = 600_000

/**
 * Opens the store that any number of nodes share; brings its tables up to date.
 *
 * @throws {StoreError} when the database cannot be reached, or a later version of the program has used it.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const migrating = createDatabase({ ...options, poolSize: 1, statementMs: MIGRATION_MS })
  try {
    await migrate(migrating)
  } catch (error) {
    throw postgresFailure('be opened', error)
  } finally {
    await migrating.close()
  }
  return storeOver(createDatabase(options), options)
}

/** Looks into tables that nodes may be using; makes and changes none. */
export function lookInPostgres(
  options: PostgresStoreOptions,
): Pick<Store, 'phones' | 'enrolments' | 'close'> {
  return storeOver(createDatabase(options), options)
}

const READ = { name: 'read', text: 'SELECT body FROM conversations WHERE key = $1' }
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
const PROBE = {
  text: `INSERT INTO counts (key, minute, points) VALUES ('probe', 0, 1)
    ON CONFLICT (key, minute) DO UPDATE SET points = 1`,
}

function storeOver(database: Database, options: PostgresStoreOptions): Store {
  const { run, transaction } = database
  const { sealer = UNSEALED, onDamaged = () => undefined } = options
  const { inOrder, close } = createDoor(database)
  const putAside = createPutAside(run, onDamaged)
  const parts = { run, inOrder, sealer, putAside }

  const read = async (key: string): Promise<Conversation | undefined> => {
    const body = (await run(READ, [key])).rows[0]?.['body']
    if (body === undefined) return undefined
    const found = parseRecord(sealer.open(body, placeOf(key)))
    if (found.kind === 'record' && keyOf(found.record.id) === key) return found.record
    const damage = found.kind === 'damaged' ? found.damage : 'wrong_shape'
    await putAside({ table: 'conversations', id: key, conversationKey: key, damage, body })
    return undefined
  }
  const replace = async (before: Conversation, after: Conversation, by: Run): Promise<void> => {
    const values = [...valuesOf(revised(before, after), sealer), revisionOf(before)]
    if ((await by(REPLACE, values)).count === 0) throw new ConversationChangedError()
  }
  const replaceWith = (
    before: Conversation,
    after: Conversation,
    request: HandoffRequest,
  ): Promise<void> =>
    transaction(async (by) => {
      await replace(before, after, by)
      await insertHandoff(by, sealer, request)
    })
  const erase = (key: string): Promise<boolean> =>
    transaction(async (by) => {
      let erased = 0
      for (const text of ERASE) erased += (await by({ text }, [key])).count
      return erased > 0
    })

  return {
    phones: createPostgresShelf(PHONES, parts),
    enrolments: createPostgresShelf(ENROLMENTS, parts),
    links: createPostgresShelf(SMS_LINKS, parts),
    ...createPostgresHandoffs(parts),
    counts: createPostgresCounts(run, inOrder),
    read: (id) => inOrder(keyOf(id), 'read a conversation', () => read(keyOf(id))),
    conversations: () =>
      everyConversationOf(
        (after) => inOrder('walk', 'list conversations', () => keysAfter(run, after)),
        (key) => inOrder(key, 'read a conversation', () => read(key)),
      ),
    write: (conversation) =>
      inOrder(keyOf(conversation.id), 'keep a conversation', async () => {
        await run(WRITE, valuesOf(conversation, sealer))
      }),
    replace: (before, after, request) =>
      inOrder(keyOf(before.id), 'keep a conversation', () =>
        request === undefined ? replace(before, after, run) : replaceWith(before, after, request),
      ),
    erase: (id) => inOrder(keyOf(id), 'erase a conversation', () => erase(keyOf(id))),
    eraseByKey: (key) => {
      checkKey(key)
      return inOrder(key, 'erase a conversation', () => erase(key))
    },
    eraseExpired: (now) =>
      inOrder('sweep', 'erase expired conversations', () => eraseExpired(database, now)),
    probe: () =>
      inOrder('probe', 'write', async () => {
        await run(PROBE)
      }),
    close,
  }
}

/** Page by page: a million keys at once would not fit. */
async function* everyConversationOf(
  keysAfter: (key: string) => Promise<readonly string[]>,
  read: (key: string) => Promise<Conversation | undefined>,
): AsyncGenerator<Conversation> {
  let page: readonly string[] = ['']
  while (page.length > 0) {
    const last = page.at(-1) ?? ''
    page = await keysAfter(last)
    const keys = page
    yield* everyConversation(() => Promise.resolve(keys), read)
  }
}

async function keysAfter(run: Run, key: string): Promise<readonly string[]> {
  return (await run(KEYS, [key])).rows.map((row) => row['key'] ?? '')
}

const placeOf = (key: string) => `conversations/${key}`

function valuesOf(conversation: Conversation, sealer: Sealer): readonly unknown[] {
  const json = JSON.stringify(conversation)
  // Refuse now what the next read would count as damaged; now nothing has been promised yet.
  if (parseRecord(json).kind === 'damaged') throw new StoreError('the record is not well-formed')
  const key = keyOf(conversation.id)
  const expiresAt = new Date(conversation.session.expiresAt).toISOString()
  return [key, revisionOf(conversation), expiresAt, sealer.seal(json, placeOf(key))]
}

/** Several connections would overtake each other: what one process asks of one record happens in order. */
function createDoor(database: Database): {
  readonly inOrder: InOrder
  readonly close: () => Promise<void>
} {
  const queue = createKeyedQueue()
  let isClosed = false
  return {
    inOrder: async (key, doing, work) => {
      if (isClosed) throw new StoreError('the store is closed')
      try {
        return await queue.run(key, work)
      } catch (error) {
        throw postgresFailure(doing, error)
      }
    },
    close: async () => {
      if (isClosed) return
      isClosed = true
      await queue.idle()
      await database.close()
    },
  }
}
