import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { StoreError } from '../../src/errors.js'
import { openPostgresStore } from '../../src/store/postgres.js'
import type { Store } from '../../src/store/store.js'
import { aDatabase, DATABASE_PATIENCE_MS, type TestDatabase } from '../support/postgres.js'
import { aConversation, aFullConversation, aRequest, aSession } from '../support/records.js'
import { describeStore } from './contract.js'
import { aPhone, describeShelf, KEY } from './contract-shelf.js'

jest.setTimeout(DATABASE_PATIENCE_MS)

let database: TestDatabase
beforeAll(async () => {
  database = await aDatabase()
})
afterAll(() => database.stop())

const open = async () => openPostgresStore({ url: await database.newUrl(), poolSize: 5 })

describeStore('postgres', async () => ({
  store: await open(),
  cleanUp: () => Promise.resolve(),
}))
describeShelf('postgres', open)

/** Two nodes on one database, and what was reported of damaged rows. */
async function twoNodes() {
  const url = await database.newUrl()
  const reports: { readonly key: string; readonly damage: string }[] = []
  const onDamaged = (report: { readonly key: string; readonly damage: string }) =>
    void reports.push(report)
  const [one, two] = await Promise.all([
    openPostgresStore({ url, poolSize: 3, onDamaged }),
    openPostgresStore({ url, poolSize: 3, onDamaged }),
  ])
  const query = (sql: string, values?: readonly unknown[]) => database.query(url, sql, values)
  const close = () => Promise.all([one.close(), two.close()])
  return { url, one, two, query, reports, close }
}

describe('the tables', () => {
  test('are made once by ten nodes that start at the same moment, and kept by the next', async () => {
    const url = await database.newUrl()
    const nodes = await Promise.all(
      Array.from({ length: 10 }, () => openPostgresStore({ url, poolSize: 1 })),
    )
    await nodes[0]!.write(aConversation())
    await Promise.all(nodes.map((node) => node.close()))
    const later = await openPostgresStore({ url })
    expect(await later.read('c1')).toEqual(aConversation())
    await later.close()
  })

  test('of a later version are refused, with a hint', async () => {
    const { url, query, close } = await twoNodes()
    await close()
    await query('UPDATE schema_version SET version = 999')
    const opening = openPostgresStore({ url })
    await expect(opening).rejects.toMatchObject({
      code: 'STORE_FAILED',
      hint: expect.stringContaining('newer version'),
    })
  })

  test('say nothing of a patient but in the body', async () => {
    const { one, query, close } = await twoNodes()
    await one.write(aFullConversation('mary'))
    await one.writeHandoff(aRequest({ id: 1, conversationId: 'mary' }))
    await one.phones.change(KEY, () => aPhone())
    for (const table of ['conversations', 'handoffs', 'records']) {
      const rows = await query(`SELECT * FROM ${table}`)
      const columns = rows.map((row) => JSON.stringify({ ...row, body: '' })).join()
      expect(columns).not.toMatch(/mary|jones|@|555/i)
    }
    await close()
  })

  test('keep what the sealer makes of a record, and open it only in its own place', async () => {
    const url = await database.newUrl()
    const sealer = {
      seal: (json: string, place: string) => `sealed ${place} ${Buffer.from(json).toString('hex')}`,
      open: (kept: string, place: string) => {
        const [, sealedPlace, hex = ''] = kept.split(' ')
        expect(sealedPlace).toBe(place)
        return Buffer.from(hex, 'hex').toString()
      },
    }
    const store = await openPostgresStore({ url, sealer })
    await store.write(aFullConversation('c1'))
    await store.writeHandoff(aRequest({ id: 1 }))
    await store.phones.change(KEY, () => aPhone())
    expect(await store.read('c1')).toEqual(aFullConversation('c1'))
    expect(await store.listHandoffs({ limit: 1 })).toEqual([aRequest({ id: 1 })])
    expect(await store.phones.read(KEY)).toEqual(aPhone())
    const bodies = await database.query(
      url,
      'SELECT body FROM conversations UNION SELECT body FROM handoffs UNION SELECT body FROM records',
    )
    expect(bodies).toHaveLength(3)
    for (const { body } of bodies) expect(body).toMatch(/^sealed (conversations|handoffs|phones)\//)
    await store.close()
  })
})

describe('a damaged row', () => {
  test('is put aside and reported, goes with its conversation, and hides no other', async () => {
    const { one: writer, two: one, query, reports, close } = await twoNodes()
    await writer.write(aConversation())
    await writer.writeHandoff(aRequest({ id: 1 }))
    await writer.writeHandoff(aRequest({ id: 2 }))
    await query(`UPDATE conversations SET body = '{"schemaVersion":1'`)
    await query('UPDATE handoffs SET body = $1 WHERE id = $2', ['', aRequest({ id: 1 }).id])
    expect(await one.read('c1')).toBeUndefined()
    expect(await one.listHandoffs({ limit: 1 })).toEqual([aRequest({ id: 2 })])
    expect(reports.map(({ damage }) => damage)).toEqual(['not_json', 'wrong_shape'])
    expect(await query('SELECT place FROM damaged')).toHaveLength(2)
    expect(await one.erase('c1')).toBe(true)
    expect(await query('SELECT place FROM damaged')).toEqual([])
    await close()
  })

  test('expires as it would have', async () => {
    const { one: writer, two: one, query, close } = await twoNodes()
    const session = aSession({ expiresAt: '2026-01-01T00:00:00.000Z' })
    await writer.write(aConversation({ session }))
    await query(`UPDATE conversations SET body = 'x'`)
    await one.read('c1')
    await one.eraseExpired('2026-01-01T00:00:00.000Z')
    expect(await query('SELECT place FROM damaged')).toHaveLength(1)
    await one.eraseExpired('2026-01-02T00:00:00.000Z')
    expect(await query('SELECT place FROM damaged')).toEqual([])
    await close()
  })

  test('of a number fails, and stays', async () => {
    const { one, query, close } = await twoNodes()
    await one.phones.change(KEY, () => aPhone())
    await query(`UPDATE records SET body = '{}'`)
    await expect(one.phones.read(KEY)).rejects.toMatchObject({ code: 'STORE_FAILED' })
    await expect(one.phones.change(KEY, () => aPhone())).rejects.toThrow()
    expect(await query('SELECT body FROM records')).toEqual([{ body: '{}' }])
    await close()
  })
})

describe('a failure', () => {
  const changing = (store: Store, change: () => never) => store.phones.change(KEY, change)

  test('of whoever changes a record is not taken for one of the database', async () => {
    const { one, close } = await twoNodes()
    const wrong = changing(one, () => {
      throw new TypeError('wrong')
    })
    await expect(wrong).rejects.toMatchObject({ code: 'STORE_FAILED' })
    await close()
  })

  test('of the settings says what to do, and quotes nothing', async () => {
    const { url, query, close } = await twoNodes()
    await query('DROP TABLE conversations')
    const store = await openPostgresStore({ url })
    const failure: unknown = await store.write(aFullConversation('mary')).catch((e: unknown) => e)
    expect(failure).toMatchObject({ code: 'STORE_FAILED', cause: undefined })
    expect(String(failure)).toContain('42P01')
    expect(String(failure)).not.toContain('mary')
    await store.close()
    const nowhere = openPostgresStore({ url: 'postgres://u:secret@127.0.0.1:1/x' })
    const refused: unknown = await nowhere.catch((e: unknown) => e)
    expect(refused).toMatchObject({ code: 'STORE_DOWN' })
    expect((refused as StoreError).hint).toContain('DATABASE_URL')
    expect(JSON.stringify(refused) + String(refused)).not.toContain('secret')
    await close()
  })
})

describe('two nodes on one database', () => {
  test('lose no change of 40 to one record', async () => {
    const { one, two, close } = await twoNodes()
    const event = (proof: string) =>
      ({ kind: 'granted', at: '2026-01-15T12:00:00.000Z', source: 'staff', proof }) as const
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        (n % 2 === 0 ? one : two).phones.change(KEY, (before = aPhone()) => ({
          ...before,
          ledger: [...before.ledger, event(String(n))],
        })),
      ),
    )
    expect((await one.phones.read(KEY))?.ledger).toHaveLength(40)
    await close()
  })

  test('sweep at once, and erase each expired conversation once', async () => {
    const { one, two, query, close } = await twoNodes()
    const session = aSession({ expiresAt: '2026-01-01T00:00:00.000Z' })
    const ids = Array.from({ length: 60 }, (_, n) => `c${n}`)
    await Promise.all(ids.map((id) => one.write(aConversation({ id, session }))))
    await one.write(aConversation({ id: 'young' }))
    const now = '2026-01-02T00:00:00.000Z'
    const erased = await Promise.all([one.eraseExpired(now), two.eraseExpired(now)])
    expect(erased[0] + erased[1]).toBe(60)
    expect(await query('SELECT key FROM conversations')).toHaveLength(1)
    await close()
  })

  test('erase leaves nothing, though the other node keeps a turn with a request just then', async () => {
    const { one, two, query, close } = await twoNodes()
    for (let round = 0; round < 8; round += 1) {
      await one.write(aConversation())
      const before = await two.read('c1')
      await Promise.allSettled([
        two.replace(before!, aFullConversation('c1'), aRequest({ id: 1 })),
        one.erase('c1'),
      ])
      expect(await query('SELECT id FROM handoffs')).toEqual([])
      expect(await query('SELECT key FROM conversations')).toEqual([])
    }
    await close()
  })
})
