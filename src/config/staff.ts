/** Who of the clinic's staff may do what. */
import { ConfigError } from '../errors.js'

/** What a staff token may do; each route names the one that it needs. */
export const STAFF_SCOPES = [
  'handoffs:read',
  'handoffs:write',
  'enrolments:read',
  'enrolments:write',
  'consent:revoke',
  'patients:erase',
] as const
export type StaffScope = (typeof STAFF_SCOPES)[number]

export interface StaffToken {
  /** Who it was given to; stands in the audit trail. */
  readonly name: string
  /** SHA-256 of the token, hex; the token itself is nowhere. */
  readonly hash: string
  /** Undefined for an entry of the time before there were scopes: it may do what could be done then. */
  readonly scopes?: readonly StaffScope[]
  /** The token is refused from here on. */
  readonly untilMs?: number
}

const HINT = 'make one with: npm run staff-token -- "Front desk" --scopes handoffs:read'
const ENTRY = /^([A-Za-z0-9][A-Za-z0-9 ._-]{0,39}):([0-9a-f]{64})((?:;[a-z]+=[^;]*)*)$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * Reads `name:sha256hex;scopes=handoffs:read+handoffs:write;until=2027-06-30`, comma-separated; what stands after the
 * hash may be left out. A token can be used to the end of its last day, UTC.
 *
 * @throws {ConfigError} for an entry that cannot be read, or two with one token; quotes none.
 */
export function staffTokensOf(list: string): readonly StaffToken[] {
  const tokens = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(tokenOf)
  const isTwice = tokens.some(({ hash }, index) =>
    tokens.slice(0, index).some((other) => other.hash === hash),
  )
  if (isTwice) throw new ConfigError('STAFF_TOKENS: two names share one token')
  return tokens
}

/** What nobody could do before there were scopes, and no update may let somebody do unasked. */
const NEVER_UNASKED: readonly StaffScope[] = ['patients:erase']

/** Whether a token is good for something. */
export function isAllowed({ scopes }: StaffToken, scope: StaffScope): boolean {
  return scopes === undefined ? !NEVER_UNASKED.includes(scope) : scopes.includes(scope)
}

/** What stands in STAFF_TOKENS for a token. */
export function entryOf({
  name,
  hash,
  scopes,
  untilDay,
}: Pick<StaffToken, 'name' | 'hash'> & {
  readonly scopes: readonly StaffScope[]
  readonly untilDay?: string
}): string {
  const until = untilDay === undefined ? '' : `;until=${untilDay}`
  return `${name}:${hash};scopes=${scopes.join('+')}${until}`
}

/** Undefined where one of them is no scope, or none is named. */
export function scopesIn(names: readonly string[]): readonly StaffScope[] | undefined {
  const known = STAFF_SCOPES.filter((scope) => names.includes(scope))
  return known.length > 0 && known.length === new Set(names).size ? known : undefined
}

/** A name that can stand in STAFF_TOKENS. */
export function isStaffName(name: string): boolean {
  return ENTRY.test(`${name}:${'0'.repeat(64)}`)
}

function tokenOf(entry: string): StaffToken {
  const [, name, hash, rest = ''] = ENTRY.exec(entry) ?? []
  if (name === undefined || hash === undefined) {
    throw new ConfigError('STAFF_TOKENS: an entry is not of the form name:sha256hex', HINT)
  }
  const about = rest.split(';').slice(1).map(pairOf)
  const unknown = about.find(({ key }) => key !== 'scopes' && key !== 'until')
  if (unknown !== undefined) {
    throw new ConfigError(`STAFF_TOKENS: ${name}: there is no "${unknown.key}"`, HINT)
  }
  const valueOf = (wanted: string) => about.find(({ key }) => key === wanted)?.value
  const scopes = scopesOf(name, valueOf('scopes'))
  const untilMs = untilMsOf(name, valueOf('until'))
  return {
    name,
    hash,
    ...(scopes !== undefined && { scopes }),
    ...(untilMs !== undefined && { untilMs }),
  }
}

function pairOf(text: string): { readonly key: string; readonly value: string } {
  const at = text.indexOf('=')
  return { key: text.slice(0, at), value: text.slice(at + 1).trim() }
}

function scopesOf(name: string, value: string | undefined): readonly StaffScope[] | undefined {
  if (value === undefined) return undefined
  const scopes = scopesIn(value.split('+'))
  if (scopes !== undefined) return scopes
  throw new ConfigError(`STAFF_TOKENS: ${name}: scopes are some of ${STAFF_SCOPES.join('+')}`, HINT)
}

const DAY_MS = 86_400_000

function untilMsOf(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const startMs = DAY.test(value) ? Date.parse(`${value}T00:00:00.000Z`) : NaN
  if (!Number.isNaN(startMs)) return startMs + DAY_MS
  throw new ConfigError(`STAFF_TOKENS: ${name}: until is a day such as 2027-06-30`, HINT)
}
