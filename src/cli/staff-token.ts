/** Makes a token by which one member of the staff does what its scopes allow. */
import { parseArgs } from 'node:util'
import { entryOf, isStaffName, scopesIn, STAFF_SCOPES, type StaffScope } from '../config/staff.js'
import { BonewiseError } from '../errors.js'
import { hashOfToken, randomToken } from '../server/tokens.js'

const HINT = {
  hint: 'npm run staff-token -- "Front desk" --scopes handoffs:read,handoffs:write --days 365',
}
const MAX_DAYS = 3650
const DAY_MS = 86_400_000

/**
 * Prints the token, which is kept nowhere, and the entry for STAFF_TOKENS.
 *
 * @throws {BonewiseError} for a name, a scope or a number of days that cannot be.
 */
export function staffToken(
  args: readonly string[],
  now = new Date(),
  write: (text: string) => void = (text) => void process.stdout.write(text),
): void {
  const { name, scopes, days } = readArgs(args)
  const token = randomToken()
  const untilDay = days && new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10)
  const entry = { name, hash: hashOfToken(token), scopes, ...(untilDay && { untilDay }) }
  write(
    `For ${name}; it is shown once, so hand it over safely:\n  ${token}\n\n` +
      `Add to STAFF_TOKENS, after a comma if there are others:\n  ${entryOf(entry)}\n`,
  )
}

interface Wanted {
  readonly name: string
  readonly scopes: readonly StaffScope[]
  readonly days?: number
}

function readArgs(args: readonly string[]): Wanted {
  const { name, scopes: list, days: daysText } = parsedArgs(args)
  if (!isStaffName(name)) {
    throw new BonewiseError(
      'STAFF_NAME_WRONG',
      'a name is 1 to 40 of A-Z a-z 0-9 . _ - and spaces',
      HINT,
    )
  }
  // No default: whoever gives a token away says what it is for.
  const scopes = scopesIn(list.split(',').map((scope) => scope.trim()))
  if (scopes === undefined) {
    const known = STAFF_SCOPES.join(', ')
    throw new BonewiseError('STAFF_SCOPES_WRONG', `--scopes takes some of: ${known}`, HINT)
  }
  if (daysText === undefined) return { name, scopes }
  const days = /^\d{1,4}$/.test(daysText) ? Number(daysText) : 0
  if (days < 1 || days > MAX_DAYS) {
    throw new BonewiseError('STAFF_DAYS_WRONG', `--days takes 1 to ${MAX_DAYS}`, HINT)
  }
  return { name, scopes, days }
}

function parsedArgs(args: readonly string[]) {
  const options = { scopes: { type: 'string' }, days: { type: 'string' } } as const
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    if (positionals.length > 1) throw new Error('more than one name')
    return { name: positionals[0] ?? '', scopes: values.scopes ?? '', days: values.days }
  } catch (cause) {
    throw new BonewiseError('ARGUMENTS_WRONG', 'these arguments cannot be read', {
      ...HINT,
      cause,
    })
  }
}
