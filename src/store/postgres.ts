import { StoreError } from '../errors.js'
import { ENROLMENTS } from './enrolments.js'
import { createKeyedQueue } from './keyed-queue.js'
import { PHONES } from './phone.js'
import { createPostgresConversations } from './postgres-conversations.js'
import { createPostgresCounts } from './postgres-counts.js'
import { createPutAside } from './postgres-damaged.js'
import { eraseExpired } from './postgres-expiry.js'
import { postgresFailure } from './postgres-failure.js'
import { createPostgresHandoffs } from './postgres-handoffs.js'
import { createDatabase, type Database, type DatabaseOptions } from './postgres-pool.js'
import { migrate } from './postgres-schema.js'
import { createPostgresShelf, type InOrder } from './postgres-shelf.js'
import type { Damage } from './record-schema.js'
import { UNSEALED, type Sealer } from './sealer.js'
import type { Store } from './store.js'

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

  return {
    phones: createPostgresShelf(PHONES, parts),
    enrolments: createPostgresShelf(ENROLMENTS, parts),
    ...createPostgresHandoffs(parts),
    counts: createPostgresCounts(run, inOrder),
    ...createPostgresConversations({ ...parts, transaction }),
    eraseExpired: (now) =>
      inOrder('sweep', 'erase expired conversations', () => eraseExpired(database, now)),
    probe: () =>
      inOrder('probe', 'write', async () => {
        await run(PROBE)
      }),
    close,
  }
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
