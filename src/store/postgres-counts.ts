/** Counts in the table `counts`, a row for each key and minute. */
import type { Run } from './postgres-pool.js'
import type { InOrder } from './postgres-shelf.js'
import type { SharedCounts } from './shared-counts.js'

// In the order of the keys: two nodes that lock the same rows must not wait for each other.
const ADD = {
  name: 'counts_add',
  text: `INSERT INTO counts (key, minute, points)
    SELECT added.key, $1, added.points FROM unnest($2::text[], $3::bigint[]) AS added (key, points)
    ORDER BY added.key
    ON CONFLICT (key, minute) DO UPDATE SET points = counts.points + excluded.points
    RETURNING key, points`,
}
const ERASE = { text: 'DELETE FROM counts WHERE minute < $1' }
const MINUTE_MS = 60_000

export function createPostgresCounts(run: Run, inOrder: InOrder): SharedCounts {
  return {
    add: (minute, points) =>
      inOrder('counts', 'count', async () => {
        const { rows } = await run(ADD, [minute, [...points.keys()], [...points.values()]])
        return new Map(rows.map((row) => [row['key'] ?? '', Number(row['points'])]))
      }),
  }
}

/** What was counted minutes ago limits nobody any more. */
export async function eraseOldCounts(run: Run, now: string): Promise<void> {
  await run(ERASE, [Math.floor(Date.parse(now) / MINUTE_MS) - 2])
}
