/**
 * `npm run bench`: every measurement, each in a process of its own, so that none warms up or slows down another.
 *
 * `--quick` takes less than a minute; `--json` prints one object; `--rivals <folder>` and `--database <url>` go to those that know them;
 * `--into docs/performance.md` puts what is printed in the place of what stands there.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { quick, json, rivals, database, into } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    rivals: { type: 'string' },
    database: { type: 'string' },
    into: { type: 'string' },
  },
}).values

const own: Readonly<Record<string, readonly string[]>> = {
  turn: [],
  stored: [],
  rivals: rivals === undefined ? [] : ['--rivals', rivals],
  load: database === undefined ? [] : ['--database', database],
  profile: [],
}
const shared = [...(quick ? ['--quick'] : []), ...(json ? ['--json'] : [])]
const printed = Object.entries(own).map(([name, args]) => [name, run(name, args)] as const)
if (json) {
  const results = printed.map(([name, text]) => [name, JSON.parse(text) as unknown])
  process.stdout.write(`${JSON.stringify(Object.fromEntries(results), undefined, 2)}\n`)
}
if (into !== undefined) {
  const page = readFileSync(into, 'utf8')
  const filled = printed.reduce((text, [name, lines]) => withBlock(text, name, lines), page)
  writeFileSync(into, filled)
}

/** The block of text after `<!-- name -->`, filled with these lines. */
function withBlock(page: string, name: string, lines: string): string {
  const block = new RegExp(`(<!-- ${name} -->\\n+\`\`\`text\\n)[^]*?(\\n\`\`\`)`)
  return page.replace(block, (_, before: string, after: string) => before + lines.trimEnd() + after)
}

/** @returns what it printed; shows it at once where people read. */
function run(name: string, args: readonly string[]): string {
  const script = fileURLToPath(new URL(`${name}.js`, import.meta.url))
  const { status, stdout } = spawnSync(process.execPath, [script, ...shared, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) {
    process.stderr.write(`the measurement "${name}" failed\n`)
    process.exit(status ?? 1)
  }
  if (!json) process.stdout.write(`\n== ${name}\n${stdout}`)
  return stdout
}
