/** Every check, in the order in which a person would want to hear of a problem. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  ensureCompiled,
  ensureInstalled,
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
  ['types', ensureCompiled],
  ['lint', () => run(...command(bin('eslint/bin/eslint.js'), ['--max-warnings', '0', '.']))],
  ['content', () => run(process.execPath, ['build/src/cli.js', 'check'])],
  ['classifier', ensureTrained],
  ['tests', tests],
]

ensureNode()
ensureInstalled()
for (const [name, check] of steps) {
  const start = performance.now()
  say(`\n== ${name}`)
  check()
  say(`   ok, ${((performance.now() - start) / 1000).toFixed(1)} s`)
}
const { numPassedTests, numFailedTests } = JSON.parse(
  readFileSync(join(root, 'reports/jest.json'), 'utf8'),
)
console.log(`${numPassedTests} passed, ${numFailedTests} failed`)

function tests() {
  const args = [
    '--json',
    '--outputFile=reports/jest.json',
    '--silent=false',
    ...process.argv.slice(2),
  ]
  run(...command(bin('jest/bin/jest.js'), args), {
    NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
  })
}

function command([program, script], args) {
  return [program, [script, ...args]]
}
