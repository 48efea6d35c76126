/** A real PostgreSQL for tests: the one of TEST_DATABASE_URL, or one of our own from npm. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { startPostgres } from './postgres-server.js'

/** A server starts, and tables are made, on a machine that may be busy. */
export const DATABASE_PATIENCE_MS = 60_000

export interface TestDatabase {
  /** An address with empty tables of its own. */
  readonly newUrl: () => Promise<string>
  /** Runs a statement in the tables of an address, past the store. */
  readonly query: (
    url: string,
    sql: string,
    values?: readonly unknown[],
  ) => Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Undefined where it is somebody else's, which must not be stopped. */
  readonly server?: Awaited<ReturnType<typeof startPostgres>>
  readonly stop: () => Promise<void>
}

/**
 * Opens the way to a PostgreSQL; a test file starts one and stops it.
 *
 * @throws where there is none: a store that was not tried must not look as if it worked.
 */
export async function aDatabase(): Promise<TestDatabase> {
  const given = process.env['TEST_DATABASE_URL']
  const server = given === undefined ? await startPostgres() : undefined
  const base = given ?? server?.url ?? ''
  const made: string[] = []

  const query: TestDatabase['query'] = async (url, sql, values = []) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(sql, [...values])).rows
    } finally {
      await client.end()
    }
  }
  const newUrl = async () => {
    const schema = `test_${randomBytes(8).toString('hex')}`
    await query(base, `CREATE SCHEMA ${schema}`)
    made.push(schema)
    const url = new URL(base)
    url.searchParams.set('options', `-c search_path=${schema}`)
    return url.href
  }
  const stop = async () => {
    if (server !== undefined) return server.remove()
    for (const schema of made) await query(base, `DROP SCHEMA ${schema} CASCADE`)
  }
  return { newUrl, query, ...(server !== undefined && { server }), stop }
}
