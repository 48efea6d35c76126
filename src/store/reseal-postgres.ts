/** The tables, sealed anew; servers may go on meanwhile, as long as all of them know the new key. */
import type { Run } from './postgres-pool.js'
import { createResealer, createTally, type Reseal } from './reseal.js'
import type { DataKeys } from './sealer.js'

interface Table {
  readonly name: string
  /** Of the primary key. */
  readonly columns: readonly string[]
  /** What the sealer is told, of the key's values. */
  readonly placeOf: (key: readonly string[]) => string
}

const TABLES: readonly Table[] = [
  { name: 'conversations', columns: ['key'], placeOf: ([key = '']) => `conversations/${key}` },
  { name: 'handoffs', columns: ['id'], placeOf: ([id = '']) => `handoffs/${id}` },
  { name: 'records', columns: ['kind', 'key'], placeOf: (key) => key.join('/') },
]

/** Of `records`: what it tells of keys is no record of a patient, and sealed by none. */
export const KEYS_KIND = 'sealed with'

const PAGE = 500

export function resealTables(run: Run, keys: DataKeys): Reseal {
  return async (onSeen) => {
    const reseal = createResealer(keys)
    const tally = createTally(onSeen)
    for (const table of TABLES) {
      for await (const { key, body } of rowsOf(run, table)) {
        if (key[0] === KEYS_KIND) continue
        const anew = reseal({ text: body, place: table.placeOf(key) })
        // What has changed meanwhile was written with the new key, and stays as it is.
        if (anew.kind === 'text') await run(swapIn(table), [...key, body, anew.text])
        tally.count(anew.kind)
      }
    }
    return tally.total()
  }
}

async function* rowsOf(run: Run, { name, columns }: Table) {
  const list = columns.join(', ')
  const places = columns.map((_, index) => `$${index + 1}`).join(', ')
  const text = `SELECT ${list}, body FROM ${name} WHERE (${list}) > (${places})
    ORDER BY ${list} LIMIT ${PAGE}`
  let after: readonly string[] = columns.map(() => '')
  for (;;) {
    const { rows } = await run({ text }, after)
    for (const row of rows) {
      after = columns.map((column) => row[column] ?? '')
      yield { key: after, body: row['body'] ?? '' }
    }
    if (rows.length < PAGE) return
  }
}

function swapIn({ name, columns }: Table) {
  const isThis = columns.map((column, index) => `${column} = $${index + 1}`).join(' AND ')
  const [body, anew] = [columns.length + 1, columns.length + 2]
  return { text: `UPDATE ${name} SET body = $${anew} WHERE ${isThis} AND body = $${body}` }
}
