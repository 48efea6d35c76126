/** The only door to pino. Lines hold ids, decisions, confidence and milliseconds; never what a patient wrote. */
import { pino } from 'pino'
import type { DestinationStream } from 'pino'
import { BonewiseError } from '../errors.js'
import type { Turn } from '../types.js'
import type { SeenRequest } from './watch-requests.js'

type Fields = Readonly<Record<string, string | number | boolean | undefined>>

/** As much of a logger as the server uses; a line is fields and a fixed text. */
export interface Log {
  readonly debug: (fields: Fields, text: string) => void
  readonly info: (fields: Fields, text: string) => void
  readonly warn: (fields: Fields, text: string) => void
  readonly error: (fields: Fields, text: string) => void
}

/** Makes the log; JSON lines to standard output unless told otherwise. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/** Writes the line of one turn. */
export function logTurn(log: Log, turn: Turn, durationMs: number): void {
  log.info(
    {
      sessionId: turn.message.sessionId,
      channel: turn.message.channel,
      turn: turn.session.turns,
      decision: turn.decision.kind,
      responseId: turn.reply.responseId,
      intent: turn.understanding.intents[0]?.intent,
      confidence: turn.understanding.intents[0]?.confidence,
      durationMs: Math.round(durationMs * 10) / 10,
    },
    'turn',
  )
}

/**
 * Writes the line of one failure.
 *
 * Of an error that we do not know, only its class and places are written: its message may quote the patient.
 */
export function logFailure(log: Log, error: unknown, text = 'failure'): void {
  log.error({ ...fieldsOf(error), ...causeOf(error) }, text)
}

function causeOf(error: unknown): Fields {
  if (!(error instanceof Error) || error.cause === undefined) return {}
  const { error: cause, code, place } = fieldsOf(error.cause)
  return { cause: code ?? cause, causePlace: place }
}

function fieldsOf(error: unknown): Fields {
  if (error instanceof BonewiseError) {
    return { error: error.name, code: error.code, message: error.message, hint: error.hint }
  }
  if (!(error instanceof Error)) return { error: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const stack = error.stack?.replace(error.message, '') ?? ''
  const frames = stack.split('\n').filter((line) => /^ {4}at [^"]*:\d+:\d+\)?$/.test(line))
  const place = frames.slice(0, 8).map((line) => line.trim())
  return { error: error.name, code, place: place.join(' | ') }
}

/** Writes the line of one request. */
export function logRequest(log: Log, request: SeenRequest): void {
  const { method, route, status, durationMs, isAborted } = request
  const fields = { method, route, status, durationMs: Math.round(durationMs * 10) / 10 }
  // Asked every few seconds, and always answered alike.
  if (route === '/healthz' || route === '/readyz') log.debug(fields, 'request')
  else log.info({ ...fields, isAborted: isAborted || undefined }, 'request')
}
