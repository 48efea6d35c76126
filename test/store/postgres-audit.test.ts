import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { AuditError } from '../../src/errors.js'
import { checkTrail } from '../../src/store/audit.js'
import { openAudit } from '../../src/store/open-audit.js'
import { openPostgresStore } from '../../src/store/postgres.js'
import { aDatabase, type TestDatabase } from '../support/postgres.js'
import { anEntry, describeAudit } from './contract-audit.js'

let database: TestDatabase
beforeAll(async () => {
  database = await aDatabase()
}, 60_000)
afterAll(() => database.stop())

async function tables(): Promise<string> {
  const url = await database.newUrl()
  await (await openPostgresStore({ url })).close()
  return url
}
const trailAt = (url: string) => openAudit({ dataDir: '', database: { url, poolSize: 1 } })

describeAudit('rows', async () => trailAt(await tables()))

describe('createPostgresAudit', () => {
  test('is one chain of all nodes', async () => {
    const url = await tables()
    const nodes = [trailAt(url), trailAt(url), trailAt(url)]
    await Promise.all(
      Array.from({ length: 60 }, (_, n) => nodes[n % 3]!.append(anEntry({ records: [`r${n}`] }))),
    )
    expect(await checkTrail(nodes[0]!.read())).toMatchObject({ kind: 'whole', lines: 60 })
    await Promise.all(nodes.map((node) => node.close()))
  })

  test('shows a line that was changed, and one that was taken out', async () => {
    const url = await tables()
    const trail = trailAt(url)
    for (const n of [1, 2, 3, 4]) await trail.append(anEntry({ records: [`r${n}`] }))
    await database.query(url, "UPDATE audit SET line = replace(line, 'r2', 'r9') WHERE seq = 2")
    expect(await checkTrail(trail.read())).toEqual({ kind: 'broken', lines: 2, why: 'changed' })
    await database.query(url, 'DELETE FROM audit WHERE seq = 2')
    expect(await checkTrail(trail.read())).toEqual({ kind: 'broken', lines: 1, why: 'changed' })
    await trail.close()
  })

  test('refuses while there is no database, and quotes nothing of it', async () => {
    const trail = trailAt('postgres://user:secret@127.0.0.1:1/none')
    await expect(trail.append(anEntry())).rejects.toThrow(AuditError)
    await expect(trail.append(anEntry())).rejects.not.toThrow(/secret/)
    await trail.close()
  })
})
