/** `node scripts/faults.mjs [words] [--times 3]`: the failures of test/faults/ in their long form, on a fresh build. */
import { spawn } from 'node:child_process'
import { ensureReady, root } from './ensure.mjs'

ensureReady()
const faults = spawn(process.execPath, ['build/test/faults/run.js', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
faults.on('exit', (code) => process.exit(code ?? 1))
