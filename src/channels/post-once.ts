/** One POST to a provider, which tells whether it can have been taken. */
import { readBounded } from './read-bounded.js'
import { textAt } from './read-json.js'

/** Long enough for a slow provider, short enough that a queue of messages moves on. */
export const SEND_TIMEOUT_MS = 10_000
/** Providers answer with some hundred bytes. */
const MAX_ANSWER_BYTES = 65_536

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface PostOptions {
  readonly fetch?: typeof fetch
  /** Milliseconds for the whole exchange. */
  readonly timeoutMs?: number
}

export type Answer =
  /** The text is undefined where the line broke within it, or it was far too long. */
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly headers: Headers
      readonly text: string | undefined
    }
  /** No connection came about, so that nothing was sent. */
  | { readonly kind: 'notSent' }
  /** The line broke, or the time was up, after something may have been sent. */
  | { readonly kind: 'broken' }

/** Faults from before a connection stands: of the address's name, or of the connecting itself. */
const BEFORE_CONNECTION = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT']

/** Posts once; never follows a redirect and never tries again. */
export async function postOnce(
  { url, headers, body }: Post,
  { fetch: call = fetch, timeoutMs = SEND_TIMEOUT_MS }: PostOptions,
): Promise<Answer> {
  try {
    const response = await call(url, {
      method: 'POST',
      headers,
      body,
      // The credentials are for this provider; a redirect could lead to any other.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    // The status is known by now, and tells more than a body that did not come whole.
    const text = await readBounded(response.body, MAX_ANSWER_BYTES)
    return { kind: 'answered', status: response.status, headers: response.headers, text }
  } catch (error) {
    return { kind: isBeforeConnection(error) ? 'notSent' : 'broken' }
  }
}

function isBeforeConnection(error: unknown): boolean {
  // Node's fetch says why in the cause of its one TypeError.
  return BEFORE_CONNECTION.includes(textAt(error, 'cause.code') ?? '')
}

/** Whole seconds of a Retry-After header; undefined where there is none, or a date. */
export function retryAfterSeconds(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? ''
  return /^\d{1,6}$/.test(value) ? Number(value) : undefined
}
