/** Requests to the staff, as rows. */
import { StoreError } from '../errors.js'
import { keyOf } from './data-folder.js'
import { parseHandoff } from './handoff-schema.js'
import type { HandoffQuery, HandoffRequest, HandoffStore } from './handoff.js'
import type { PutAside } from './postgres-damaged.js'
import type { Run } from './postgres-pool.js'
import type { RowParts } from './postgres-shelf.js'
import type { Sealer } from './sealer.js'
import { newVersion, untilTaken } from './versioned-rows.js'

const INSERT = {
  name: 'handoff_insert',
  text: `INSERT INTO handoffs (id, conversation_key, state, created_at, expires_at, version, body)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
}
const UPDATE = {
  name: 'handoff_update',
  text: 'UPDATE handoffs SET state = $2, version = $3, body = $4 WHERE id = $1 AND version = $5',
}
const READ = {
  name: 'handoff_read',
  text: 'SELECT id, conversation_key, version, body FROM handoffs WHERE id = $1',
}
const PLACE_OF = { text: 'SELECT created_at FROM handoffs WHERE id = $1' }
const LIST = `SELECT id, conversation_key, version, body FROM handoffs
  WHERE (created_at, id) > ($1::timestamptz, $2)`
const IN_ORDER = 'ORDER BY created_at, id LIMIT $3'
const LIST_ALL = { text: `${LIST} ${IN_ORDER}` }
const LIST_BY_STATE = { text: `${LIST} AND state = $4 ${IN_ORDER}` }
const ERASE_OF = { text: 'DELETE FROM handoffs WHERE conversation_key = $1' }

const BEFORE_ALL = '0001-01-01T00:00:00Z'

/** Keeps a request by whatever runs the statement; one with the same id stays as it is. */
export async function insertHandoff(
  run: Run,
  sealer: Sealer,
  request: HandoffRequest,
): Promise<void> {
  const { id, conversationKey, state, createdAt, expiresAt } = request
  const at = [createdAt, expiresAt].map((time) => new Date(time).toISOString())
  const body = bodyOf(request, sealer)
  await run(INSERT, [id, conversationKey, state, ...at, newVersion(), body])
}

function bodyOf(request: HandoffRequest, sealer: Sealer): string {
  const json = JSON.stringify(request)
  // Refuse now what the next read would count as damaged; now nothing has been promised yet.
  if (parseHandoff(json) === undefined) throw new StoreError('the request is not well-formed')
  return sealer.seal(json, placeOf(request.id))
}

const placeOf = (id: string) => `handoffs/${id}`

export interface HandoffParts extends RowParts {
  readonly putAside: PutAside
}

/** The requests of all nodes. */
export function createPostgresHandoffs(parts: HandoffParts): HandoffStore {
  const { run, inOrder, sealer } = parts

  const parsed = async (row: Readonly<Record<string, string>>) => {
    const { id = '', conversation_key: conversationKey = '', body = '', version = '' } = row
    const request = parseHandoff(sealer.open(body, placeOf(id)))
    if (request?.id === id) return { request, version }
    const damaged = { table: 'handoffs', id, conversationKey, damage: 'wrong_shape', body } as const
    await parts.putAside(damaged)
    return undefined
  }
  const find = async (id: string) => {
    const [row] = (await run(READ, [id])).rows
    return row && parsed(row)
  }
  const list = async (query: HandoffQuery): Promise<readonly HandoffRequest[]> => {
    const { state, after, limit } = query
    const last = after === undefined ? undefined : (await run(PLACE_OF, [after])).rows[0]
    const from = last === undefined ? [BEFORE_ALL, ''] : [last['created_at'], after]
    const { rows } = await (state === undefined
      ? run(LIST_ALL, [...from, limit])
      : run(LIST_BY_STATE, [...from, limit, state]))
    const found = (await Promise.all(rows.map(parsed))).flatMap((row) => row?.request ?? [])
    // A short page is the last one: damaged requests, which are gone by now, must not make one.
    return found.length < rows.length ? list(query) : found
  }

  return {
    writeHandoff: (request) =>
      inOrder(`handoffs/${request.id}`, 'keep a request', () =>
        insertHandoff(run, sealer, request),
      ),
    readHandoff: (id) =>
      inOrder(`handoffs/${id}`, 'read a request', async () => (await find(id))?.request),
    listHandoffs: (query) => inOrder('handoffs', 'list requests', () => list(query)),
    changeHandoff: (id, change) =>
      inOrder(`handoffs/${id}`, 'change a request', () =>
        untilTaken(async () => {
          const before = await find(id)
          if (before === undefined) return { taken: undefined }
          const after = { ...before.request, ...change(before.request) }
          const values = [id, after.state, newVersion(), bodyOf(after, sealer), before.version]
          const { count } = await run(UPDATE, values)
          return count === 1 ? { taken: after } : undefined
        }),
      ),
    eraseHandoffs: (conversationId) =>
      inOrder('handoffs', 'erase requests', async () => {
        return (await run(ERASE_OF, [keyOf(conversationId)])).count
      }),
  }
}
