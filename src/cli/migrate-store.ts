/** Takes all that is kept from a folder to a database, or back. */
import { parseArgs } from 'node:util'
import { resolve } from 'node:path'
import { BonewiseError } from '../errors.js'
import { moveAudit } from '../store/move-audit.js'
import { moveStore } from '../store/move-store.js'
import type { StorePlace } from '../store/open-store.js'
import { openSealedStore, type SealedPlace } from '../store/sealed-store.js'

const HINT = {
  hint: 'npm run migrate-store -- --from data --to postgres://user:password@host:5432/name',
}

export interface Migration extends Pick<SealedPlace, 'security'> {
  readonly write: (line: string) => void
}

/**
 * Copies every record into an empty target, and counts whether all are there; servers must be stopped meanwhile.
 *
 * @throws {BonewiseError} for wrong arguments, a place in use, or a target that is not empty or not whole.
 */
export async function migrateStore(
  args: readonly string[],
  { security, write }: Migration,
): Promise<void> {
  const places = readArgs(args)
  let damaged = 0
  const options = { onDamaged: () => void (damaged += 1) }
  const from = await openSealedStore({ ...places.from, security }, options)
  try {
    const to = await openSealedStore({ ...places.to, security }, options)
    try {
      const counts = await moveStore({ from, to }, (kind, count) => {
        if (count % 1000 === 0) write(`${kind}: ${count} …`)
      })
      for (const [kind, count] of Object.entries(counts)) write(`${kind}: ${count}`)
      write(`lines of the audit trail: ${await moveAudit(places.from, places.to)}`)
      if (damaged > 0) write(`${damaged} damaged records stay where they were put aside`)
      write('all of it is there; the source is as it was')
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}

function readArgs(args: readonly string[]): { readonly from: StorePlace; readonly to: StorePlace } {
  const options = { from: { type: 'string' }, to: { type: 'string' } } as const
  try {
    const { values } = parseArgs({ args: [...args], options })
    const { from = '', to = '' } = values
    if (from !== '' && to !== '' && from !== to) return { from: placeOf(from), to: placeOf(to) }
  } catch {
    // An unknown option is as wrong as a missing one.
  }
  throw new BonewiseError('ARGUMENTS_WRONG', 'give --from and --to, a folder or a database', HINT)
}

function placeOf(text: string): StorePlace {
  const isDatabase = /^postgres(?:ql)?:\/\//.test(text)
  const dataDir = resolve(isDatabase ? '.' : text)
  return { dataDir, ...(isDatabase && { database: { url: text, poolSize: 8 } }) }
}
