/** Keeps a guided talk through what comes in between: an aside, an emergency, a change of mind. */
import type { Decision, Session, Talk } from '../types.js'

/** The talk after a turn; undefined when there is none, or when it has come to its answer or was given up. */
export function talkAfter({ talk }: Session, decision: Decision): Talk | undefined {
  switch (decision.kind) {
    case 'ask': {
      // Only questions with a progress mark are a talk.
      if (decision.slot === 'safetyCheck' || decision.slot === 'person') return talk
      if (decision.step === undefined) return talk
      const { forIntent, slot, step } = decision
      return { intent: forIntent, slot, question: step.number }
    }
    case 'answer': {
      const isEnd = talk !== undefined && decision.intents.includes(talk.intent)
      return isEnd && talk.suspendedBy === undefined ? undefined : talk
    }
    case 'escalate':
      return suspended(talk, decision)
    case 'act':
      return afterAct(talk, decision)
    case 'clarify':
    case 'handoff':
    case 'fallback':
      return talk
  }
}

/** After a lesser sign of danger there is a call to make first, and no talk to go back to. */
function suspended(
  talk: Talk | undefined,
  { flags: [first] }: Extract<Decision, { kind: 'escalate' }>,
): Talk | undefined {
  return talk === undefined || first?.urgency !== 'emergency'
    ? undefined
    : { ...talk, suspendedBy: first }
}

function afterAct(
  talk: Talk | undefined,
  { act, about }: Extract<Decision, { kind: 'act' }>,
): Talk | undefined {
  if (talk === undefined || act === 'opt_out') return undefined
  if (act === 'cancel' && about === undefined) return undefined
  const { intent, slot, question } = talk
  return about === 'safe' ? { intent, slot, question } : talk
}

/** A talk is asked for after an emergency suspended one: first whether the danger is over, once in a row. */
export function checkBeforeTalk({ talk, awaited }: Session, intent: string): Decision | undefined {
  if (talk?.suspendedBy === undefined) return undefined
  return awaited?.kind === 'safetyCheck'
    ? { kind: 'answer', intents: [intent] }
    : { kind: 'ask', slot: 'safetyCheck', flag: talk.suspendedBy, forIntent: intent }
}
