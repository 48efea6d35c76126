/** A shelf of rows in the table `records`. */
import type { Run } from './postgres-pool.js'
import type { Sealer } from './sealer.js'
import { checkKey, parseShelved, type Shelf, type ShelfKind } from './shelf.js'
import { newVersion, untilTaken } from './versioned-rows.js'

/** Runs one piece of work after the earlier ones of the same key, and says what could not be done. */
export type InOrder = <T>(key: string, doing: string, work: () => Promise<T>) => Promise<T>

export interface RowParts {
  readonly run: Run
  readonly inOrder: InOrder
  readonly sealer: Sealer
}

const READ = {
  name: 'record_read',
  text: 'SELECT body, version FROM records WHERE kind = $1 AND key = $2',
}
const MAKE = {
  name: 'record_make',
  text: `INSERT INTO records (kind, key, version, body) VALUES ($1, $2, $3, $4)
    ON CONFLICT DO NOTHING`,
}
const CHANGE = {
  name: 'record_change',
  text: 'UPDATE records SET version = $3, body = $4 WHERE kind = $1 AND key = $2 AND version = $5',
}
const ERASE = {
  name: 'record_erase',
  text: 'DELETE FROM records WHERE kind = $1 AND key = $2 AND version = $3',
}
const KEYS = { text: 'SELECT key FROM records WHERE kind = $1 ORDER BY key' }

/** A shelf that all nodes share. */
export function createPostgresShelf<T extends { readonly key: string }>(
  kind: ShelfKind<T>,
  { run, inOrder, sealer }: RowParts,
): Shelf<T> {
  const placeOf = (key: string) => `${kind.name}/${key}`

  const find = async (key: string) => {
    checkKey(key)
    const [row] = (await run(READ, [kind.name, key])).rows
    if (row === undefined) return undefined
    const { body = '', version = '' } = row
    return { record: parseShelved(kind, sealer.open(body, placeOf(key))), version }
  }

  /** Whether the row was still what the change was made from. */
  const put = async (key: string, after: T | undefined, version: string | undefined) => {
    const id = [kind.name, key]
    if (after === undefined) {
      if (version === undefined) return true
      return (await run(ERASE, [...id, version])).count === 1
    }
    const json = JSON.stringify(after)
    // Refused now rather than at the next read; now nothing has been promised yet.
    parseShelved(kind, json)
    const values = [...id, newVersion(), sealer.seal(json, placeOf(key))]
    const made = version === undefined ? run(MAKE, values) : run(CHANGE, [...values, version])
    return (await made).count === 1
  }

  const keys = async () => (await run(KEYS, [kind.name])).rows.map(({ key = '' }) => key)
  const read = (key: string) =>
    inOrder(placeOf(key), `read a record of ${kind.name}`, async () => (await find(key))?.record)

  return {
    read,
    change: (key, change) =>
      inOrder(placeOf(key), `keep a record of ${kind.name}`, () =>
        untilTaken(async () => {
          const before = await find(key)
          const after = change(before?.record)
          if (after === before?.record) return { taken: after }
          return (await put(key, after, before?.version)) ? { taken: after } : undefined
        }),
      ),
    keys: () => inOrder(kind.name, `list ${kind.name}`, keys),
    list: async () => {
      const found: T[] = []
      for (const key of await inOrder(kind.name, `list ${kind.name}`, keys)) {
        const record = await read(key)
        if (record !== undefined) found.push(record)
      }
      return found
    },
  }
}
