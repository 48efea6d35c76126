import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { StoreError } from '../../src/errors.js'
import { lookIn } from '../../src/store/look-in.js'
import { openLowdbStore } from '../../src/store/lowdb.js'
import type { Sealer } from '../../src/store/sealer.js'
import type { Store } from '../../src/store/store.js'
import { aFolder, copyOf, fileOf, filesBelow } from '../support/folders.js'
import { aConversation, aFullConversation, aRequest } from '../support/records.js'
import { until } from '../support/until.js'

const KEY = 'a'.repeat(64)
const aPhone = { schemaVersion: 1, key: KEY, isOptedOut: true, ledger: [] } as const

let folder: string
let remove: () => Promise<void>
const stores: Store[] = []

async function open(path = folder, seconds = 30): Promise<Store> {
  const journal = { bytes: 1_000_000, seconds }
  const store = await openLowdbStore({ folder: path, journal })
  stores.push(store)
  return store
}

/** The folder as a crash would leave it now, with what lies in the journal alone. */
async function crashed(): Promise<string> {
  const path = join(folder, '..', `${folder.slice(folder.lastIndexOf('/') + 1)}-crashed`)
  await copyOf(folder, path)
  return path
}

beforeEach(async () => {
  ;({ path: folder, remove } = await aFolder())
})
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()))
  await rm(`${folder}-crashed`, { recursive: true, force: true })
  await remove()
})

describe('what lies in the journal alone', () => {
  test('is there after a crash: conversations, requests and numbers', async () => {
    const store = await open()
    await store.write(aConversation())
    await store.write(aFullConversation('c1'))
    await store.writeHandoff(aRequest({ id: 1 }))
    await store.phones.change(KEY, () => aPhone)
    expect(await filesBelow(join(folder, 'conversations'))).toEqual([])
    const after = await open(await crashed())
    expect(await after.read('c1')).toEqual(aFullConversation('c1'))
    expect(await after.listHandoffs({ limit: 9 })).toEqual([aRequest({ id: 1 })])
    expect(await after.phones.list()).toEqual([aPhone])
  })

  test('is seen by whoever looks into the folder beside the server', async () => {
    const store = await open()
    await store.phones.change(KEY, () => aPhone)
    expect(await (await lookIn(folder)).phones.list()).toEqual([aPhone])
    await store.close()
    expect(await (await lookIn(folder)).phones.list()).toEqual([aPhone])
  })

  test('comes into its file before long, and the journal is empty then', async () => {
    const store = await open(folder, 0.05)
    await store.write(aFullConversation('c1'))
    await until('the journal is empty', async () => {
      return (await filesBelow(join(folder, 'journal'))).length === 0
    })
    expect(JSON.parse(await readFile(fileOf(folder, 'c1'), 'utf8'))).toEqual(
      aFullConversation('c1'),
    )
  })

  test('is nowhere after an erasure, neither are the texts that it replaced', async () => {
    const store = await open()
    for (const word of ['lisbeth-1', 'lisbeth-2']) {
      await store.write(aConversation({ tokenHash: word }))
      await store.writeHandoff(aRequest({ id: Number(word.at(-1)), about: word }))
    }
    expect(await store.erase('c1')).toBe(true)
    for (const file of await filesBelow(folder)) {
      expect(await readFile(join(folder, file), 'utf8')).not.toContain('lisbeth')
    }
  })
})

describe('a journal that is damaged', () => {
  const journalOf = async (path: string) => {
    const [name = ''] = await filesBelow(join(path, 'journal'))
    return join(path, 'journal', name)
  }
  const twoWrites = async (): Promise<string> => {
    const store = await open()
    await store.write(aConversation({ id: 'c1' }))
    await store.write(aConversation({ id: 'c2' }))
    return crashed()
  }

  test('at its end loses what was never acknowledged, and no more', async () => {
    const path = await twoWrites()
    const file = await journalOf(path)
    await truncate(file, (await readFile(file)).length - 5)
    const store = await open(path)
    expect(await store.read('c1')).toBeDefined()
    expect(await store.read('c2')).toBeUndefined()
  })

  test('in its middle stops the start, with a hint, and changes nothing', async () => {
    const path = await twoWrites()
    const file = await journalOf(path)
    const text = (await readFile(file, 'utf8')).replace('schemaVersion', 'SchemaVersion')
    await writeFile(file, text)
    const failure = await open(path).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StoreError)
    expect((failure as StoreError).message).toMatch(/00000001\.log" is damaged at byte 0/)
    expect((failure as StoreError).hint).toMatch(/backup/)
    await expect(lookIn(path)).rejects.toThrow(StoreError)
    expect(await readFile(file, 'utf8')).toBe(text)
  })
})

describe('a file that cannot be written', () => {
  test('turns the probe red, loses nothing, and is written once it can', async () => {
    const store = await open(folder, 0.01)
    const leaf = dirname(fileOf(folder, 'c1'))
    await mkdir(dirname(leaf), { recursive: true })
    await writeFile(leaf, 'in the way')
    await store.write(aConversation())
    await until('the journal cannot be emptied', () =>
      store.probe().then(
        () => false,
        () => true,
      ),
    )
    await expect(store.probe()).rejects.toMatchObject({ hint: expect.stringContaining('DATA_DIR') })
    await expect(store.erase('c1')).rejects.toThrow(StoreError)
    await store.write(aConversation({ id: 'other' }))
    expect(await store.read('c1')).toEqual(aConversation())
    expect(await filesBelow(join(folder, 'tmp'))).toEqual([])
    await rm(leaf)
    await store.probe()
    expect(JSON.parse(await readFile(fileOf(folder, 'c1'), 'utf8'))).toEqual(aConversation())
    expect(await store.erase('c1')).toBe(true)
  })
})

describe('a sealer', () => {
  test('sees to it that neither a file nor the journal holds anything in the clear', async () => {
    const sealer: Sealer = {
      seal: (json, place) => Buffer.from(`${place} ${json}`).toString('base64url'),
      open: (kept, place) => {
        const [found, ...json] = Buffer.from(kept, 'base64url').toString().split(' ')
        if (found !== place) throw new StoreError('sealed for another place')
        return json.join(' ')
      },
    }
    const store = await openLowdbStore({ folder, sealer })
    await store.write(aFullConversation('c1'))
    await store.writeHandoff(aRequest({ id: 1 }))
    await store.phones.change(KEY, () => aPhone)
    const texts = async () => {
      const files = await filesBelow(folder)
      return (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join()
    }
    expect(await texts()).not.toMatch(/schemaVersion|heavy_lifting|Mary/)
    await store.close()
    expect(await texts()).not.toMatch(/schemaVersion|heavy_lifting|Mary/)
    const after = await openLowdbStore({ folder, sealer })
    expect(await after.read('c1')).toEqual(aFullConversation('c1'))
    expect(await after.listHandoffs({ limit: 9 })).toEqual([aRequest({ id: 1 })])
    expect(await (await lookIn(folder, sealer)).phones.list()).toEqual([aPhone])
    await after.close()
  })
})
