/** The store of the settings, sealed with the keys of the settings. */
import { join, resolve } from 'node:path'
import { textOf } from './durable-file.js'
import { forgetOldKeys, requireKeys, type KeyMarks } from './key-marks.js'
import { openStore, type StorePlace } from './open-store.js'
import { createDatabase } from './postgres-pool.js'
import type { PostgresStoreOptions } from './postgres.js'
import { replaceFile } from './replace-file.js'
import { resealFolder } from './reseal-folder.js'
import { KEYS_KIND, resealTables } from './reseal-postgres.js'
import type { Reseal, Resealed } from './reseal.js'
import { createSealer, type DataKeys } from './sealer.js'
import type { Store } from './store.js'

export interface SealedPlace extends StorePlace {
  readonly security: { readonly dataKeys?: DataKeys }
}

/**
 * Opens the store; from the first record on, what it writes is sealed where a key is set.
 *
 * @throws {StoreError} when it cannot be opened, or a key is missing that its records may be sealed with.
 */
export async function openSealedStore(
  place: SealedPlace,
  options: Pick<PostgresStoreOptions, 'onDamaged'> = {},
): Promise<Store> {
  const { dataKeys } = place.security
  const store = await openStore(place, { ...options, sealer: createSealer(dataKeys) })
  try {
    await withMarks(place, (marks) => requireKeys(marks, dataKeys))
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/**
 * Seals every record with the newest key, and notes that the older ones are not needed any more if none is left out.
 *
 * @throws {StoreLockedError} when a server has the data folder. {StoreError} as the store does.
 */
export async function resealStore(
  place: StorePlace,
  keys: DataKeys,
  onSeen: (sofar: Resealed) => void,
): Promise<Resealed> {
  // Checks the keys, and notes the new one before the first record is sealed with it.
  await (await openSealedStore({ ...place, security: { dataKeys: keys } })).close()
  const done = await withReseal(place, keys, (reseal) => reseal(onSeen))
  if (done.unreadable === 0) await withMarks(place, (marks) => forgetOldKeys(marks, keys))
  return done
}

async function withReseal<T>(
  { dataDir, database }: StorePlace,
  keys: DataKeys,
  work: (reseal: Reseal) => Promise<T>,
): Promise<T> {
  if (database === undefined) return work(resealFolder(dataDir, keys))
  const pool = createDatabase({ ...database, poolSize: 1 })
  try {
    return await work(resealTables(pool.run, keys))
  } finally {
    await pool.close()
  }
}

const READ = { text: `SELECT body FROM records WHERE kind = $1 AND key = ''` }
const WRITE = {
  text: `INSERT INTO records (kind, key, version, body) VALUES ($1, '', '', $2)
    ON CONFLICT (kind, key) DO UPDATE SET body = $2`,
}

async function withMarks<T>(
  { dataDir, database }: StorePlace,
  work: (marks: KeyMarks) => Promise<T>,
): Promise<T> {
  if (database === undefined) return work(folderMarks(resolve(dataDir)))
  const pool = createDatabase({ ...database, poolSize: 1 })
  try {
    return await work({
      read: async () => (await pool.run(READ, [KEYS_KIND])).rows[0]?.['body'],
      write: async (text) => {
        await pool.run(WRITE, [KEYS_KIND, text])
      },
    })
  } finally {
    await pool.close()
  }
}

function folderMarks(root: string): KeyMarks {
  const path = join(root, 'sealed-with.json')
  return {
    read: () => textOf(path),
    write: (text) => replaceFile({ path, text }, join(root, 'tmp')),
  }
}
