/** Which store keeps the conversations: that of the settings, and never another one instead. */
import { openLowdbStore } from './lowdb.js'
import { lookIn, type Looks } from './look-in.js'
import { lookInPostgres, openPostgresStore, type PostgresStoreOptions } from './postgres.js'
import type { Store } from './store.js'

/** A folder of this machine, or a database that nodes share. */
export interface StorePlace {
  readonly dataDir: string
  readonly database?: { readonly url: string; readonly poolSize: number }
}

type Options = Pick<PostgresStoreOptions, 'sealer' | 'onDamaged'>

/** @throws {StoreError} when it cannot be opened, {StoreLockedError} when another process holds the folder. */
export function openStore(
  { dataDir, database }: StorePlace,
  options: Options = {},
): Promise<Store> {
  return database === undefined
    ? openLowdbStore({ folder: dataDir, ...options })
    : openPostgresStore({ ...database, ...options })
}

/** What a look into a store shows, also while servers use it; changes nothing. */
export interface Look extends Looks {
  readonly close: () => Promise<void>
}

export async function lookInStore(
  { dataDir, database }: StorePlace,
  options: Options = {},
): Promise<Look> {
  return database === undefined
    ? { ...(await lookIn(dataDir, options.sealer)), close: () => Promise.resolve() }
    : lookInPostgres({ ...database, ...options })
}
