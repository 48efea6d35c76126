import type { Awaited, Decision, Reply, Session, SlotName } from '../types.js'
import { newSession } from './session.js'

/** The session after a turn: what is awaited, what was talked about, how often was asked. */
export function remember(session: Session, decision: Decision, reply: Reply): Session {
  if (isFreshStart(decision)) {
    return { ...newSession(session.expiresAt, session.locale), turns: session.turns + 1 }
  }
  const awaited = awaitedAfter(decision)
  const openEmergency = emergencyAfter(decision, session.openEmergency)
  return {
    ...newSession(session.expiresAt, session.locale),
    turns: session.turns + 1,
    slots: session.slots,
    asked: askedAfter(session, decision),
    topic: decision.kind === 'answer' ? decision.intents : session.topic,
    lastReply: reply,
    fallbacks:
      decision.kind === 'fallback' && decision.reason === 'unknown' ? session.fallbacks + 1 : 0,
    hasSeenNotice: session.hasSeenNotice || reply.disclaimer !== undefined,
    ...(awaited !== undefined && { awaited }),
    ...(openEmergency !== undefined && { openEmergency }),
  }
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

function askedAfter({ asked, slots }: Session, decision: Decision): Session['asked'] {
  if (decision.kind !== 'ask' || decision.slot === 'safetyCheck') return asked
  const slot: SlotName = decision.slot
  return slots[slot] === undefined ? { ...asked, [slot]: (asked[slot] ?? 0) + 1 } : asked
}

function emergencyAfter(decision: Decision, open: Session['openEmergency']) {
  if (decision.kind === 'escalate') return decision.flags[0]
  return decision.kind === 'act' && decision.about === 'safe' ? undefined : open
}
