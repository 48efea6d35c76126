import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { checkTrail } from '../../src/store/audit.js'
import { createFileAudit } from '../../src/store/audit-file.js'
import { startChild } from '../support/child.js'
import { aFolder } from '../support/folders.js'
import { anEntry } from './contract-audit.js'

let folder: string
let remove: () => Promise<void>
beforeEach(async () => {
  ;({ path: folder, remove } = await aFolder())
})
afterEach(() => remove())

const lastKept = (lines: readonly string[]) =>
  Math.max(0, ...lines.map((line) => Number(/^kept (\d+)$/.exec(line)?.[1] ?? 0)))

test('a server that is killed again and again loses no line that it has told of', async () => {
  let kept = 0
  for (let kill = 0; kill < 8; kill += 1) {
    const child = startChild('audit-writer.js', [folder])
    await child.line(`kept ${kept + 4}`)
    await child.kill()
    kept = lastKept(child.lines)
    const check = await checkTrail(createFileAudit(folder).read())
    expect(check.kind).toBe('whole')
    // A line may be on the disk that was not told of yet, and never the other way round.
    expect(check.lines).toBeGreaterThanOrEqual(kept)
    kept = check.lines
  }
}, 60_000)

test('a disk that is full in the middle of a line costs no line, and the trail goes on afterwards', async () => {
  const script = fileURLToPath(new URL('../support/audit-writer.js', import.meta.url))
  // A file may not become longer than so many blocks of 512 bytes: the write that comes there is cut.
  const limited = ['-c', 'ulimit -f 5 && exec "$0" "$@"', process.execPath, script, folder, '30']
  const { stdout, stderr } = spawnSync('sh', limited, { encoding: 'utf8' })
  const lines = stdout.split('\n')
  expect([stderr, lines.filter((line) => line === 'refused').length > 3]).toEqual(['', true])
  const kept = lastKept(lines)
  expect(kept).toBeGreaterThan(3)
  const trail = createFileAudit(folder)
  expect(await checkTrail(trail.read())).toMatchObject({ kind: 'whole', lines: kept })
  expect((await trail.append(anEntry({ at: new Date().toISOString() }))).seq).toBe(kept + 1)
  expect(await checkTrail(trail.read())).toMatchObject({ kind: 'whole', lines: kept + 1 })
  await trail.close()
}, 30_000)
