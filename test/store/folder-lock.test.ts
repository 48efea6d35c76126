import { spawnSync } from 'node:child_process'
import { readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { StoreError, StoreLockedError } from '../../src/errors.js'
import { openLowdbStore } from '../../src/store/lowdb.js'
import { markOfThisProcess } from '../../src/store/process-mark.js'
import type { Store } from '../../src/store/store.js'
import { startChild } from '../support/child.js'
import { aFolder } from '../support/folders.js'
import { aConversation } from '../support/records.js'

let folder: string
let remove: () => Promise<void>
const stores: Store[] = []

async function open(): Promise<Store> {
  const store = await openLowdbStore({ folder })
  stores.push(store)
  return store
}

beforeEach(async () => {
  ;({ path: folder, remove } = await aFolder())
})
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()))
  await remove()
})

describe('the lock', () => {
  const lockPath = () => join(folder, 'lock')
  const lockOf = async (changes: object) =>
    writeFile(
      lockPath(),
      JSON.stringify({ token: 't', ...(await markOfThisProcess()), ...changes }),
    )

  test('keeps out a second store of the same process, until the first is closed', async () => {
    const first = await open()
    await expect(open()).rejects.toThrow(StoreLockedError)
    await first.close()
    await expect(open()).resolves.toBeDefined()
  })

  test('keeps out another process while it lives, and is taken over once it was killed', async () => {
    const child = startChild('lock-holder.js', [folder])
    await child.line('open')
    const failure = await open().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StoreLockedError)
    expect((failure as StoreLockedError).hint).toMatch(/DATA_DIR/)
    await child.kill()
    await expect(open()).resolves.toBeDefined()
  })

  test('is taken over when its pid now belongs to another process', async () => {
    await lockOf({ startTicks: 1 })
    await expect(open()).resolves.toBeDefined()
  })

  test('is taken over when its process has ended', async () => {
    const ended = spawnSync(process.execPath, ['-e', ''])
    await lockOf({ pid: ended.pid })
    await expect(open()).resolves.toBeDefined()
  })

  test.each([
    ['of another machine', () => lockOf({ place: 'elsewhere' })],
    ['that cannot be read', () => writeFile(lockPath(), '')],
  ])(
    '%s is taken over after a silence',
    async (_, arrange) => {
      await arrange()
      await expect(open()).resolves.toBeDefined()
    },
    20_000,
  )

  test('of another machine is respected while it beats', async () => {
    await lockOf({ place: 'elsewhere' })
    const beat = setInterval(() => void utimes(lockPath(), new Date(), new Date()), 300)
    await expect(open()).rejects.toThrow(StoreLockedError)
    clearInterval(beat)
  })

  test('lets one of several win that find the same dead lock', async () => {
    await lockOf({ startTicks: 1 })
    const opened = await Promise.allSettled(Array.from({ length: 8 }, () => open()))
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('that was lost stops the store before it writes into what is another’s', async () => {
    const store = await open()
    await lockOf({ token: 'another' })
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await expect(store.write(aConversation())).rejects.toThrow(StoreError)
    await expect(store.probe()).rejects.toThrow(StoreError)
    await store.close()
    expect(await readFile(lockPath(), 'utf8')).toContain('another')
  })
})
