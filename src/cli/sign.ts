import { parseArgs } from 'node:util'
import { readSettings } from '../config.js'
import { loadContent } from '../content/load.js'
import { SignError } from '../errors.js'
import { dayIn } from '../review/day.js'
import { signUnits } from '../review/sign.js'

/** Signs the named answers: `NAME… --by "Name, role" [--due YYYY-MM-DD]`. */
export function sign(root: string, args: readonly string[]): void {
  const { units, by, due } = parse(args)
  // Content that does not pass its checks throws here, before anything is signed.
  const content = loadContent(root)
  const today = dayIn(readSettings().clinic.timeZone, new Date())
  for (const { unit, file, reviewed } of signUnits(root, content, { units, by, due, today })) {
    process.stderr.write(`signed ${unit} (${file}) until ${reviewed.due}\n`)
  }
}

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { by: { type: 'string' }, due: { type: 'string' } },
      allowPositionals: true,
    })
    return { units: positionals, by: values.by, due: values.due }
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause)
    throw new SignError('SIGN_OPTION_UNKNOWN', problem.split('. ')[0] ?? problem, {
      hint: 'npm run sign -- NAME --by "Name, role" [--due YYYY-MM-DD]',
      cause,
    })
  }
}
