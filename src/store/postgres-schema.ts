/** The tables, as numbered steps that run at the start: plain SQL, no extension, for every engine that speaks it. */
import { StoreError } from '../errors.js'
import { codeOf } from './durable-file.js'
import type { Database, Run } from './postgres-pool.js'

/**
 * What brings the tables from one version to the next; never changed once it was released, only added to.
 * A key is the SHA-256 of an id, in hex: what a patient said stands in `body` alone, which may be sealed.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE conversations (
      key text PRIMARY KEY,
      revision integer NOT NULL,
      expires_at timestamptz NOT NULL,
      body text NOT NULL
    )`,
    'CREATE INDEX conversations_expiry ON conversations (expires_at)',
    `CREATE TABLE handoffs (
      id text PRIMARY KEY,
      conversation_key text NOT NULL,
      state text NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      version text NOT NULL,
      body text NOT NULL
    )`,
    'CREATE INDEX handoffs_order ON handoffs (state, created_at, id)',
    'CREATE INDEX handoffs_conversation ON handoffs (conversation_key)',
    'CREATE INDEX handoffs_expiry ON handoffs (expires_at)',
    `CREATE TABLE records (
      kind text NOT NULL,
      key text NOT NULL,
      version text NOT NULL,
      body text NOT NULL,
      PRIMARY KEY (kind, key)
    )`,
    `CREATE TABLE damaged (
      place text NOT NULL,
      conversation_key text NOT NULL,
      damage text NOT NULL,
      put_aside_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      body text NOT NULL
    )`,
    'CREATE INDEX damaged_conversation ON damaged (conversation_key)',
    'CREATE INDEX damaged_expiry ON damaged (expires_at)',
    `CREATE TABLE counts (
      key text NOT NULL,
      minute bigint NOT NULL,
      points bigint NOT NULL,
      PRIMARY KEY (key, minute)
    )`,
  ],
  [
    // Lines are only ever added, and erased when they are old; see audit.ts.
    `CREATE TABLE audit (
      seq bigint PRIMARY KEY,
      at timestamptz NOT NULL,
      line text NOT NULL
    )`,
    'CREATE INDEX audit_at ON audit (at)',
  ],
]

/**
 * Brings the tables up to date; of several nodes that start at once, one does and the others wait.
 *
 * @throws {StoreError} when a later version of the program has been here.
 */
export async function migrate(database: Database): Promise<void> {
  await makeVersion(database)
  await database.transaction(async (run) => {
    // A row instead of an advisory lock: engines that only speak PostgreSQL's language have rows.
    const { rows } = await run({ text: 'SELECT version FROM schema_version FOR UPDATE' })
    const version = Number(rows[0]?.['version'])
    if (version > MIGRATIONS.length) throw tooNew(version)
    await runFrom(version, run)
  })
}

async function runFrom(version: number, run: Run): Promise<void> {
  for (const [index, statements] of MIGRATIONS.entries()) {
    if (index < version) continue
    for (const text of statements) await run({ text })
    await run({ text: 'UPDATE schema_version SET version = $1' }, [index + 1])
  }
}

/** Two nodes that make it at once trip over each other in the catalogue, and the second one finds it made. */
const MADE_MEANWHILE = ['23505', '42P07', '42710']

async function makeVersion({ run }: Database): Promise<void> {
  const make = `CREATE TABLE IF NOT EXISTS schema_version (
    only_row integer PRIMARY KEY, version integer NOT NULL)`
  try {
    await run({ text: make })
  } catch (error) {
    if (!MADE_MEANWHILE.includes(codeOf(error) ?? '')) throw error
  }
  await run({ text: 'INSERT INTO schema_version VALUES (1, 0) ON CONFLICT DO NOTHING' })
}

function tooNew(version: number): StoreError {
  return new StoreError(`the tables are of version ${version}, which this program does not know`, {
    hint: 'start the newer version again, or restore a backup from before it',
  })
}
