/** Who of the clinic's staff calls. */
import type { Request } from 'express'
import type { StaffToken } from '../config-handoff.js'
import { RequestError } from '../errors.js'
import { opaqueId } from './api-schema.js'
import { isTokenOf } from './tokens.js'

/**
 * Reads the staff member's name from their bearer token.
 *
 * @throws {RequestError} TOKEN_MISSING without a well-formed token, STAFF_ONLY for any other.
 */
export function staffOf(req: Request, tokens: readonly StaffToken[]): string {
  const header = req.get('authorization') ?? ''
  const token = opaqueId.safeParse(/^Bearer +(\S+)$/i.exec(header)?.[1])
  if (!token.success)
    throw new RequestError('TOKEN_MISSING', 'send a staff token as a bearer token')
  // Every hash is compared, so that the time tells nothing about which one came near.
  const [known] = tokens.filter(({ hash }) => isTokenOf(token.data, hash))
  if (known === undefined) throw new RequestError('STAFF_ONLY', 'this is for the clinic’s staff')
  return known.name
}
