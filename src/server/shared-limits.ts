/** Limits that hold over all nodes together: each counts alone, and they tell each other every second. */
import { createHash } from 'node:crypto'
import type { SharedCounts } from '../store/shared-counts.js'

/** As much of a limiter as is needed here. */
export interface Limiter {
  /** Adds points that were counted elsewhere. */
  readonly penalty: (key: string, points: number) => Promise<unknown>
}

export interface SharedLimits {
  /** Notes that a point was counted here. */
  readonly counted: (name: string, key: string) => void
  /** Tells the others, and hears of theirs; never rejects. */
  readonly share: () => Promise<void>
}

const MINUTE_MS = 60_000

interface Counting {
  readonly limiter: Limiter
  readonly key: string
  /** Counted here and not told yet, counted here and told, and heard of the others, in this minute. */
  untold: number
  told: number
  others: number
}

/**
 * A second's delay lets a flood through for a second; a question to the database before each message would make every
 * message slower, and the limits fall with the database.
 */
export function createSharedLimits(
  limiters: Readonly<Record<string, Limiter>>,
  { counts, clock }: { readonly counts: SharedCounts; readonly clock: () => Date },
): SharedLimits {
  let minute = 0
  let counting = new Map<string, Counting>()
  const currentMinute = () => Math.floor(clock().getTime() / MINUTE_MS)
  const beginMinute = () => {
    if (currentMinute() === minute) return
    minute = currentMinute()
    counting = new Map()
  }

  const counted = (name: string, key: string) => {
    const limiter = limiters[name]
    if (limiter === undefined) return
    beginMinute()
    const hash = hashOf(name, key)
    const known = counting.get(hash) ?? { limiter, key, untold: 0, told: 0, others: 0 }
    known.untold += 1
    counting.set(hash, known)
  }

  const share = async () => {
    beginMinute()
    // Of this minute, also where the next one begins before the answer comes.
    const [shared, inMinute] = [counting, minute]
    const untold = [...shared].filter(([, { untold: points }]) => points > 0)
    if (untold.length === 0) return
    const points = new Map(untold.map(([hash, { untold: own }]) => [hash, own]))
    // The limits of one node stay as they are while the database is away.
    const totals = await counts.add(inMinute, points).catch(() => undefined)
    for (const [hash, total] of totals ?? []) {
      const known = shared.get(hash)
      const told = points.get(hash)
      if (known === undefined || told === undefined) continue
      known.untold -= told
      known.told += told
      const more = total - known.told - known.others
      known.others += more
      if (more > 0) await known.limiter.penalty(known.key, more)
    }
  }
  return { counted, share }
}

/** An address or a token must not be read in the table. */
function hashOf(name: string, key: string): string {
  return createHash('sha256').update(`${name} ${key}`).digest('base64url')
}
