/** Seals again, with the newest key, what was sealed with an older one or with none. */
import { SealKeyError } from '../errors.js'
import { createSealer, idOfKey, isSealed, type DataKeys } from './sealer.js'

export interface Resealed {
  /** How many records were looked at. */
  readonly seen: number
  /** How many of them are sealed anew. */
  readonly resealed: number
  /** How many do not open, by a missing key or since they were changed; they are left as they are. */
  readonly unreadable: number
}

/** What was put aside as damaged is not sealed anew: it goes after 30 days, or somebody mends it with its old key. */
export type Reseal = (onSeen: (sofar: Resealed) => void) => Promise<Resealed>

export interface KeptText {
  readonly text: string
  /** As the sealer is told it: `conversations/3f2…`. */
  readonly place: string
}

/** `same` where nothing is to do; `unreadable` where it does not open. */
export type SealedAnew =
  | { readonly kind: 'same' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'text'; readonly text: string }

/** Makes what seals one text anew. */
export function createResealer(keys: DataKeys): (kept: KeptText) => SealedAnew {
  const sealer = createSealer(keys)
  const id = idOfKey(keys.current)
  const opened = ({ text, place }: KeptText): string | undefined => {
    try {
      const json = sealer.open(text, place)
      return isSealed(json) ? undefined : json
    } catch (error) {
      if (error instanceof SealKeyError) return undefined
      throw error
    }
  }
  return (kept) => {
    const json = opened(kept)
    if (json === undefined) return { kind: 'unreadable' }
    if (isSealed(kept.text) && kept.text.split('.')[1] === id) return { kind: 'same' }
    return { kind: 'text', text: sealer.seal(json, kept.place) }
  }
}

/** Counts what became of each, and tells how far the walk is from time to time. */
export function createTally(onSeen: (sofar: Resealed) => void): {
  readonly count: (kind: SealedAnew['kind']) => void
  readonly total: () => Resealed
} {
  let [seen, resealed, unreadable] = [0, 0, 0]
  const total = () => ({ seen, resealed, unreadable })
  return {
    total,
    count: (kind) => {
      seen += 1
      if (kind === 'text') resealed += 1
      if (kind === 'unreadable') unreadable += 1
      if (seen % TELL_EVERY === 0) onSeen(total())
    },
  }
}

const TELL_EVERY = 10_000
