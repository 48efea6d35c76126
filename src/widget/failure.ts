/** What becomes of a message whose delivery failed. */
import { ApiFailure } from './api-client.js'
import type { Failure } from './outbox.js'

/** How long a server's wish to wait is obeyed without asking the patient. */
const PATIENCE_MS = 10_000

/** The code of a failure. */
export function codeOf(error: unknown): string {
  return error instanceof ApiFailure ? error.code : 'UNEXPECTED'
}

/** Whether the server no longer knows the conversation. */
export function isGone(error: unknown): boolean {
  return ['CONVERSATION_NOT_FOUND', 'TOKEN_MISSING'].includes(codeOf(error))
}

/** Waits when the server says how long, gives up what it will never take, and else lets it lie. */
export function failureOf(error: unknown): Failure {
  const code = codeOf(error)
  if (!(error instanceof ApiFailure)) return { kind: 'stop', code }
  const ms = error.retryAfterMs
  if (ms !== undefined && ms <= PATIENCE_MS) return { kind: 'wait', code, ms }
  // What is wrong with the message itself is wrong the next time too.
  return [400, 413, 422].includes(error.status) ? { kind: 'refused', code } : { kind: 'stop', code }
}
