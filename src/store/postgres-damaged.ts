/** Where records lie that could not be read, until somebody mends them or they expire. */
import type { Run } from './postgres-pool.js'
import type { Damage } from './record-schema.js'

export interface DamagedRow {
  readonly table: 'conversations' | 'handoffs'
  readonly id: string
  /** With that conversation it is erased. */
  readonly conversationKey: string
  readonly damage: Damage
  /** What was read of it: what another node has mended meanwhile stays. */
  readonly body: string
}

/** Moves a row aside, and tells of it. */
export type PutAside = (row: DamagedRow) => Promise<void>

// One statement, so that the row is never in both places, nor in none.
const moving = (table: string, id: string) => ({
  text: `WITH moved AS (DELETE FROM ${table} WHERE ${id} = $1 AND body = $5 RETURNING expires_at, body)
    INSERT INTO damaged (place, conversation_key, damage, put_aside_at, expires_at, body)
    SELECT $2, $3, $4, now(), expires_at, body FROM moved`,
})
const MOVE = { conversations: moving('conversations', 'key'), handoffs: moving('handoffs', 'id') }

export function createPutAside(
  run: Run,
  onDamaged: (report: { readonly key: string; readonly damage: Damage }) => void,
): PutAside {
  return async ({ table, id, conversationKey, damage, body }) => {
    const { count } = await run(MOVE[table], [id, `${table}/${id}`, conversationKey, damage, body])
    if (count > 0) onDamaged({ key: conversationKey, damage })
  }
}
