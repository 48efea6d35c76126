import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll } from '@jest/globals'
import { openStore, type StorePlace } from '../../src/store/open-store.js'
import { createSealer, UNSEALED, type Sealer } from '../../src/store/sealer.js'
import { aFolder, filesBelow } from '../support/folders.js'
import { aDatabase, type TestDatabase } from '../support/postgres.js'
import { describeErasure, type ErasableStore } from './erasure-contract.js'

const SEALED = createSealer({ current: Buffer.alloc(32, 9), old: [] })

/** Every file with its name, but for the lock, which holds a process id. */
async function bytesBelow(folder: string): Promise<Buffer> {
  const names = (await filesBelow(folder)).filter((name) => name !== 'lock')
  const texts = await Promise.all(names.map((name) => buffer(createReadStream(join(folder, name)))))
  return Buffer.concat([Buffer.from(names.join('\n')), ...texts])
}

const embedded = (sealer: Sealer) => async (): Promise<ErasableStore> => {
  const { path, remove } = await aFolder()
  const store = await openStore({ dataDir: path }, { sealer })
  return { store, allBytes: () => bytesBelow(path), cleanUp: remove }
}

let database: TestDatabase
beforeAll(async () => {
  database = await aDatabase()
}, 60_000)
afterAll(() => database.stop())

/** Every row of every table, as text. */
async function bytesOf(url: string): Promise<Buffer> {
  const tables = await database.query(
    url,
    'SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()',
  )
  const rows: unknown[] = []
  for (const { table_name: name } of tables)
    rows.push(...(await database.query(url, `SELECT * FROM "${String(name)}"`)))
  return Buffer.from(JSON.stringify(rows))
}

const postgres = (sealer: Sealer) => async (): Promise<ErasableStore> => {
  const url = await database.newUrl()
  const place: StorePlace = { dataDir: '', database: { url, poolSize: 3 } }
  const store = await openStore(place, { sealer })
  return { store, allBytes: () => bytesOf(url), cleanUp: () => Promise.resolve() }
}

describeErasure('embedded', embedded(UNSEALED))
describeErasure('embedded, sealed', embedded(SEALED), true)
describeErasure('postgres', postgres(UNSEALED))
describeErasure('postgres, sealed', postgres(SEALED), true)
