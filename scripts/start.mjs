import { spawn } from 'node:child_process'
import { ensureReady, root } from './ensure.mjs'

ensureReady()
const server = spawn(process.execPath, ['build/src/main.js'], { cwd: root, stdio: 'inherit' })
// npm sends its signals to this process; the server is the one that has to drain.
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)))
