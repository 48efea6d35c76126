/**
 * `npm run test:faults -- [names]`: forces every failure, or those whose names hold one of the words, in their long form.
 * `--short` as in `npm test`; `--times 3` one pass after another. One line each; the exit code tells whether all held.
 */
import { performance } from 'node:perf_hooks'
import { inspect, parseArgs } from 'node:util'
import { SCENARIOS, type Length } from './scenarios.js'
import type { Report } from './talk.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    times: { type: 'string', default: '1' },
  },
})
const chosen = Object.entries(SCENARIOS).filter(
  ([name]) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
)

let failed = 0
for (let pass = 1; pass <= Number(values.times); pass++) {
  for (const [name, scenario] of chosen) if (!(await isHeld(name, scenario))) failed++
}
process.stdout.write(
  failed === 0 ? `all ${chosen.length} held\n` : `${failed} of ${chosen.length} did not hold\n`,
)
// What a failed one has left running must not keep this open.
process.exit(failed === 0 ? 0 : 1)

async function isHeld(
  name: string,
  scenario: (length: Length) => Promise<Report>,
): Promise<boolean> {
  const start = performance.now()
  const seconds = () => ((performance.now() - start) / 1000).toFixed(1)
  try {
    const report = await scenario(values.short ? 'short' : 'long')
    const counts = Object.entries(report).map(([what, count]) => `${what} ${count}`)
    process.stdout.write(`ok    ${name} (${seconds()} s): ${counts.join(', ')}\n`)
    return true
  } catch (error) {
    process.stdout.write(`FAILED ${name} (${seconds()} s): ${inspect(error)}\n`)
    return false
  }
}
