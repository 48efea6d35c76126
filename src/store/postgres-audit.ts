/** The audit trail as rows that all nodes add to, one after the other. */
import { AuditError } from '../errors.js'
import { headOf, NO_LINES, nextLine, type AuditEntry, type AuditHead } from './audit.js'
import type { AuditTrail } from './audit.js'
import { createKeyedQueue } from './keyed-queue.js'
import { postgresFailure } from './postgres-failure.js'
import type { Database } from './postgres-pool.js'
import { untilTaken } from './versioned-rows.js'

const LAST = { name: 'audit_last', text: 'SELECT line FROM audit ORDER BY seq DESC LIMIT 1' }
// The number is the primary key: of two nodes that add the same one, the second finds it taken.
const ADD = {
  name: 'audit_add',
  text: 'INSERT INTO audit (seq, at, line) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
}
const PAGE = { text: 'SELECT seq, line FROM audit WHERE seq > $1 ORDER BY seq LIMIT 1000' }
// All before the first that is young enough; the newest stays, since the next line names it.
const ERASE = {
  text: `DELETE FROM audit WHERE seq < COALESCE(
    (SELECT min(seq) FROM audit WHERE at >= $1), (SELECT max(seq) FROM audit))`,
}

/** Makes the trail; `close` closes its connections, too. */
export function createPostgresAudit({ run, close }: Omit<Database, 'transaction'>): AuditTrail {
  // The lines of this node wait for each other here, and not by trying in vain.
  const queue = createKeyedQueue()
  let isClosed = false

  const lastHead = async (): Promise<AuditHead> => {
    const text = (await run(LAST)).rows[0]?.['line']
    if (text === undefined) return NO_LINES
    const head = headOf(text)
    if (head === undefined) {
      throw new AuditError('the last line is none', { hint: 'npm run audit -- --verify' })
    }
    return head
  }
  const add = (entry: AuditEntry): Promise<AuditHead> =>
    untilTaken(async () => {
      const { text, head } = nextLine(await lastHead(), entry)
      const { count } = await run(ADD, [head.seq, entry.at, text])
      return count === 1 ? { taken: head } : undefined
    })

  return {
    append: async (entry) => {
      if (isClosed) throw new AuditError('the audit trail is closed')
      try {
        return await queue.run('audit', () => add(entry))
      } catch (error) {
        if (error instanceof AuditError) throw error
        const cause = postgresFailure('add a line to the audit trail', error)
        throw new AuditError('no line can be added', { cause })
      }
    },
    read: async function* () {
      for (let after = '0'; ;) {
        const { rows } = await run(PAGE, [after])
        for (const { line = '' } of rows) yield line
        const last = rows.at(-1)?.['seq']
        if (last === undefined) return
        after = last
      }
    },
    eraseBefore: async (time) => (await run(ERASE, [time.toISOString()])).count,
    close: async () => {
      isClosed = true
      await queue.idle()
      await close()
    },
  }
}
