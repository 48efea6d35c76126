/** The only door to pg: connections, and how long anything may take. */
import { performance } from 'node:perf_hooks'
import { Pool, type PoolClient } from 'pg'
import { createCircuitBreaker } from './circuit-breaker.js'
import { isGivenUp, isSilence, PgFailure } from './postgres-failure.js'

/** A statement; one with a name is planned once for each connection. */
export interface Statement {
  readonly name?: string
  readonly text: string
}

export interface Result {
  /** Every column as the text that came: what it means is for the reader to say. */
  readonly rows: readonly Readonly<Record<string, string>>[]
  /** How many rows were found or changed. */
  readonly count: number
}

/** Runs one statement; rejects with a PgFailure. */
export type Run = (statement: Statement, values?: readonly unknown[]) => Promise<Result>

export interface Database {
  readonly run: Run
  /** All of it or nothing; work that another transaction stood in the way of is done again. */
  readonly transaction: <T>(work: (run: Run) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

export interface DatabaseOptions {
  /** `postgres://user:password@host:5432/name`; with `?sslmode=verify-full` encrypted and checked. */
  readonly url: string
  /** How many connections this process opens at most; 10 if absent. */
  readonly poolSize?: number
  /** How long one statement may take; 5,000 if absent. */
  readonly statementMs?: number
}

/** A patient waits for it. */
const CONNECT_MS = 3_000
const STATEMENT_MS = 5_000
/** A process that hangs with a row locked must not keep the others from it. */
const IDLE_IN_TRANSACTION_MS = 10_000
const MAX_TRIES = 5

/** Opens connections when they are needed, and again after a loss; nothing is connected yet. */
export function createDatabase(options: DatabaseOptions): Database {
  const { url, poolSize = 10, statementMs = STATEMENT_MS } = options
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: statementMs,
    lock_timeout: statementMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    // Ours beside the server's: a server that hangs does not keep its own limits.
    query_timeout: statementMs + 1_000,
    keepAlive: true,
    application_name: 'bonewise',
    types: { getTypeParser: () => (value: string) => value },
  })
  // An idle connection was lost; the next statement opens another. Unheard, it would end the process.
  pool.on('error', () => undefined)

  const { guard } = createCircuitBreaker({ nowMs: () => performance.now(), isSilence })
  const run: Run = ({ name, text }, values = []) =>
    guard(() =>
      resultOf(pool.query({ ...(name !== undefined && { name }), text, values: [...values] })),
    )

  const transaction = async <T>(work: (run: Run) => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await guard(async () => once(await failing(pool.connect()), work))
      } catch (error) {
        if (!isGivenUp(error) || tries === MAX_TRIES) throw error
      }
    }
  }
  return { run, transaction, close: () => pool.end() }
}

async function once<T>(client: PoolClient, work: (run: Run) => Promise<T>): Promise<T> {
  let isBroken = false
  // A client that loses its connection says so as an event, too; unheard, it would end the process.
  const onError = () => void (isBroken = true)
  client.on('error', onError)
  try {
    await failing(client.query('BEGIN'))
    const done = await work(({ text, name }, values = []) =>
      resultOf(client.query({ ...(name !== undefined && { name }), text, values: [...values] })),
    )
    await failing(client.query('COMMIT'))
    return done
  } catch (error) {
    await client.query('ROLLBACK').catch(() => (isBroken = true))
    throw error
  } finally {
    client.off('error', onError)
    client.release(isBroken)
  }
}

interface Answered {
  readonly rows: readonly Readonly<Record<string, string>>[]
  readonly rowCount: number | null
}

async function resultOf(answer: Promise<Answered>): Promise<Result> {
  const { rows, rowCount } = await failing(answer)
  return { rows, count: rowCount ?? 0 }
}

async function failing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw new PgFailure(error)
  }
}
