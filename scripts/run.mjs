/** `node scripts/run.mjs chat …`: a command of src/cli.ts on a fresh build. */
import { spawn } from 'node:child_process'
import { ensureReady, root } from './ensure.mjs'

ensureReady()
const command = spawn(process.execPath, ['build/src/cli.js', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
command.on('exit', (code) => process.exit(code ?? 1))
