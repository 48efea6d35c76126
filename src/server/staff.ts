/** Who of the clinic's staff calls, and what they may do. */
import type { Request } from 'express'
import { isAllowed, type StaffScope, type StaffToken } from '../config/staff.js'
import { RequestError } from '../errors.js'
import { opaqueId } from './api-schema.js'
import type { Log } from './log.js'
import { isTokenOf } from './tokens.js'

/**
 * Finds the staff token that a request bears.
 *
 * @throws {RequestError} TOKEN_MISSING without a well-formed token, STAFF_ONLY for any other, TOKEN_EXPIRED.
 */
export function staffOf(req: Request, tokens: readonly StaffToken[], now: Date): StaffToken {
  const header = req.get('authorization') ?? ''
  const token = opaqueId.safeParse(/^Bearer +(\S+)$/i.exec(header)?.[1])
  if (!token.success)
    throw new RequestError('TOKEN_MISSING', 'send a staff token as a bearer token')
  // Every hash is compared, so that the time tells nothing about which one came near.
  const [known] = tokens.filter(({ hash }) => isTokenOf(token.data, hash))
  if (known === undefined) throw new RequestError('STAFF_ONLY', 'this is for the clinic’s staff')
  if (known.untilMs !== undefined && known.untilMs <= now.getTime()) {
    throw new RequestError('TOKEN_EXPIRED', 'this staff token has expired; ask for a new one')
  }
  return known
}

/** @throws {RequestError} SCOPE_MISSING, naming what the token would have to be good for. */
export function requireScope(token: StaffToken, scope: StaffScope): void {
  if (isAllowed(token, scope)) return
  throw new RequestError('SCOPE_MISSING', `this token may not do that: it needs ${scope}`, {
    scope,
  })
}

/** Says at the start which tokens may do all but erase, since they are of the time before there were scopes. */
export function warnOfUnscoped(tokens: readonly StaffToken[], log: Pick<Log, 'warn'>): void {
  for (const { name, scopes } of tokens) {
    if (scopes !== undefined) continue
    log.warn(
      { staff: name, hint: 'add ;scopes=… to its entry in STAFF_TOKENS' },
      'a staff token without scopes may do all but erase',
    )
  }
}
