/** Who sends a text, and whether that sender is surely gone. */
import type { OutboxEntry, TextSender } from '../store/enrolments.js'
import { isRunning, markOfThisProcess, type ProcessMark } from '../store/process-mark.js'

/**
 * Longer than any request to a provider can live, with clocks that differ by minutes. A sender that was only slow
 * does no harm: what was given up is never sent again, and what it then writes down is taken.
 */
export const LEASE_MS = 10 * 60_000

export interface Lease {
  /** What stands in an entry while this outbox sends it. */
  readonly mine: () => Promise<TextSender>
  /** Is nobody sending this text any more? */
  readonly isLost: (entry: OutboxEntry, now: Moment) => Promise<boolean>
}

interface Moment {
  readonly nowMs: number
  /** This outbox is handing it over at this moment. */
  readonly isInHand: boolean
}

/** @param id Of this outbox, unlike all others. */
export function createLease(id: string): Lease {
  let mark: Promise<ProcessMark> | undefined
  return {
    mine: async () => ({ id, process: await (mark ??= markOfThisProcess()) }),
    isLost: async ({ state, sender, atMs }, { nowMs, isInHand }) => {
      if (state !== 'sending') return false
      if (sender === undefined || sender.id === id) return !isInHand
      if (nowMs - atMs > LEASE_MS) return true
      // On another machine nobody can look: the lease must run out.
      return (await isRunning(sender.process)) === false
    },
  }
}
