import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals'
import { migrateStore } from '../../src/cli/migrate-store.js'
import { openLowdbStore } from '../../src/store/lowdb.js'
import { openAudit } from '../../src/store/open-audit.js'
import type { StorePlace } from '../../src/store/open-store.js'
import { openPostgresStore } from '../../src/store/postgres.js'
import { createSealer, type DataKeys } from '../../src/store/sealer.js'
import type { Store } from '../../src/store/store.js'
import { aFolder } from '../support/folders.js'
import { aDatabase, DATABASE_PATIENCE_MS, type TestDatabase } from '../support/postgres.js'
import { aConversation, aFullConversation, aRequest } from '../support/records.js'
import { aPhone, KEY } from '../store/contract-shelf.js'

jest.setTimeout(DATABASE_PATIENCE_MS)

const CONVERSATIONS = 130
const REQUESTS = 105

let database: TestDatabase
let folder: Awaited<ReturnType<typeof aFolder>>
let lines: string[]
beforeAll(async () => {
  database = await aDatabase()
})
afterAll(() => database.stop())
beforeEach(async () => {
  folder = await aFolder()
  lines = []
})
afterEach(() => folder.remove())

const migrate = (from: string, to: string, dataKeys?: DataKeys) =>
  migrateStore(['--from', from, '--to', to], {
    security: { ...(dataKeys !== undefined && { dataKeys }) },
    write: (line) => void lines.push(line),
  })

const idOf = (n: number) => `c${n}`

async function fill(store: Store): Promise<void> {
  for (let n = 0; n < CONVERSATIONS; n += 1) await store.write(aFullConversation(idOf(n)))
  // One that was changed carries the store's own count.
  const before = await store.read(idOf(0))
  await store.replace(before!, before!)
  for (let id = 1; id <= REQUESTS; id += 1) await store.writeHandoff(aRequest({ id }))
  await store.phones.change(KEY, () => aPhone())
  await store.close()
}

async function expectAll(store: Store): Promise<void> {
  expect(await store.read(idOf(0))).toEqual({ ...aFullConversation(idOf(0)), revision: 1 })
  for (let n = 1; n < CONVERSATIONS; n += 1) {
    expect(await store.read(idOf(n))).toEqual(aFullConversation(idOf(n)))
  }
  expect(await store.listHandoffs({ limit: 1000 })).toHaveLength(REQUESTS)
  expect(await store.phones.read(KEY)).toEqual(aPhone())
  await store.close()
}

/** Lets the staff do something, in two months and with the clock put back; resolves to the lines that tell of it. */
async function watched(dataDir: string): Promise<readonly string[]> {
  const audit = openAudit({ dataDir })
  for (const day of ['2026-01-31', '2026-02-01', '2026-01-30']) {
    const at = `${day}T00:00:00.000Z`
    await audit.append({ at, staff: 'desk', action: 'read', outcome: 'done', records: ['r1'] })
  }
  await audit.close()
  return linesOf({ dataDir })
}

async function linesOf(place: StorePlace): Promise<readonly string[]> {
  const audit = openAudit(place)
  const lines: string[] = []
  for await (const line of audit.read()) lines.push(line)
  await audit.close()
  return lines
}

describe('migrate-store', () => {
  test('takes all to a database and back, and leaves the source as it was', async () => {
    await fill(await openLowdbStore({ folder: `${folder.path}/one` }))
    const trail = await watched(`${folder.path}/one`)
    const url = await database.newUrl()
    await migrate(`${folder.path}/one`, url)
    expect(lines).toEqual([
      ...[`conversations: ${CONVERSATIONS}`, `requests: ${REQUESTS}`],
      ...['phones: 1', 'enrolments: 0', 'lines of the audit trail: 3'],
      'all of it is there; the source is as it was',
    ])
    await expectAll(await openPostgresStore({ url }))
    await migrate(url, `${folder.path}/two`)
    await expectAll(await openLowdbStore({ folder: `${folder.path}/two` }))
    await expectAll(await openLowdbStore({ folder: `${folder.path}/one` }))
    await expectAll(await openPostgresStore({ url }))
    expect(await linesOf({ dataDir: `${folder.path}/two` })).toEqual(trail)
    expect(await linesOf({ dataDir: '', database: { url, poolSize: 1 } })).toEqual(trail)
  })

  test('keeps sealed what is sealed', async () => {
    const keys = { current: Buffer.alloc(32, 7), old: [] }
    const sealer = createSealer(keys)
    const source = await openLowdbStore({ folder: folder.path, sealer })
    await source.write(aFullConversation('mary'))
    await source.close()
    const url = await database.newUrl()
    await migrate(folder.path, url, keys)
    const rows = await database.query(url, 'SELECT body FROM conversations')
    expect(String(rows[0]?.['body'])).toMatch(/^bw1\./)
    const target = await openPostgresStore({ url, sealer })
    expect(await target.read('mary')).toEqual(aFullConversation('mary'))
    await target.close()
  })

  test('refuses a target that is not empty, and a folder that is in use', async () => {
    const url = await database.newUrl()
    const target = await openPostgresStore({ url })
    await target.write(aConversation())
    await expect(migrate(folder.path, url)).rejects.toMatchObject({ code: 'STORE_FAILED' })
    const source = await openLowdbStore({ folder: folder.path })
    await expect(migrate(folder.path, url)).rejects.toMatchObject({ code: 'STORE_LOCKED' })
    await source.close()
    expect(await target.read('c1')).toEqual(aConversation())
    await target.close()
  })

  test.each([[[]], [['--from', 'data']], [['--from', 'data', '--to', 'data']], [['--into', 'x']]])(
    'refuses %j',
    async (args) => {
      const migrating = migrateStore(args, { security: {}, write: () => undefined })
      await expect(migrating).rejects.toMatchObject({ code: 'ARGUMENTS_WRONG' })
    },
  )
})
