/** `npm run sms-demo`: four weeks of text messages in a minute, in the terminal. */
import { spawn } from 'node:child_process'
import { ensureReady, root } from './ensure.mjs'

ensureReady()
const demo = spawn(process.execPath, ['build/test/demo/sms-demo.js', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
demo.on('exit', (code) => process.exit(code ?? 1))
