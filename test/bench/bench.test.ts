import { spawnSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import { linesOf, type Run } from './report.js'

test('npm run bench runs through and measures every part, whatever the numbers', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['build/test/bench/turn.js', '--quick', '--json'],
    { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
  )
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const run = JSON.parse(stdout) as Run
  expect(run.parts.map(({ part }) => part)).toEqual(
    expect.arrayContaining(['takeTurn', 'understand', '· classify', '· red flags', 'compose']),
  )
  expect(run.adversarial.length).toBeGreaterThan(10)
  expect(linesOf(run, run).join('\n')).toContain('1.00')
}, 120_000)
