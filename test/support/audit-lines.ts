import { parseLine, type AuditLine, type AuditTrail } from '../../src/store/audit.js'

/** All lines of a trail, oldest first; throws at what is none. */
export async function auditLines(trail: Pick<AuditTrail, 'read'>): Promise<readonly AuditLine[]> {
  const lines: AuditLine[] = []
  for await (const text of trail.read()) {
    const line = parseLine(text)
    if (line === undefined) throw new Error(`no line of a trail: ${text}`)
    lines.push(line)
  }
  return lines
}
