/**
 * `npm run bench`: what a turn costs on this machine, and against the run before. It measures and judges nothing.
 *
 * `--quick` takes a few of everything, to see that it runs, and keeps nothing; `--json` prints for programs.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { transcriptClinic } from '../../src/cli/transcript.js'
import { prepare } from '../../src/prepare.js'
import { timeAdversarial } from './adversarial.js'
import { timeDurableWrites } from './durable-write.js'
import { playMix } from './mix.js'
import { timeParts } from './parts.js'
import { FORM, linesOf, type Run } from './report.js'
import { timeStarts } from './start.js'

const SAVED = 'reports/bench.json'

interface Counts {
  readonly turns: number
  readonly rounds: number
  readonly writes: number
  readonly starts: number
  readonly lengths: readonly number[]
}

const FULL: Counts = {
  turns: 400,
  rounds: 5,
  writes: 300,
  starts: 5,
  lengths: [500, 5000],
}
const QUICK: Counts = { turns: 5, rounds: 1, writes: 3, starts: 1, lengths: [50] }

const { quick, json } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
}).values

const run = await measure(quick ? QUICK : FULL)
const lines = json ? [JSON.stringify(run, undefined, 2)] : linesOf(run, runBefore())
process.stdout.write(`${lines.join('\n')}\n`)
if (!quick) {
  mkdirSync(dirname(SAVED), { recursive: true })
  writeFileSync(SAVED, JSON.stringify(run, undefined, 2))
}

function runBefore(): Run | undefined {
  if (!existsSync(SAVED)) return undefined
  // Written below, or by an earlier version of this file, which its form tells.
  const saved = JSON.parse(readFileSync(SAVED, 'utf8')) as Run
  return saved.form === FORM ? saved : undefined
}

async function measure({ turns, rounds, writes, starts, lengths }: Counts): Promise<Run> {
  const start = timeStarts(starts)
  const content = prepare('.', transcriptClinic)
  const played = playMix(content, turns)
  return {
    form: FORM,
    takenAt: new Date().toISOString(),
    node: process.version,
    turns: played.length,
    parts: timeParts(content, played, rounds),
    adversarial: timeAdversarial(content, lengths, rounds),
    durableWrite: await timeDurableWrites(played, writes),
    start,
  }
}
