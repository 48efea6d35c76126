/** Every check, in the order in which a person would want to hear of a problem. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  ensureBrowser,
  ensureBundled,
  ensureCompiled,
  ensureInstalled,
  ensureKept,
  ensureNode,
  ensureTrained,
  root,
  run,
  say,
} from './ensure.mjs'

const bin = (path) => [process.execPath, `node_modules/${path}`]
const steps = [
  [
    'format',
    () =>
      run(...command(bin('prettier/bin/prettier.cjs'), ['--check', '--log-level', 'warn', '.'])),
  ],
  ['types', types],
  ['widget', ensureBundled],
  ['lint', () => run(...command(bin('eslint/bin/eslint.js'), ['--max-warnings', '0', '.']))],
  ['content', () => run(process.execPath, ['build/src/cli.js', 'check'])],
  ['classifier', ensureTrained],
  ['start', ensureKept],
  ['browser', ensureBrowser],
  ['tests', tests],
]

ensureNode()
ensureInstalled()
for (const [name, check] of steps) {
  const start = performance.now()
  say(`\n== ${name}`)
  await check()
  say(`   ok, ${((performance.now() - start) / 1000).toFixed(1)} s`)
}
/** The widget has its own types: a browser's, where the rest has Node's. */
function types() {
  ensureCompiled()
  run(...command(bin('typescript/bin/tsc'), ['-p', 'src/widget']))
}

/** Runs Jest and ends with its counts, also when some failed. */
function tests() {
  const report = join(root, 'reports/jest.json')
  mkdirSync(dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const args = ['--json', `--outputFile=${report}`, ...process.argv.slice(2)]
  const { status } = spawnSync(...command(bin('jest/bin/jest.js'), args), {
    cwd: root,
    // The report goes to its file; people read what Jest tells on stderr.
    stdio: ['ignore', 'ignore', 'inherit'],
    // A test that leaves a door open must fail the run, not hang it.
    timeout: 20 * 60_000,
    env: { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' },
  })
  if (!existsSync(report)) process.exit(status || 1)
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  console.log(`${numPassedTests} passed, ${numFailedTests} failed`)
  if (status !== 0) process.exit(status ?? 1)
}

function command([program, script], args) {
  return [program, [script, ...args]]
}
