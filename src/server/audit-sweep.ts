/** Erases what the audit trail has kept for long enough. */
import type { AuditTrail } from '../store/audit.js'
import { logFailure, type Log } from './log.js'

const DAY_MS = 86_400_000

/** Never rejects: a trail that cannot be swept is no reason to stop anything else. */
export async function sweepAudit(
  audit: Pick<AuditTrail, 'eraseBefore'>,
  { auditDays, now, log }: { readonly auditDays: number; readonly now: Date; readonly log: Log },
): Promise<void> {
  try {
    const erased = await audit.eraseBefore(new Date(now.getTime() - auditDays * DAY_MS))
    if (erased > 0) log.info({ erased }, 'old audit lines erased')
  } catch (error) {
    logFailure(log, error, 'the audit trail could not be swept')
  }
}
