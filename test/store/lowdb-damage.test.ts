import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { keyOf } from '../../src/store/data-folder.js'
import { openLowdbStore, type DamageReport } from '../../src/store/lowdb.js'
import type { Store } from '../../src/store/store.js'
import { aFolder, fileOf, filesBelow } from '../support/folders.js'
import { aConversation, aFullConversation } from '../support/records.js'

let folder: string
let remove: () => Promise<void>
let reports: DamageReport[]
let store: Store

async function open(): Promise<void> {
  const onDamaged = (report: DamageReport) => reports.push(report)
  store = await openLowdbStore({ folder, onDamaged })
}

beforeEach(async () => {
  ;({ path: folder, remove } = await aFolder())
  reports = []
  await open()
  await store.write(aFullConversation('c1'))
  await store.write(aConversation({ id: 'other' }))
  await store.close()
})
afterEach(async () => {
  await store.close()
  await remove()
})

describe('a damaged file', () => {
  const good = JSON.stringify(aFullConversation('c1'))
  const changed = (changes: object) => JSON.stringify({ ...aFullConversation('c1'), ...changes })
  const cases = [
    ['empty', '', 'not_json'],
    ['cut', good.slice(0, good.length / 2), 'not_json'],
    ['overwritten with zeros', '\0'.repeat(500), 'not_json'],
    ['a number', '7', 'wrong_shape'],
    ['null', 'null', 'wrong_shape'],
    ['without a session', changed({ session: undefined }), 'wrong_shape'],
    ['with a text as sequence number', good.replace('"seq":1', '"seq":"1"'), 'wrong_shape'],
    ['without a date of expiry', good.replaceAll('2099-01-01T00', 'never'), 'wrong_shape'],
    ["another conversation's", changed({ id: 'c2' }), 'wrong_shape'],
    ['of a later version', changed({ schemaVersion: 2 }), 'newer_version'],
  ] as const

  test.each(cases)('that is %s is moved aside, reported, and read as undefined', async (...it) => {
    const [, text, damage] = it
    await writeFile(fileOf(folder, 'c1'), text)
    await open()
    expect(await store.read('c1')).toBeUndefined()
    expect(reports).toEqual([{ key: keyOf('c1'), damage }])
    const [aside, ...more] = await filesBelow(join(folder, 'damaged'))
    expect(more).toEqual([])
    expect(await readFile(join(folder, 'damaged', aside!), 'utf8')).toBe(text)
    expect(await store.read('other')).toBeDefined()
    await store.write(aConversation({ id: 'c1' }))
    expect(await store.read('c1')).toEqual(aConversation({ id: 'c1' }))
  })

  test('does not stop the sweep, and is erased itself a month later', async () => {
    await writeFile(fileOf(folder, 'c1'), '{')
    await open()
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    expect(await store.eraseExpired(tomorrow)).toBe(0)
    expect(reports).toHaveLength(1)
    expect(await filesBelow(join(folder, 'damaged'))).toHaveLength(1)
    await store.eraseExpired(new Date(Date.now() + 31 * 86_400_000).toISOString())
    expect(await filesBelow(join(folder, 'damaged'))).toEqual([])
  })
})
