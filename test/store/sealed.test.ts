import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { SealKeyError } from '../../src/errors.js'
import { openLowdbStore, type DamageReport } from '../../src/store/lowdb.js'
import { openPostgresStore } from '../../src/store/postgres.js'
import { createSealer, UNSEALED, type Sealer } from '../../src/store/sealer.js'
import { aFolder, fileOf, filesBelow } from '../support/folders.js'
import { aDatabase, type TestDatabase } from '../support/postgres.js'
import { aFullConversation } from '../support/records.js'
import { describeStore } from './contract.js'

const sealer = createSealer({ current: Buffer.alloc(32, 3), old: [] })
const stranger = createSealer({ current: Buffer.alloc(32, 4), old: [] })

let database: TestDatabase
beforeAll(async () => {
  database = await aDatabase()
}, 60_000)
afterAll(() => database.stop())

describeStore('lowdb, sealed', async () => {
  const { path, remove } = await aFolder()
  return { store: await openLowdbStore({ folder: path, sealer }), cleanUp: remove }
})
describeStore('postgres, sealed', async () => ({
  store: await openPostgresStore({ url: await database.newUrl(), sealer }),
  cleanUp: () => Promise.resolve(),
}))

describe('a sealed record', () => {
  let folder: string
  let remove: () => Promise<void>
  const reports: DamageReport[] = []
  const opened = (as: Sealer = sealer) =>
    openLowdbStore({ folder, sealer: as, onDamaged: (report) => reports.push(report) })

  beforeEach(async () => {
    ;({ path: folder, remove } = await aFolder())
    reports.length = 0
    const store = await opened()
    for (const id of ['mary', 'john']) await store.write(aFullConversation(id))
    await store.close()
  })
  afterEach(() => remove())

  test('that lies in the place of another is put aside, and shown to nobody', async () => {
    await copyFile(fileOf(folder, 'mary'), fileOf(folder, 'john'))
    const store = await opened()
    expect(await store.read('john')).toBeUndefined()
    expect(reports).toMatchObject([{ damage: 'not_json' }])
    expect(await store.read('mary')).toEqual(aFullConversation('mary'))
    await store.close()
  })

  test('that was changed is put aside', async () => {
    const kept = await readFile(fileOf(folder, 'mary'), 'utf8')
    const middle = Math.floor(kept.length / 2)
    const other = kept[middle] === 'A' ? 'B' : 'A'
    await writeFile(fileOf(folder, 'mary'), kept.slice(0, middle) + other + kept.slice(middle + 1))
    const store = await opened()
    expect(await store.read('mary')).toBeUndefined()
    expect(reports).toHaveLength(1)
    await store.close()
  })

  test.each([
    ['another key', stranger],
    ['no key', UNSEALED],
  ])('is not put aside by %s, but refused, and is there again with its own', async (_, as) => {
    const wrong = await opened(as)
    await expect(wrong.read('mary')).rejects.toThrow(SealKeyError)
    await wrong.close()
    expect(reports).toEqual([])
    expect((await filesBelow(folder)).filter((name) => name.startsWith('damaged'))).toEqual([])
    const store = await opened()
    expect(await store.read('mary')).toEqual(aFullConversation('mary'))
    await store.close()
  })
})
