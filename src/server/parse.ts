/** Reading of requests: bodies against their schemas, and the caller's token. */
import type { Request, RequestHandler } from 'express'
import { isUtf8 } from 'node:buffer'
import express from 'express'
import type { z } from 'zod'
import { ConversationNotFoundError, RequestError } from '../errors.js'
import { opaqueId } from './api-schema.js'

function refuseBrokenText(_req: unknown, _res: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw new RequestError('BODY_INVALID', 'the body is not UTF-8')
}

interface ParserOptions {
  readonly limit: string
  readonly inflate: boolean
  readonly extended?: boolean
  readonly verify: (req: unknown, res: unknown, body: Buffer) => void
}

/** Express's parsers; their types come from a package that vendor/absent stands in for. */
interface Parsers {
  readonly json: (options: ParserOptions) => RequestHandler
  readonly urlencoded: (options: ParserOptions) => RequestHandler
  readonly text: (options: ParserOptions & { readonly type: string }) => RequestHandler
}
const parsers: Parsers = express

// inflate is off: eight compressed kilobytes can hold eight megabytes.
const options = { limit: '8kb', inflate: false, verify: refuseBrokenText }

/** Reads a JSON body; one of another type is refused, none at all is left to the schema. */
export const readJson: readonly RequestHandler[] = [
  onlyType('application/json'),
  parsers.json(options),
]

/** Reads a form; a field sent twice becomes an array, which the schema refuses. */
export const readForm: readonly RequestHandler[] = [
  onlyType('application/x-www-form-urlencoded'),
  parsers.urlencoded({ ...options, extended: false }),
]

/** Reads a table as text; a year's patients of a large clinic fit. */
export const readCsvText: readonly RequestHandler[] = [
  onlyType('text/csv'),
  parsers.text({ ...options, limit: '1mb', type: 'text/csv' }),
]

function onlyType(type: string): RequestHandler {
  return (req, _res, next) => {
    // A body of length 0 is no body, though browsers send the header.
    if (req.get('content-length') !== '0' && req.is(type) === false) {
      throw new RequestError('CONTENT_TYPE_WRONG', `the body must be ${type}`)
    }
    next()
  }
}

/**
 * Checks a body or query against its schema.
 *
 * @throws {RequestError} naming the first wrong field; TEXT_TOO_LONG where a text is only too long.
 */
export function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const keys = issue?.code === 'unrecognized_keys' ? 'unknown key' : undefined
  const field = issue?.path.join('.') ?? ''
  const problem = keys ?? issue?.message ?? 'is wrong'
  throw new RequestError(
    issue?.code === 'too_big' && issue.origin === 'string' ? 'TEXT_TOO_LONG' : 'BODY_INVALID',
    field === '' ? problem : `${field}: ${problem}`,
    field === '' ? {} : { field },
  )
}

export interface Caller {
  readonly conversationId: string
  readonly token: string
}

/**
 * Reads who calls: the conversation of the path and the bearer token.
 *
 * @throws {RequestError} TOKEN_MISSING when there is no well-formed token.
 * @throws {ConversationNotFoundError} when the id cannot be one of ours.
 */
export function callerOf(req: Request): Caller {
  const header = req.get('authorization') ?? ''
  const token = opaqueId.safeParse(/^Bearer +(\S+)$/i.exec(header)?.[1])
  if (!token.success) {
    throw new RequestError('TOKEN_MISSING', 'send the token of the conversation as a bearer token')
  }
  const id = opaqueId.safeParse(req.params['id'])
  if (!id.success) throw new ConversationNotFoundError()
  return { conversationId: id.data, token: token.data }
}
