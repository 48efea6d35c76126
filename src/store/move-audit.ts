/** Takes the audit trail along, line by line as it is: a line that was written anew would prove nothing. */
import { open, type FileHandle } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AuditError } from '../errors.js'
import { checkTrail, parseLine, type AuditCheck, type AuditTrail } from './audit.js'
import { makeNewFolder, syncFolder } from './durable-file.js'
import { openAudit } from './open-audit.js'
import type { StorePlace } from './open-store.js'
import { createDatabase } from './postgres-pool.js'

/**
 * Copies a trail into an empty one, and looks whether the copy is whole; the tables must be there.
 *
 * @returns How many lines.
 * @throws {AuditError} when the trail was changed, or the target has one already.
 */
export async function moveAudit(from: StorePlace, to: StorePlace): Promise<number> {
  const source = openAudit(from)
  const target = openAudit(to)
  try {
    const before = wholeOf(await checkTrail(source.read()), 'the audit trail was changed')
    if (before.lines === 0) return 0
    const there = await checkTrail(target.read())
    if (there.kind === 'broken' || there.lines > 0) {
      throw new AuditError('the target has an audit trail already')
    }
    await (to.database === undefined
      ? intoFiles(source, join(resolve(to.dataDir), 'audit'))
      : intoTable(source, to.database))
    const after = wholeOf(await checkTrail(target.read()), 'the copy of the audit trail is broken')
    const isSame = after.lines === before.lines && after.head.hash === before.head.hash
    if (!isSame) throw new AuditError('the copy of the audit trail is not whole')
    return after.lines
  } finally {
    await source.close()
    await target.close()
  }
}

type Whole = Extract<AuditCheck, { readonly kind: 'whole' }>

function wholeOf(check: AuditCheck, otherwise: string): Whole {
  if (check.kind === 'whole') return check
  throw new AuditError(otherwise, { hint: 'npm run audit -- --verify tells where' })
}

const ADD = { name: 'audit_move', text: 'INSERT INTO audit (seq, at, line) VALUES ($1, $2, $3)' }

async function intoTable(
  source: AuditTrail,
  database: NonNullable<StorePlace['database']>,
): Promise<void> {
  const { transaction, close } = createDatabase({ ...database, poolSize: 1 })
  try {
    // All of it or nothing: a half trail would be taken for a whole one.
    await transaction(async (run) => {
      for await (const text of source.read()) {
        const line = parseLine(text)
        await run(ADD, [line?.seq, line?.at, text])
      }
    })
  } finally {
    await close()
  }
}

/** A file a month, as createFileAudit reads them; a line of an earlier month stays behind the one before it. */
async function intoFiles(source: AuditTrail, folder: string): Promise<void> {
  await makeNewFolder(folder)
  let [month, file]: [string, FileHandle | undefined] = ['', undefined]
  const end = async () => {
    await file?.sync()
    await file?.close()
  }
  for await (const text of source.read()) {
    const next = parseLine(text)?.at.slice(0, 7) ?? month
    if (next > month) {
      await end()
      month = next
      file = await open(join(folder, `${month}.jsonl`), 'ax', 0o600)
    }
    await file?.appendFile(`${text}\n`)
  }
  await end()
  await syncFolder(folder)
}
