import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreError } from '../../src/errors.js'
import { openLowdbStore } from '../../src/store/lowdb.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { aFolder, filesBelow } from '../support/folders.js'
import { aPhone, describeShelf, KEY } from './contract-shelf.js'

let folder: Awaited<ReturnType<typeof aFolder>>
beforeEach(async () => {
  folder = await aFolder()
})
afterEach(() => folder.remove())

describeShelf('memory', () => Promise.resolve(createMemoryStore()))
describeShelf('lowdb', () => openLowdbStore({ folder: folder.path }))

describe('a shelf of files', () => {
  const fileOf = async () => {
    const [file = ''] = (await filesBelow(folder.path)).filter((path) => path.includes('phones'))
    return join(folder.path, file)
  }

  test('is there after a restart', async () => {
    const before = await openLowdbStore({ folder: folder.path })
    await before.phones.change(KEY, () => aPhone(KEY, { isOptedOut: true }))
    await before.close()
    const after = await openLowdbStore({ folder: folder.path })
    expect(await after.phones.read(KEY)).toEqual(aPhone(KEY, { isOptedOut: true }))
    await after.close()
  })

  test('a damaged record is no record of nobody: it fails, and stays', async () => {
    const before = await openLowdbStore({ folder: folder.path })
    await before.phones.change(KEY, () => aPhone())
    await before.close()
    const file = await fileOf()
    const store = await openLowdbStore({ folder: folder.path })
    for (const text of ['', '{"schemaVersion":1', '{"schemaVersion":1}']) {
      await writeFile(file, text)
      const read = store.phones.read(KEY)
      await expect(read).rejects.toMatchObject({ code: 'STORE_FAILED' })
      await expect(store.phones.change(KEY, () => aPhone())).rejects.toBeInstanceOf(StoreError)
      expect(await readFile(file, 'utf8')).toBe(text)
    }
    await store.close()
  })
})
