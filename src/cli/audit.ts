/** Shows what the staff did, and whether anybody changed what is kept of it. */
import { parseArgs } from 'node:util'
import { AuditError, BonewiseError } from '../errors.js'
import { checkTrail, type AuditTrail } from '../store/audit.js'

const HINT = { hint: 'npm run audit, or npm run audit -- --verify' }

/**
 * Prints each line as it is kept; with `--verify` only whether each names the one before it, and the head, which must
 * be the number and the hash of the last audit line in the log.
 *
 * @throws {AuditError} where the trail was changed.
 */
export async function audit(
  args: readonly string[],
  trail: Pick<AuditTrail, 'read'>,
  write: (line: string) => void,
): Promise<void> {
  if (!isVerifying(args)) {
    for await (const text of trail.read()) write(text)
    return
  }
  const check = await checkTrail(trail.read())
  if (check.kind === 'broken') {
    const what = check.why === 'no_line' ? 'is no line of it' : 'does not follow the one before'
    throw new AuditError(`after ${check.lines} lines, the next ${what}`, {
      hint: 'compare with a backup and with the log, which has the hash of each line',
    })
  }
  const { lines, firstSeq, head } = check
  const earlier = firstSeq > 1 ? `; those before ${firstSeq} were erased after AUDIT_DAYS` : ''
  write(`${lines} lines, each names the one before${earlier}`)
  write(`head: ${head.seq} ${head.hash}`)
}

function isVerifying(args: readonly string[]): boolean {
  try {
    return (
      parseArgs({ args: [...args], options: { verify: { type: 'boolean' } } }).values.verify ??
      false
    )
  } catch (cause) {
    throw new BonewiseError('ARGUMENTS_WRONG', 'audit takes --verify, or nothing', {
      ...HINT,
      cause,
    })
  }
}
