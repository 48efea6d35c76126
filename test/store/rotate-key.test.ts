import { createReadStream } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { rotateKey } from '../../src/cli/rotate-key.js'
import { StoreError } from '../../src/errors.js'
import { noEnrolments } from '../../src/store/enrolments.js'
import { openSealedStore, type SealedPlace } from '../../src/store/sealed-store.js'
import { idOfKey, type DataKeys } from '../../src/store/sealer.js'
import type { Store } from '../../src/store/store.js'
import { aFolder, fileOf, filesBelow } from '../support/folders.js'
import { aDatabase, type TestDatabase } from '../support/postgres.js'
import { aConversation, aFullConversation, aRequest } from '../support/records.js'

const first = Buffer.alloc(32, 1)
const second = Buffer.alloc(32, 2)
const KEY = 'ab'.repeat(32)
const ids = ['c1', 'c2', 'c3']

type Place = Pick<SealedPlace, 'dataDir' | 'database'>
const withKeys = (place: Place, dataKeys?: DataKeys): SealedPlace => ({
  ...place,
  security: { ...(dataKeys !== undefined && { dataKeys }) },
})
const only = (current: Buffer): DataKeys => ({ current, old: [] })

async function using<T>(place: SealedPlace, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSealedStore(place)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const fill = (place: SealedPlace) =>
  using(place, async (store) => {
    for (const id of ids) await store.write(aFullConversation(id))
    await store.writeHandoff(aRequest({ id: 1 }))
    await store.enrolments.change(KEY, () => noEnrolments(KEY))
  })
const expectAll = (place: SealedPlace) =>
  using(place, async (store) => {
    for (const id of ids) expect(await store.read(id)).toEqual(aFullConversation(id))
    expect(await store.readHandoff(aRequest({ id: 1 }).id)).toEqual(aRequest({ id: 1 }))
    expect(await store.enrolments.list()).toEqual([noEnrolments(KEY)])
  })
async function rotated(place: SealedPlace): Promise<string> {
  const lines: string[] = []
  await rotateKey(place, (line) => lines.push(line))
  return lines.join('\n')
}

let database: TestDatabase
beforeAll(async () => {
  database = await aDatabase()
}, 60_000)
afterAll(() => database.stop())

const removals: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove()
})
const folderPlace = async (): Promise<Place> => {
  const { path, remove } = await aFolder()
  removals.push(remove)
  return { dataDir: path }
}
const databasePlace = async (): Promise<Place> => ({
  dataDir: '',
  database: { url: await database.newUrl(), poolSize: 3 },
})

async function bytesOf({ dataDir, database: at }: Place): Promise<string> {
  if (at !== undefined) {
    const tables = ['conversations', 'handoffs', 'records']
    const rows = tables.map((name) => database.query(at.url, `SELECT body FROM ${name}`))
    return JSON.stringify(await Promise.all(rows))
  }
  const names = (await filesBelow(dataDir)).filter((name) => name !== 'sealed-with.json')
  const read = names.map((name) => buffer(createReadStream(join(dataDir, name))))
  return Buffer.concat(await Promise.all(read)).toString('latin1')
}

describe.each([
  ['a folder', folderPlace],
  ['a database', databasePlace],
])('rotateKey in %s', (_, aPlace) => {
  test('seals what was kept as it was, and what was sealed with an old key', async () => {
    const place = await aPlace()
    await fill(withKeys(place))
    expect(await bytesOf(place)).toMatch(/heavy_lifting/)
    expect(await rotated(withKeys(place, only(first)))).toMatch(/^5 records .* 5 sealed anew, 0/)
    expect(await bytesOf(place)).not.toMatch(/heavy_lifting|Mary|schemaVersion/)
    await expectAll(withKeys(place, only(first)))

    const both = { current: second, old: [first] }
    await using(withKeys(place, both), (store) => store.write(aConversation({ id: 'new' })))
    expect(await rotated(withKeys(place, both))).toMatch(/^6 records .* 5 sealed anew, 0/)
    expect(await bytesOf(place)).not.toContain(`bw1.${idOfKey(first)}`)
    expect(await rotated(withKeys(place, only(second)))).toMatch(/^6 records .* 0 sealed anew, 0/)
    await expectAll(withKeys(place, only(second)))
  })

  test('a start without a key that is needed is refused, and says which', async () => {
    const place = await aPlace()
    await fill(withKeys(place, only(first)))
    for (const keys of [undefined, only(second)]) {
      const opening = openSealedStore(withKeys(place, keys))
      await expect(opening).rejects.toThrow(StoreError)
      await expect(openSealedStore(withKeys(place, keys))).rejects.toThrow(idOfKey(first))
    }
    await expectAll(withKeys(place, { current: second, old: [first] }))
    // Since then a record may be sealed with either.
    await expect(openSealedStore(withKeys(place, only(first)))).rejects.toThrow(idOfKey(second))
    await expectAll(withKeys(place, { current: first, old: [second] }))
  })

  test('needs a key', async () => {
    await expect(rotated(withKeys(await aPlace()))).rejects.toThrow(/DATA_KEY is not set/)
  })
})

describe('rotateKey in a folder', () => {
  test('keeps the times by which records expire', async () => {
    const place = await folderPlace()
    await fill(withKeys(place))
    const before = await stat(fileOf(place.dataDir, 'c1'))
    await rotated(withKeys(place, only(first)))
    expect((await stat(fileOf(place.dataDir, 'c1'))).mtimeMs).toBe(before.mtimeMs)
  })

  test('leaves what does not open as it is, says so, and goes on needing the old keys', async () => {
    const place = await folderPlace()
    await fill(withKeys(place, only(first)))
    const path = fileOf(place.dataDir, 'c2')
    const kept = await readFile(path, 'utf8')
    await writeFile(path, kept.slice(0, -2))
    const both = withKeys(place, { current: second, old: [first] })
    await expect(rotated(both)).rejects.toThrow(/1 records do not open/)
    expect(await readFile(path, 'utf8')).toBe(kept.slice(0, -2))
    await writeFile(path, kept)
    expect(await rotated(both)).toMatch(/1 sealed anew, 0 that/)
    await expectAll(withKeys(place, only(second)))
  })
})
