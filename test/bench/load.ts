/**
 * `node scripts/bench.mjs load`: turns a second and waiting times over HTTP, against a bare Express route in the same run.
 *
 * `--quick` takes seconds; `--json` prints for programs; `--database <url>` is a PostgreSQL of your own.
 */
import { parseArgs } from 'node:util'
import { transcriptClinic } from '../../src/cli/transcript.js'
import { prepare } from '../../src/prepare.js'
import { cpuMsOf } from '../support/node.js'
import { measureLoad, type Shape } from './load-client.js'
import { linesOf, resultOf, type LoadRun, type Sample } from './load-report.js'
import { startTargets, type Target } from './load-targets.js'
import { playMix } from './mix.js'
import { measureProcess } from './process.js'

const { quick, json, database } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    database: { type: 'string' },
  },
}).values

const SHAPES: readonly Shape[] = [
  { patients: 8 },
  { patients: 200 },
  { patients: 200, pauseMs: 1000 },
]
const FULL = { warmUps: 1, rounds: 3, durationMs: 3000, starts: 3, sessions: 10_000 }
const QUICK = { warmUps: 0, rounds: 1, durationMs: 500, starts: 1, sessions: 200 }
const MESSAGES = 200

const counts = quick ? QUICK : FULL
const run: LoadRun = {
  takenAt: new Date().toISOString(),
  node: process.version,
  process: await measureProcess(counts),
  results: await measureTargets(),
}
process.stdout.write(`${json ? JSON.stringify(run, undefined, 2) : linesOf(run).join('\n')}\n`)

async function measureTargets() {
  const utterances = playMix(prepare('.', transcriptClinic), MESSAGES)
    .map(({ message }) => message.utterance)
    .filter((text) => text.trim() !== '')
  const targets = await startTargets(utterances, database)
  // One after the other, and all of them in each round: what else the machine does then falls on all.
  const plan = SHAPES.flatMap((shape) => targets.all.map((target) => ({ shape, target })))
  const measureRound = async (round: number): Promise<readonly Sample[]> => {
    const samples: Sample[] = []
    for (const { shape, target } of plan) {
      const ports = target.nodes.map(({ port }) => port)
      const { durationMs } = counts
      const cpuMs = cpuOf(target)
      const measured = await measureLoad({ ports, shape, durationMs, utterances })
      const cpuMsPerTurn = (cpuOf(target) - cpuMs) / measured.turns
      samples.push({ ...measured, cpuMsPerTurn, target: target.name, shape, round })
    }
    return samples
  }
  try {
    for (let round = 0; round < counts.warmUps; round++) await measureRound(round)
    const samples: Sample[] = []
    for (let round = 1; round <= counts.rounds; round++)
      samples.push(...(await measureRound(round)))
    return resultOf(samples)
  } finally {
    await targets.stop()
  }
}

/** Processor time of all its processes so far. */
function cpuOf({ nodes }: Target): number {
  return nodes.reduce((sum, { pid }) => sum + (cpuMsOf(pid) ?? Number.NaN), 0)
}
