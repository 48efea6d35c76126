/**
 * `npm run bench:store`: how many turns a second the embedded store makes safe on the disk, and what a turn costs when
 * it keeps a million conversations. `--quick` takes a few of everything; `--json` prints for programs.
 */
import { parseArgs } from 'node:util'
import { tableOf } from '../../src/review/table.js'
import { timeDurableTurns, type DurableTurns } from './durable-turns.js'
import { timeStoredSessions, type StoredSessions } from './stored-sessions.js'

const FULL = {
  writers: { writers: [1, 50, 200], turns: 3_000 },
  sessions: { sizes: [1_000, 10_000, 100_000, 1_000_000], rounds: 9, turns: 500 },
}
const QUICK = {
  writers: { writers: [1, 8], turns: 16 },
  sessions: { sizes: [100, 1_000], rounds: 1, turns: 10 },
}

const { quick, json } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
}).values
const counts = quick ? QUICK : FULL
const turns = await timeDurableTurns(counts.writers)
const stored = await timeStoredSessions(counts.sessions)
const lines = json
  ? [JSON.stringify({ turns, stored }, undefined, 2)]
  : [...turnLines(turns), '', ...storedLines(stored)]
process.stdout.write(`${lines.join('\n')}\n`)

function turnLines(rows: readonly DurableTurns[]): readonly string[] {
  return tableOf(
    [
      { head: 'writers at once', align: 'right' },
      { head: 'durable turns a second', align: 'right' },
      { head: 'p50 ms', align: 'right' },
      { head: 'p99 ms', align: 'right' },
      { head: 'CPU µs a turn', align: 'right' },
    ],
    rows.map(({ writers, perSecond, msMedian, msP99, cpuMicros }) => [
      String(writers),
      perSecond.toFixed(0),
      msMedian.toFixed(1),
      msP99.toFixed(1),
      cpuMicros.toFixed(0),
    ]),
  )
}

function storedLines(rows: readonly StoredSessions[]): readonly string[] {
  return tableOf(
    [
      { head: 'stored sessions', align: 'right' },
      { head: 'open ms', align: 'right' },
      { head: 'µs a turn', align: 'right' },
      { head: `µs with ${rows[0]?.sessions ?? 0}`, align: 'right' },
      { head: 'ratio', align: 'right' },
      { head: 'ratio of CPU', align: 'right' },
    ],
    rows.map(({ sessions, openMs, microsMedian, fewestMicrosMedian, ratio, cpuRatio }) => [
      String(sessions),
      openMs.toFixed(0),
      microsMedian.toFixed(0),
      fewestMicrosMedian.toFixed(0),
      ratio.toFixed(2),
      cpuRatio.toFixed(2),
    ]),
  )
}
