import { join } from 'node:path'
import type { DataFolder } from './data-folder.js'
import { eraseDurably, namesIn, textOf } from './durable-file.js'
import { checkKey, parseShelved, type Shelf, type ShelfKind } from './shelf.js'
import type { StoreDoor } from './store-door.js'

/** A shelf of JSON files, one a record; nothing of it stays in memory. */
export function createFileShelf<T extends { readonly key: string }>(
  kind: ShelfKind<T>,
  folder: Pick<DataFolder, 'root' | 'write'>,
  { inOrder }: Pick<StoreDoor, 'inOrder'>,
): Shelf<T> {
  const root = join(folder.root, kind.name)
  const pathOf = (key: string) => join(root, key.slice(0, 2), `${key}.json`)
  const queueOf = (key: string) => `${kind.name} ${key}`

  const read = async (key: string): Promise<T | undefined> => {
    checkKey(key)
    const text = await textOf(pathOf(key))
    return text === undefined ? undefined : parseShelved(kind, text)
  }

  const keys = async (): Promise<readonly string[]> => {
    const parts = await namesIn(root)
    const names = await Promise.all(parts.map((part) => namesIn(join(root, part))))
    return names
      .flat()
      .map((name) => name.replace(/\.json$/, ''))
      .sort()
  }

  return {
    read: (key) => inOrder(queueOf(key), `read a record of ${kind.name}`, () => read(key)),
    change: (key, change) =>
      inOrder(queueOf(key), `keep a record of ${kind.name}`, async () => {
        const before = await read(key)
        const after = change(before)
        if (after === undefined) await eraseDurably(pathOf(key))
        else {
          // Refused now rather than at the next read; now nothing has been promised yet.
          parseShelved(kind, JSON.stringify(after))
          await folder.write(pathOf(key), JSON.stringify(after))
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
