/** Commands for people and for measurements: `node build/src/cli.js <command>`. */
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { audit } from './cli/audit.js'
import { chat } from './cli/chat.js'
import { check } from './cli/check.js'
import { accept } from './cli/accept.js'
import { diff } from './cli/diff.js'
import { evaluate } from './cli/eval.js'
import { followUps } from './cli/follow-ups.js'
import { migrateStore } from './cli/migrate-store.js'
import { replay } from './cli/replay.js'
import { review } from './cli/review.js'
import { rotateKey } from './cli/rotate-key.js'
import { sign } from './cli/sign.js'
import { staffToken } from './cli/staff-token.js'
import { train } from './cli/train.js'
import { transcriptClinic } from './cli/transcript.js'
import { readConfig, readSettings } from './config.js'
import { BonewiseError } from './errors.js'
import { keepContent } from './kept.js'
import { prepare } from './prepare.js'
import { openAudit } from './store/open-audit.js'
import { followUpParts } from './texting.js'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const writeLine = (line: string) => void process.stdout.write(`${line}\n`)

const commands: Readonly<Record<string, (args: readonly string[]) => void | Promise<void>>> = {
  accept: () => accept(prepare(root, transcriptClinic), root),
  audit: async (args) => {
    const trail = openAudit(readSettings())
    await audit(args, trail, writeLine).finally(trail.close)
  },
  chat: (args) =>
    chat(prepare(root, readSettings().clinic), { isExplaining: args.includes('--explain') }),
  check: (args) => check(root, args),
  diff: (args) => diff(root, args),
  eval: (args) => evaluate(root, args),
  'follow-ups': (args) => {
    const config = readSettings()
    return followUps(args, {
      config,
      texts: followUpParts(prepare(root, config.clinic)),
      now: new Date(),
      write: writeLine,
    })
  },
  'migrate-store': (args) => {
    const { security } = readSettings()
    return migrateStore(args, { security, write: writeLine })
  },
  // The default clinic, so that what is measured does not depend on who measures it.
  replay: () => replay(prepare(root, readConfig({}).clinic), process.stdin, process.stdout),
  'keep-content': () => keepContent(root),
  review: (args) => review(root, args),
  'rotate-key': () => rotateKey(readSettings(), writeLine),
  sign: (args) => sign(root, args),
  'staff-token': (args) => staffToken(args),
  train: () => train(root),
}

// A reader that has seen enough, such as `head`, closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
try {
  if (command === undefined) {
    throw new BonewiseError('COMMAND_UNKNOWN', `unknown command "${name}"`, {
      hint: `one of: ${Object.keys(commands).join(', ')}`,
    })
  }
  await command(args)
} catch (error) {
  if (!(error instanceof BonewiseError)) throw error
  process.stderr.write(`${error.code} ${error.message}\n`)
  if (error.hint !== undefined) process.stderr.write(`  hint: ${error.hint}\n`)
  process.exitCode = 1
}
