/** Seals every record with DATA_KEY that was sealed with an older key, or with none. */
import { ConfigError, StoreError } from '../errors.js'
import { resealStore, type SealedPlace } from '../store/sealed-store.js'

/**
 * Prints how far it is, and how many records were sealed anew. May be stopped at any time and begun again.
 *
 * @throws {ConfigError} without DATA_KEY. {StoreError} when some records do not open: they are left as they are.
 */
export async function rotateKey(place: SealedPlace, write: (line: string) => void): Promise<void> {
  const { dataKeys } = place.security
  if (dataKeys === undefined) {
    throw new ConfigError('DATA_KEY is not set', 'make one with: openssl rand -base64 32')
  }
  const { seen, resealed, unreadable } = await resealStore(place, dataKeys, (sofar) =>
    write(`${sofar.seen} records looked at, ${sofar.resealed} sealed anew …`),
  )
  write(`${seen} records looked at, ${resealed} sealed anew, ${unreadable} that do not open.`)
  if (unreadable > 0) {
    throw new StoreError(`${unreadable} records do not open with any of the keys`, {
      hint: 'keep the old keys, and restore these records from a backup',
    })
  }
  write(
    'The keys of DATA_KEY_OLD can be taken out of the settings, and must stay with old backups.',
  )
}
