/** What every audit trail must do; one suite for all of them. */
import { describe, expect, test } from '@jest/globals'
import { AuditError } from '../../src/errors.js'
import { checkTrail, NO_LINES, type AuditEntry, type AuditTrail } from '../../src/store/audit.js'

export const anEntry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  at: '2026-11-22T14:00:00.000Z',
  staff: 'Front desk',
  action: 'listHandoffs',
  outcome: 'done',
  records: ['0a', '0b'],
  ...changes,
})

export async function textsOf(trail: Pick<AuditTrail, 'read'>): Promise<readonly string[]> {
  const texts: string[] = []
  for await (const text of trail.read()) texts.push(text)
  return texts
}

const recordsOf = async (trail: AuditTrail) =>
  (await textsOf(trail)).map((text) => (JSON.parse(text) as AuditEntry).records[0])

export function describeAudit(name: string, make: () => Promise<AuditTrail>): void {
  describe(`an audit trail in ${name}`, () => {
    test('keeps lines in order, each naming the one before', async () => {
      const kept = await make()
      const heads = await Promise.all(
        Array.from({ length: 50 }, (_each, n) => kept.append(anEntry({ records: [`r${n}`] }))),
      )
      expect(heads.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_each, n) => n + 1))
      expect(await recordsOf(kept)).toEqual(Array.from({ length: 50 }, (_each, n) => `r${n}`))
      expect(await checkTrail(kept.read())).toEqual({
        kind: 'whole',
        lines: 50,
        firstSeq: 1,
        head: heads.at(-1),
      })
      await kept.close()
    })

    test('is whole before its first line, and adds none once it is closed', async () => {
      const kept = await make()
      expect(await checkTrail(kept.read())).toEqual({
        kind: 'whole',
        lines: 0,
        firstSeq: 1,
        head: NO_LINES,
      })
      await kept.close()
      await expect(kept.append(anEntry())).rejects.toThrow(AuditError)
    })

    test('erases what is old, and never the newest line, which the next one names', async () => {
      const kept = await make()
      for (const at of ['2026-01-31', '2026-02-01', '2026-09-30', '2026-11-22'])
        await kept.append(anEntry({ at: `${at}T00:00:00.000Z` }))
      await kept.eraseBefore(new Date('2026-03-01T00:00:00.000Z'))
      expect(await checkTrail(kept.read())).toMatchObject({ kind: 'whole', lines: 2, firstSeq: 3 })
      await kept.eraseBefore(new Date('2036-01-01T00:00:00.000Z'))
      expect((await kept.append(anEntry())).seq).toBe(5)
      expect(await checkTrail(kept.read())).toMatchObject({ kind: 'whole', firstSeq: 4 })
      await kept.close()
    })
  })
}
