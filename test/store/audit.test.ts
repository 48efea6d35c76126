import { appendFile, chmod, mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { AuditError } from '../../src/errors.js'
import { checkTrail, type AuditTrail } from '../../src/store/audit.js'
import { createFileAudit } from '../../src/store/audit-file.js'
import { createMemoryAudit } from '../../src/store/audit-memory.js'
import { aFolder, filesBelow } from '../support/folders.js'
import { anEntry, describeAudit } from './contract-audit.js'

let folder: string
let remove: () => Promise<void>
let trail: AuditTrail

beforeEach(async () => {
  ;({ path: folder, remove } = await aFolder())
  trail = createFileAudit(join(folder, 'audit'))
})
afterEach(async () => {
  await trail.close()
  await remove()
})

const november = () => join(folder, 'audit', '2026-11.jsonl')
const check = () => checkTrail(trail.read())
const reopen = async () => {
  await trail.close()
  trail = createFileAudit(join(folder, 'audit'))
}

describeAudit('files', () => {
  const made = createFileAudit(join(folder, 'either'))
  return Promise.resolve(made)
})
describeAudit('memory', () => Promise.resolve(createMemoryAudit()))

describe('createFileAudit', () => {
  test('goes on where an earlier process ended', async () => {
    await trail.append(anEntry())
    await reopen()
    await trail.append(anEntry())
    await reopen()
    expect(await check()).toMatchObject({ kind: 'whole', lines: 2 })
  })

  test('begins a file for each month, and erases those that are old, but never the newest', async () => {
    for (const at of ['2026-09-30', '2026-10-01', '2026-11-22']) {
      await trail.append(anEntry({ at: `${at}T00:00:00.000Z` }))
    }
    const months = ['2026-09.jsonl', '2026-10.jsonl', '2026-11.jsonl']
    expect(await filesBelow(join(folder, 'audit'))).toEqual(months)
    expect(await trail.eraseBefore(new Date('2026-10-31T00:00:00.000Z'))).toBe(1)
    expect(await check()).toMatchObject({ kind: 'whole', lines: 2, firstSeq: 2 })
    expect(await trail.eraseBefore(new Date('2036-01-01T00:00:00.000Z'))).toBe(1)
    await reopen()
    expect((await trail.append(anEntry())).seq).toBe(4)
    expect(await check()).toMatchObject({ kind: 'whole', lines: 2, firstSeq: 3 })
  })

  test('keeps its order under a clock that was put back', async () => {
    await trail.append(anEntry({ at: '2026-11-01T00:00:00.000Z' }))
    await trail.append(anEntry({ at: '2026-10-31T23:59:59.000Z' }))
    await reopen()
    await trail.append(anEntry({ at: '2026-10-31T23:59:59.500Z' }))
    expect(await filesBelow(join(folder, 'audit'))).toEqual(['2026-11.jsonl'])
    expect(await check()).toMatchObject({ kind: 'whole', lines: 3 })
  })

  test('is readable by this user alone', async () => {
    await trail.append(anEntry())
    expect((await stat(november())).mode & 0o077).toBe(0)
    expect((await stat(join(folder, 'audit'))).mode & 0o077).toBe(0)
  })

  test('cuts off a line of which only a part was written, which was never told of', async () => {
    await trail.append(anEntry())
    await trail.append(anEntry({ records: ['torn'] }))
    const { size } = await stat(november())
    for (const cut of [1, 40, size / 2 - 1]) {
      await trail.close()
      await truncate(november(), size - Math.floor(cut))
      trail = createFileAudit(join(folder, 'audit'))
      expect(await check()).toMatchObject({ kind: 'whole', lines: 1 })
      await trail.append(anEntry({ records: ['torn'] }))
      expect(await check()).toMatchObject({ kind: 'whole', lines: 2 })
    }
  })

  test('takes no line while it cannot be written, and goes on by itself afterwards', async () => {
    await writeFile(join(folder, 'audit'), 'a file in the way')
    await expect(trail.append(anEntry())).rejects.toThrow(AuditError)
    await rm(join(folder, 'audit'))
    await mkdir(join(folder, 'audit'))
    await chmod(join(folder, 'audit'), 0o700)
    expect((await trail.append(anEntry())).seq).toBe(1)
  })

  test('takes no line after one that is none', async () => {
    await trail.append(anEntry())
    await trail.close()
    await appendFile(november(), 'written by hand\n')
    trail = createFileAudit(join(folder, 'audit'))
    await expect(trail.append(anEntry())).rejects.toThrow(/the last line is none/)
  })
})

describe('checkTrail', () => {
  beforeEach(async () => {
    for (const n of [1, 2, 3, 4]) await trail.append(anEntry({ records: [`r${n}`] }))
  })
  const changed = async (change: (lines: string[]) => string[]) => {
    const lines = (await readFile(november(), 'utf8')).split('\n').slice(0, -1)
    await writeFile(
      november(),
      change(lines)
        .map((line) => `${line}\n`)
        .join(''),
    )
    return check()
  }

  test.each<[string, (lines: string[]) => string[], number]>([
    ['a line that was changed', (lines) => lines.map((line) => line.replace('r2', 'r9')), 2],
    ['a line that was taken out', (lines) => lines.toSpliced(1, 1), 1],
    ['a line that was put in', (lines) => lines.toSpliced(1, 0, lines[1]!), 2],
    ['two lines that changed places', ([a, b, c, d]) => [a!, c!, b!, d!], 1],
    [
      'a first line of another trail',
      (lines) => lines.map((l) => l.replace(/0{64}/, 'a'.repeat(64))),
      0,
    ],
  ])('finds %s', async (_, change, lines) => {
    expect(await changed(change)).toEqual({ kind: 'broken', lines, why: 'changed' })
  })

  test('finds what is no line', async () => {
    expect(await changed(([a]) => [a!, 'x'])).toEqual({ kind: 'broken', lines: 1, why: 'no_line' })
  })

  test('finds an end that was cut off by the head alone, which the log has', async () => {
    const before = await check()
    const after = await changed((lines) => lines.slice(0, 2))
    expect([before.kind, after.kind]).toEqual(['whole', 'whole'])
    expect(after).not.toEqual(before)
  })
})
