/** `node scripts/bench.mjs stored`: what a turn costs the embedded store among a million conversations, against a thousand. */
import { parseArgs } from 'node:util'
import { tableOf } from '../../src/review/table.js'
import { timeStoredSessions } from './stored-sessions.js'

const { quick, json } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
}).values

const FULL = { sizes: [1_000, 10_000, 100_000, 1_000_000], rounds: 9, turns: 200 }
const QUICK = { sizes: [100, 1_000], rounds: 3, turns: 50 }

const rows = await timeStoredSessions(quick ? QUICK : FULL)
const right = (head: string) => ({ head, align: 'right' }) as const
const lines = tableOf(
  [
    right('conversations kept'),
    right('opened in ms'),
    right('µs a turn, median'),
    right('× the fewest'),
  ],
  rows.map(({ sessions, openMs, microsMedian, ratio }) => [
    String(sessions),
    openMs.toFixed(0),
    microsMedian.toFixed(0),
    ratio.toFixed(2),
  ]),
)
process.stdout.write(`${json ? JSON.stringify(rows, undefined, 2) : lines.join('\n')}\n`)
