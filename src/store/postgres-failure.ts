/** What the errors of a database mean for whoever asked. */
import { BonewiseError, StoreDownError, StoreError } from '../errors.js'
import { codeOf } from './durable-file.js'

const REACH = 'make sure that the database runs and that DATABASE_URL leads to it'

/** By SQLSTATE (PostgreSQL, appendix A) or system call. */
const hints: Readonly<Record<string, string>> = {
  ECONNREFUSED: REACH,
  ENOTFOUND: REACH,
  ETIMEDOUT: REACH,
  '28P01': 'the password in DATABASE_URL is not the one of its user',
  '28000': 'the database refuses this user; see its pg_hba.conf',
  '3D000': 'make the database that DATABASE_URL names',
  '42501': 'the user of DATABASE_URL must be able to make and change tables in its schema',
  '53100': 'free some space on the disk of the database',
  '53300': 'the database has no connection free: raise max_connections or lower DATABASE_POOL_SIZE',
  '25006': 'DATABASE_URL leads to a read-only copy of the database',
}

/** Ours to mend in the settings or the program: waiting helps nobody. */
const LASTING = /^(?:28|3D|42|22|23|0A)/

/** What pg threw, without its words: its detail may quote a whole row. */
export class PgFailure extends Error {
  /** SQLSTATE or system call; absent for a connection that was lost, or did not come about in time. */
  readonly code?: string

  constructor(error: unknown) {
    super('the database failed')
    this.name = new.target.name
    const code = codeOf(error)
    if (code !== undefined) this.code = code
  }
}

/** Turns what came of a piece of work into a StoreError; expected errors pass as they are. */
export function postgresFailure(doing: string, error: unknown): BonewiseError {
  if (error instanceof BonewiseError) return error
  // Not the database's fault, and not mended by waiting.
  if (!(error instanceof PgFailure))
    return new StoreError(`the store cannot ${doing}`, { cause: error })
  const { code } = error
  const hint = code === undefined ? undefined : hints[code]
  const message = `the database cannot ${doing}${code === undefined ? '' : `: ${code}`}`
  const options = { ...(hint !== undefined && { hint }) }
  const isLasting = code !== undefined && LASTING.test(code)
  return isLasting ? new StoreError(message, options) : new StoreDownError(message, options)
}

/** Nobody answered: the line was lost, or the time is over. */
export function isSilence(error: unknown): boolean {
  return error instanceof PgFailure && error.code === undefined
}

/** Two transactions stood in each other's way, and this one was given up: it may be tried again at once. */
export function isGivenUp(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error) ?? '')
}
