/** `node scripts/bench.mjs turn …`: a measurement of test/bench/ on a fresh build. */
import { spawn } from 'node:child_process'
import { ensureReady, root } from './ensure.mjs'

ensureReady()
const [name = 'turn', ...args] = process.argv.slice(2)
const measurement = spawn(process.execPath, [`build/test/bench/${name}.js`, ...args], {
  cwd: root,
  stdio: 'inherit',
})
measurement.on('exit', (code) => process.exit(code ?? 1))
