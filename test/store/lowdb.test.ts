import { copyFile, mkdir, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { StoreError } from '../../src/errors.js'
import { keyOf } from '../../src/store/data-folder.js'
import { openLowdbStore, type DamageReport } from '../../src/store/lowdb.js'
import type { Conversation, Store } from '../../src/store/store.js'
import { aFolder, fileOf, filesBelow } from '../support/folders.js'
import {
  aConversation,
  aFullConversation,
  anExchange,
  aRequest,
  aSession,
} from '../support/records.js'
import { describeStore } from './contract.js'

describeStore('lowdb', async () => {
  const { path, remove } = await aFolder()
  return { store: await openLowdbStore({ folder: join(path, 'new', 'data') }), cleanUp: remove }
})

let folder: string
let remove: () => Promise<void>
let reports: DamageReport[]
const stores: Store[] = []

async function open(filesPerSweep = 20_000): Promise<Store> {
  const onDamaged = (report: DamageReport) => reports.push(report)
  const store = await openLowdbStore({ folder, onDamaged, filesPerSweep })
  stores.push(store)
  return store
}

/** Leaves a conversation in its file, as after a stop. */
async function keep(conversation: Conversation): Promise<void> {
  const store = await open()
  await store.write(conversation)
  await store.close()
}

beforeEach(async () => {
  ;({ path: folder, remove } = await aFolder())
  reports = []
})
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()))
  await remove()
  // A close writes out what lies in the journal alone: after 2,000 writes that is 2,000 files.
}, 60_000)

describe('what lies in the folder', () => {
  test('is there again after a restart', async () => {
    const first = await open()
    await first.write(aFullConversation('c1'))
    await first.close()
    expect(await (await open()).read('c1')).toEqual(aFullConversation('c1'))
  })

  test('can be read by its owner alone and is named by a hash', async () => {
    await keep(aConversation({ id: 'mary' }))
    await open()
    const path = fileOf(folder, 'mary')
    expect(path).toMatch(/conversations\/([0-9a-f])\/([0-9a-f]{2})\/\1\2[0-9a-f]{61}\.json$/)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700)
    expect((await stat(join(folder, 'lock'))).mode & 0o777).toBe(0o600)
  })

  test('is nothing after an erasure and a closing, not even a damaged or a half-written copy', async () => {
    const store = await open()
    await store.write(aConversation())
    await writeFile(join(folder, 'damaged', `${keyOf('c1')}.not_json.x.json`), '{')
    await writeFile(join(folder, 'tmp', `${keyOf('c1')}.json.x.tmp`), '{')
    expect(await store.erase('c1')).toBe(true)
    await store.probe()
    await store.close()
    expect(await filesBelow(folder)).toEqual([])
  })

  test('is swept of half-written files at the start', async () => {
    await mkdir(join(folder, 'tmp'))
    await writeFile(join(folder, 'tmp', 'left-over.tmp'), '{"half":')
    await open()
    expect(await filesBelow(join(folder, 'tmp'))).toEqual([])
  })
})

describe('a request', () => {
  test('is there again after a restart, and can be read by its owner alone', async () => {
    const first = await open()
    await first.writeHandoff(aRequest({ id: 1 }))
    await first.close()
    expect(await (await open()).listHandoffs({ limit: 9 })).toEqual([aRequest({ id: 1 })])
    const [name] = await filesBelow(join(folder, 'handoffs'))
    expect(name).toBe(`${keyOf('c1')}.${aRequest({ id: 1 }).id}.json`)
    expect((await stat(join(folder, 'handoffs', name!))).mode & 0o777).toBe(0o600)
  })

  test('that is damaged is moved aside at the next start, and goes with its conversation', async () => {
    const first = await open()
    await first.writeHandoff(aRequest({ id: 1 }))
    await first.close()
    const [name] = await filesBelow(join(folder, 'handoffs'))
    await writeFile(join(folder, 'handoffs', name!), '{')
    const second = await open()
    expect(await second.listHandoffs({ limit: 9 })).toEqual([])
    expect(reports).toEqual([{ key: keyOf('c1'), damage: 'wrong_shape' }])
    expect(await filesBelow(join(folder, 'damaged'))).toHaveLength(1)
    expect(await second.erase('c1')).toBe(true)
    expect(await filesBelow(join(folder, 'damaged'))).toEqual([])
  })

  test('that could not be read back is refused', async () => {
    const store = await open()
    const broken = { ...aRequest({ id: 1 }), id: '../../etc/passwd' }
    await expect(store.writeHandoff(broken)).rejects.toThrow(StoreError)
    expect(await store.listHandoffs({ limit: 9 })).toEqual([])
  })
})

describe('eraseExpired', () => {
  const now = '2026-06-01T00:00:00.000Z'
  const expired = aSession({ expiresAt: '2026-01-01T00:00:00.000Z' })

  test('looks at a bounded number of files and goes on from there', async () => {
    const store = await open(10)
    const ids = Array.from({ length: 45 }, (_, n) => `c${n}`)
    for (const id of ids) await store.write(aConversation({ id, session: expired }))
    const first = await store.eraseExpired(now)
    expect(first).toBeGreaterThanOrEqual(10)
    expect(first).toBeLessThan(20)
    let erased = first
    for (let call = 0; call < 5; call += 1) erased += await store.eraseExpired(now)
    expect(erased).toBe(45)
  })

  test('trusts the record where the time of the file is wrong, and mends that', async () => {
    await keep(aConversation())
    const path = fileOf(folder, 'c1')
    await utimes(path, 0, 0)
    const store = await open()
    expect(await store.eraseExpired(now)).toBe(0)
    expect((await stat(path)).mtime.getUTCFullYear()).toBe(2099)
  })

  test('leaves files alone that are not ours', async () => {
    await keep(aConversation({ session: expired }))
    const strange = join(dirname(fileOf(folder, 'c1')), 'README')
    await copyFile(fileOf(folder, 'c1'), strange)
    const store = await open()
    expect(await store.eraseExpired('2090-01-01T00:00:00.000Z')).toBe(1)
    expect((await stat(strange)).isFile()).toBe(true)
  })
})

describe('a write that fails', () => {
  test('refuses a record that could not be read back', async () => {
    const store = await open()
    await store.write(aConversation())
    const broken = aConversation({ session: aSession({ turns: NaN }) })
    await expect(store.write(broken)).rejects.toThrow(StoreError)
    expect(await store.read('c1')).toEqual(aConversation())
  })

  test('cannot open where a file lies instead of the folder', async () => {
    folder = join(folder, 'file')
    await writeFile(folder, '')
    await expect(open()).rejects.toThrow(StoreError)
    folder = dirname(folder)
  })

  test('keeps 2,000 parallel writes without running out of open files', async () => {
    const store = await open()
    const session = aSession()
    const ids = Array.from({ length: 2_000 }, (_, n) => `c${n}`)
    const exchanges = [anExchange()]
    await Promise.all(ids.map((id) => store.write(aConversation({ id, session, exchanges }))))
    expect((await Promise.all(ids.map((id) => store.read(id)))).every(Boolean)).toBe(true)
    await store.close()
    const again = await open()
    expect((await Promise.all(ids.map((id) => again.read(id)))).every(Boolean)).toBe(true)
  }, 60_000)
})
