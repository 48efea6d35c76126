import type { Awaited, Decision, Reply, Session, SlotName } from '../types.js'
import { awaitedOfHandoff, draftAfter } from './handoff-draft.js'
import { MAX_ASKS } from './policy.js'
import { keptPeople } from './person-in-focus.js'
import { newSession } from './session.js'
import { talkAfter } from './talk.js'

/** The session after a turn: what is awaited, what was talked about, how often was asked. */
export function remember(session: Session, decision: Decision, reply: Reply): Session {
  if (isFreshStart(decision)) {
    const { lastAt } = session
    return {
      ...newSession(session.expiresAt, session.locale),
      turns: session.turns + 1,
      ...(lastAt !== undefined && { lastAt }),
    }
  }
  // What is said again may be a question, and it is still open.
  const isRepeat = decision.kind === 'act' && decision.act === 'repeat'
  const awaited = isRepeat
    ? renewed(session.awaited)
    : (awaitedOfHandoff(decision) ?? awaitedAfter(decision))
  const handoff = draftAfter(session, decision)
  const openEmergency = emergencyAfter(session, decision)
  const talk = talkAfter(session, decision)
  const supposing = decision.kind === 'answer' ? decision.supposing : session.supposing
  const keepsFacts = keepsFactsAfter(session, decision)
  return {
    ...newSession(session.expiresAt, session.locale),
    turns: session.turns + 1,
    ...keptPeople(session),
    ...(session.spokenOf !== undefined && { spokenOf: session.spokenOf }),
    asked: askedAfter(session, decision),
    topic: decision.kind === 'answer' ? decision.intents : session.topic,
    lastReply: reply,
    fallbacks:
      decision.kind === 'fallback' && decision.reason === 'unknown' ? session.fallbacks + 1 : 0,
    ...(asksWhose(decision) && { isWhoseAsked: true }),
    ...(awaited !== undefined && { awaited }),
    ...(openEmergency !== undefined && { openEmergency }),
    ...(handoff !== undefined && { handoff }),
    ...(talk !== undefined && { talk }),
    ...(supposing !== undefined && { supposing }),
    ...(keepsFacts !== undefined && { keepsFacts }),
    ...(session.lastAt !== undefined && { lastAt: session.lastAt }),
  }
}

function asksWhose(decision: Decision): boolean {
  return decision.kind === 'ask' && decision.slot === 'person' && decision.about === 'whose'
}

function keepsFactsAfter({ keepsFacts }: Session, decision: Decision): boolean | undefined {
  if (decision.kind !== 'act') return keepsFacts
  if (decision.act === 'remember_me') return true
  return decision.about === 'remember' ? false : keepsFacts
}

/** What is said again has been asked just now. */
function renewed(awaited: Awaited | undefined): Awaited | undefined {
  return awaited?.isOld === true ? { ...awaited, isOld: false } : awaited
}

function isFreshStart(decision: Decision): boolean {
  if (decision.kind !== 'act') return false
  return (
    decision.act === 'start_over' || (decision.act === 'forget' && decision.about === undefined)
  )
}

function awaitedAfter(decision: Decision): Awaited | undefined {
  switch (decision.kind) {
    case 'ask': {
      if (decision.slot === 'safetyCheck') {
        const { flag, forIntent } = decision
        return { kind: 'safetyCheck', flag, ...(forIntent !== undefined && { forIntent }) }
      }
      if (decision.slot === 'person') {
        const { about, other, facts, forIntent } = decision
        return {
          kind: 'person',
          about,
          other,
          facts,
          ...(forIntent !== undefined && { forIntent }),
        }
      }
      const { slot, forIntent, doubted } = decision
      return { kind: 'slot', slot, forIntent, ...(doubted !== undefined && { doubted }) }
    }
    case 'clarify':
      return { kind: 'choice', candidates: decision.candidates }
    case 'act':
      return decision.about === 'confirm' ? { kind: 'confirmForget' } : undefined
    case 'escalate':
    case 'answer':
    case 'handoff':
    case 'fallback':
      return undefined
  }
}

/** A value that was told settles its question, so a later doubt about it may be asked back again. */
function askedAfter({ asked, slots, turns }: Session, decision: Decision): Session['asked'] {
  const open = Object.fromEntries(
    Object.entries(asked).filter(([slot]) => slots[slot as SlotName]?.toldInTurn !== turns + 1),
  )
  if (decision.kind !== 'ask') return open
  if (decision.slot === 'safetyCheck' || decision.slot === 'person') return open
  const { slot, declined } = decision
  return {
    ...open,
    ...(declined !== undefined && { [declined]: MAX_ASKS }),
    [slot]: (asked[slot] ?? 0) + 1,
  }
}

function emergencyAfter({ awaited, openEmergency }: Session, decision: Decision) {
  switch (decision.kind) {
    case 'escalate':
      return decision.flags[0]
    case 'act':
      return decision.about === 'safe' ? undefined : openEmergency
    case 'answer':
    case 'handoff':
    case 'clarify':
      // Asked about it, the patient went on to something else.
      return awaited?.kind === 'safetyCheck' ? undefined : openEmergency
    case 'ask':
      return awaited?.kind === 'safetyCheck' && decision.slot !== 'safetyCheck'
        ? undefined
        : openEmergency
    case 'fallback':
      return openEmergency
  }
}
