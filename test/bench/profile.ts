/** `node scripts/bench.mjs profile`: what a served turn spends its processor time on, part by part. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { transcriptClinic } from '../../src/cli/transcript.js'
import { prepare } from '../../src/prepare.js'
import { tableOf } from '../../src/review/table.js'
import { startNode } from '../support/node.js'
import { measureLoad } from './load-client.js'
import { playMix } from './mix.js'
import { sharesOf, type Profile } from './profile-shares.js'

const { quick, json } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
}).values
const MESSAGES = 200
const SHAPE = { patients: 8 }

const utterances = playMix(prepare('.', transcriptClinic), MESSAGES)
  .map(({ message }) => message.utterance)
  .filter((text) => text.trim() !== '')
const folder = await mkdtemp(join(tmpdir(), 'bonewise-profile-'))
try {
  const node = await startNode({
    settings: { DATA_DIR: join(folder, 'data'), TRUST_PROXY_HOPS: '1' },
    nodeArguments: ['--cpu-prof', `--cpu-prof-dir=${folder}`],
  })
  const durationMs = quick ? 500 : 10_000
  const load = { ports: [node.port], shape: SHAPE, utterances, durationMs }
  const { turns, turnsPerSecond } = await measureLoad(load)
  await node.end('SIGTERM')
  const name = (await readdir(folder)).find((each) => each.endsWith('.cpuprofile')) ?? ''
  const profile = JSON.parse(await readFile(join(folder, name), 'utf8')) as Profile
  const shares = sharesOf(profile, durationMs)
  const columns = [
    { head: 'part', align: 'left' },
    { head: '% of the time', align: 'right' },
  ] as const
  const rows = shares.map(({ part, share }) => [part, (100 * share).toFixed(1)])
  const lines = [
    `${turns} turns, ${turnsPerSecond.toFixed(0)} a second, embedded store; Node ${process.version}`,
    '',
    ...tableOf(columns, rows),
  ]
  const measured = { turns, turnsPerSecond, shares }
  process.stdout.write(`${json ? JSON.stringify(measured, undefined, 2) : lines.join('\n')}\n`)
} finally {
  await rm(folder, { recursive: true })
}
