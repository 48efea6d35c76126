import { basename } from 'node:path'
import { createRecent } from './recent.js'
import type { RecordFiles } from './record-files.js'
import { checkKey, parseShelved, type Shelf, type ShelfKind } from './shelf.js'
import type { StoreDoor } from './store-door.js'

/** What of the files a shelf needs. */
export type ShelfFiles = Pick<RecordFiles, 'read' | 'write' | 'writeOver' | 'erase' | 'names'>

/** Each text message reads its number's records several times; size in characters of JSON. */
const RECENT = { count: 500, size: 1024 * 1024 }

/** A shelf of JSON files, one a record; only what was used last stays in memory. */
export function createFileShelf<T extends { readonly key: string }>(
  kind: ShelfKind<T>,
  files: ShelfFiles,
  { inOrder }: Pick<StoreDoor, 'inOrder'>,
): Shelf<T> {
  const recent = createRecent<string>(RECENT)
  const pathOf = (key: string) => `${kind.name}/${key.slice(0, 2)}/${key}.json`
  const queueOf = (key: string) => `${kind.name} ${key}`

  const read = async (key: string): Promise<T | undefined> => {
    checkKey(key)
    const json = recent.get(key) ?? (await files.read(pathOf(key)))
    if (json === undefined) return undefined
    const record = parseShelved(kind, json)
    recent.set(key, json, json.length)
    return record
  }
  const keys = async () => (await files.names(kind.name)).map((name) => basename(name, '.json'))

  return {
    read: (key) => inOrder(queueOf(key), `read a record of ${kind.name}`, () => read(key)),
    change: (key, change) =>
      inOrder(queueOf(key), `keep a record of ${kind.name}`, async () => {
        const before = await read(key)
        const after = change(before)
        // Also where there is nothing: an erasure that failed may have left its traces.
        if (after === undefined) {
          await files.erase(pathOf(key))
          recent.delete(key)
        } else if (after !== before) {
          const json = JSON.stringify(after)
          // Refused now rather than at the next read; now nothing has been promised yet.
          parseShelved(kind, json)
          const record = { path: pathOf(key), json }
          const isForgotten = before !== undefined && kind.isForgotten?.(before, after) === true
          await (isForgotten ? files.writeOver(record) : files.write([record]))
          recent.set(key, json, json.length)
        }
        return after
      }),
    keys,
    list: async () => {
      const found: T[] = []
      for (const key of await keys()) {
        const record = await inOrder(queueOf(key), `read a record of ${kind.name}`, () => read(key))
        if (record !== undefined) found.push(record)
      }
      return found
    },
  }
}
