/** The end of the process: once, in order, and in time. */
import { logFailure, type Log } from './log.js'

export interface Stopping {
  /** From the first signal on. */
  readonly isStopping: () => boolean
}

/** As much of `process` as a stop needs. */
export interface Signals {
  readonly on: (signal: 'SIGTERM' | 'SIGINT', listener: () => void) => unknown
  /** Ends the process whatever it still does. */
  readonly exit: (code: number) => void
}

export interface StopParts {
  /** Stops all that runs; called once. */
  readonly stop: () => Promise<void>
  /** How long that may take. */
  readonly limitMs: number
  readonly signals: Signals
  readonly log: Log
}

/** Ctrl+C comes twice under npm, from the terminal and from the start script: so close, it is one. */
const SAME_MS = 1000
/** For a line of the log to go out, and for what holds on to nothing. */
const LAST_MS = 500

/** Stops at the first signal with exit code 0; at a second one, after a second, at once with 1. */
export function stopOnSignals({ stop, limitMs, signals, log }: StopParts): Stopping {
  let firstMs: number | undefined

  const begin = async (): Promise<void> => {
    log.info({}, 'stopping')
    const limit = setTimeout(() => {
      log.error({ limitMs }, 'the server did not stop in time')
      signals.exit(1)
    }, limitMs)
    const code = await stop().then(
      () => 0,
      (error: unknown) => {
        logFailure(log, error, 'the server did not stop well')
        return 1
      },
    )
    clearTimeout(limit)
    log.info({}, 'stopped')
    // Not unref: a connection that somebody else keeps open must not keep a stopped server alive.
    setTimeout(() => signals.exit(code), LAST_MS)
  }

  const hear = () => {
    if (firstMs === undefined) {
      firstMs = performance.now()
      void begin()
    } else if (performance.now() - firstMs >= SAME_MS) {
      log.warn({}, 'stopped at once, at a second signal')
      signals.exit(1)
    }
  }
  signals.on('SIGTERM', hear)
  signals.on('SIGINT', hear)
  return { isStopping: () => firstMs !== undefined }
}
