/** What a conversation still is when the patient comes back after an hour, or after a day. */
import type { Session, SlotName, ToldSlots } from '../types.js'
import { keptPeople } from './person-in-focus.js'
import { newSession } from './session.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** From here on a bare "yes" may be meant for anything. */
const OLD_AFTER_MS = HOUR_MS
/** From here on it is another conversation. */
const ANEW_AFTER_MS = DAY_MS
/** Nobody is asked after a week whether it is still happening. */
const EMERGENCY_KEPT_MS = 7 * DAY_MS

/** True once, and some days later perhaps not any more. */
const PASSING: readonly SlotName[] = [
  'monthsSinceDose',
  'pregnant',
  'painRegion',
  'painAlarm',
  'newBackPain',
  'recentSurgeryOrBreak',
]

/**
 * Brings a session up to the time at which the next message came in.
 *
 * @param receivedAt ISO 8601.
 * @param keepFactsDays Days beyond the first for which facts are kept without an agreement.
 */
export function resume(session: Session, receivedAt: string, keepFactsDays = 0): Session {
  const { lastAt, awaited } = session
  const awayMs = lastAt === undefined ? 0 : Date.parse(receivedAt) - Date.parse(lastAt)
  if (awayMs >= ANEW_AFTER_MS) return anew(session, awayMs, keepFactsDays)
  if (awayMs <= OLD_AFTER_MS) return session
  const { saidBefore, ...rest } = session
  if (saidBefore === undefined && awaited === undefined) return session
  return awaited === undefined ? rest : { ...rest, awaited: { ...awaited, isOld: true } }
}

function anew(session: Session, awayMs: number, keepFactsDays: number): Session {
  const { turns, topic, keepsFacts, lastAt, openEmergency } = session
  const isKept = keepsFacts === true || awayMs < ANEW_AFTER_MS + keepFactsDays * DAY_MS
  return {
    ...newSession(session.expiresAt, session.locale),
    turns,
    topicBefore: topic,
    ...(isKept && keptOfBoth(session)),
    ...(keepsFacts !== undefined && { keepsFacts }),
    ...(lastAt !== undefined && { lastAt }),
    ...(openEmergency !== undefined && awayMs < EMERGENCY_KEPT_MS && { openEmergency }),
  }
}

/** What was told of each person, and of whom; how often each was asked begins anew. */
function keptOfBoth(session: Session): Partial<Session> {
  const { slots, aside, ...people } = keptPeople(session)
  return {
    ...people,
    slots: lasting(slots),
    ...(aside !== undefined && { aside: { ...aside, slots: lasting(aside.slots), asked: {} } }),
  }
}

function lasting(slots: ToldSlots): ToldSlots {
  const kept = Object.entries(slots).filter(([slot]) => !PASSING.some((name) => name === slot))
  return Object.fromEntries(kept)
}
