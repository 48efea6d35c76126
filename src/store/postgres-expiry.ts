/** Erases what has expired, a few rows at a time: two nodes that sweep at once pass each other by. */
import { eraseOldCounts } from './postgres-counts.js'
import type { Database, Run } from './postgres-pool.js'

const BATCH = 500
/** One sweep ends then, and the next goes on. */
const MAX_BATCHES = 40

// Rows that a turn, or another node's sweep, holds just now are left for the next time.
const EXPIRED = {
  text: `SELECT key FROM conversations WHERE expires_at < $1
    ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
}
const TRACES = [
  'DELETE FROM conversations WHERE key = ANY($1::text[])',
  'DELETE FROM handoffs WHERE conversation_key = ANY($1::text[])',
  'DELETE FROM damaged WHERE conversation_key = ANY($1::text[])',
]
const HANDOFFS = { text: 'DELETE FROM handoffs WHERE expires_at < $1' }
const DAMAGED = { text: 'DELETE FROM damaged WHERE expires_at < $1' }

/** @returns How many conversations and requests of conversations that go on were erased. */
export async function eraseExpired({ run, transaction }: Database, now: string): Promise<number> {
  let erased = 0
  for (let batches = 0; batches < MAX_BATCHES; batches += 1) {
    const found = await transaction((by) => eraseBatch(by, now))
    erased += found
    if (found < BATCH) break
  }
  erased += (await run(HANDOFFS, [now])).count
  await run(DAMAGED, [now])
  await eraseOldCounts(run, now)
  return erased
}

async function eraseBatch(run: Run, now: string): Promise<number> {
  const { rows } = await run(EXPIRED, [now])
  if (rows.length === 0) return 0
  const keys = rows.map(({ key }) => key)
  for (const text of TRACES) await run({ text }, [keys])
  return rows.length
}
