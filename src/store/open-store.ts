/** Which store keeps the conversations: that of the settings, and never another one instead. */
import type { Enrolments } from './enrolments.js'
import { openLowdbStore } from './lowdb.js'
import { lookIn } from './look-in.js'
import type { Phone } from './phone.js'
import { lookInPostgres, openPostgresStore, type PostgresStoreOptions } from './postgres.js'
import type { Shelf } from './shelf.js'
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

type ReadOnly<T> = Pick<Shelf<T>, 'read' | 'keys' | 'list'>

/** What a look into a store shows, also while servers use it; changes nothing. */
export interface Look {
  readonly phones: ReadOnly<Phone>
  readonly enrolments: ReadOnly<Enrolments>
  readonly close: () => Promise<void>
}

export function lookInStore({ dataDir, database }: StorePlace, options: Options = {}): Look {
  return database === undefined
    ? { ...lookIn(dataDir), close: () => Promise.resolve() }
    : lookInPostgres({ ...database, ...options })
}
