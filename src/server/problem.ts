/** Every failure as an RFC 9457 problem: what the caller may know of it, and never a stack. */
import { STATUS_CODES } from 'node:http'
import type { Response } from 'express'
import { BonewiseError, RequestError } from '../errors.js'

/** The status of each code; one that is not here is our fault, and a 500. */
const statusByCode: Readonly<Record<string, number>> = {
  BODY_INVALID: 400,
  TOKEN_MISSING: 401,
  TOKEN_EXPIRED: 401,
  ORIGIN_REFUSED: 403,
  STAFF_ONLY: 403,
  SCOPE_MISSING: 403,
  SIGNATURE_WRONG: 403,
  PATH_UNKNOWN: 404,
  CONVERSATION_NOT_FOUND: 404,
  EXCHANGE_NOT_FOUND: 404,
  HANDOFF_NOT_FOUND: 404,
  ENROLMENT_NOT_FOUND: 404,
  METHOD_REFUSED: 405,
  ENROLMENT_EXISTS: 409,
  NUMBER_OPTED_OUT: 409,
  BODY_TOO_LARGE: 413,
  CONTENT_TYPE_WRONG: 415,
  MESSAGE_CONFLICT: 422,
  TEXT_TOO_LONG: 422,
  RATE_LIMITED: 429,
  CONVERSATION_BUSY: 429,
  STORE_FAILED: 503,
  STORE_DOWN: 503,
  STORE_LOCKED: 503,
  AUDIT_FAILED: 503,
}

/** All codes that a problem can have. */
export const PROBLEM_CODES: readonly string[] = [...Object.keys(statusByCode), 'UNEXPECTED']

/** How long to wait where nothing better is known, by status. */
const retryAfterSeconds: Readonly<Record<number, number>> = { 429: 2, 503: 5 }

export interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly detail: string
  /** Stable; clients decide by it. */
  readonly code: string
  /** Path of the wrong field of the body. */
  readonly field?: string
}

export interface Failure {
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>
}

/** Says what the caller may know of an error, and with which headers. */
export function failureOf(error: unknown): Failure {
  const known = error instanceof BonewiseError ? error : parserFault(error)
  const code = known?.code ?? 'UNEXPECTED'
  const status = statusByCode[code] ?? 500
  const about = known instanceof RequestError ? known.about : {}
  const wait = about.retryAfterSeconds ?? retryAfterSeconds[status]
  return {
    problem: {
      type: 'about:blank',
      title: STATUS_CODES[status] ?? 'Error',
      status,
      detail: status < 500 ? (known?.message ?? '') : detailOfFault(status),
      code,
      ...(about.field !== undefined && { field: about.field }),
    },
    headers: {
      ...(wait !== undefined && { 'Retry-After': String(wait) }),
      ...(about.allow !== undefined && { Allow: about.allow }),
      ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    },
  }
}

/** Sends a failure as `application/problem+json`. */
export function sendProblem(res: Response, { problem, headers }: Failure): void {
  res.status(problem.status).set(headers).type('application/problem+json')
  res.send(JSON.stringify(problem))
}

// The message of a server fault may name files, so it goes to the log and not to the caller.
function detailOfFault(status: number): string {
  return status === 503
    ? 'The conversation cannot be kept just now, so nothing was answered. Please try again.'
    : 'Something went wrong on our side. Please try again.'
}

/** Express and its body parsers throw errors that carry a status; their messages may quote the body. */
function parserFault(error: unknown): RequestError | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined
  const { status } = error
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined
  if (status === 413) return new RequestError('BODY_TOO_LARGE', 'the body is too large')
  if (status === 415) {
    return new RequestError('CONTENT_TYPE_WRONG', 'this encoding or character set is not served')
  }
  return new RequestError('BODY_INVALID', 'the request cannot be read')
}
