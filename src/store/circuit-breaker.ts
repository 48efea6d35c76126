/** Keeps a process from waiting again and again for somebody who does not answer. */

export interface CircuitBreaker {
  /** Does the work; or, soon after other work has waited in vain, fails at once with what that failed with. */
  readonly guard: <T>(work: () => Promise<T>) => Promise<T>
}

export interface CircuitBreakerOptions {
  /** Milliseconds of any clock that does not go back. */
  readonly nowMs: () => number
  /** Whether nobody answered; an answer that is an error is one. */
  readonly isSilence: (error: unknown) => boolean
}

/** A connection that breaks at once costs nobody anything, and the next may be well. */
const IN_VAIN_MS = 1_000
/** After that, one piece of work tries again; the others go on failing until it has an answer. */
const PAUSE_MS = 2_000

export function createCircuitBreaker({ nowMs, isSilence }: CircuitBreakerOptions): CircuitBreaker {
  let silence: { readonly error: unknown; readonly untilMs: number } | undefined
  let isTrying = false

  return {
    guard: async (work) => {
      const isOpen = silence !== undefined
      if (silence !== undefined && (isTrying || nowMs() < silence.untilMs)) throw silence.error
      if (isOpen) isTrying = true
      const startMs = nowMs()
      try {
        const done = await work()
        silence = undefined
        return done
      } catch (error) {
        const isInVain = isSilence(error) && nowMs() - startMs >= IN_VAIN_MS
        silence = isInVain ? { error, untilMs: nowMs() + PAUSE_MS } : undefined
        throw error
      } finally {
        if (isOpen) isTrying = false
      }
    },
  }
}
