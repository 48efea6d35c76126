/** Adds lines to an audit trail until it is killed, and prints the number of each that is kept. */
import { AuditError } from '../../src/errors.js'
import { createFileAudit } from '../../src/store/audit-file.js'

const [folder = '', count = '1000000'] = process.argv.slice(2)
const trail = createFileAudit(folder)
const entry = { staff: 'desk', action: 'listHandoffs', outcome: 'done' } as const

async function add(n: number): Promise<void> {
  const at = new Date().toISOString()
  try {
    const { seq } = await trail.append({ ...entry, at, records: [`${n}`.padStart(64, '0')] })
    process.stdout.write(`kept ${seq}\n`)
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    process.stdout.write('refused\n')
  }
}

for (let n = 0; n < Number(count); n += 3) await Promise.all([add(n), add(n + 1), add(n + 2)])
