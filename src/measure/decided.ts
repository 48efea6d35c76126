/** What a decision did for the patient. */
import type { Content } from '../content/content.js'
import type { Decision, DialogueAct, RedFlag } from '../types.js'
import { intentsServedBy } from './services.js'

/** What was decided, and the acts heard in the utterance. */
export interface Said {
  readonly decision: Decision
  readonly acts: readonly DialogueAct[]
}

/** The intents that were answered, asked a slot for, or acted out. */
export function intentsServed(
  { decision, acts }: Said,
  intents: Content['intents'],
): readonly string[] {
  switch (decision.kind) {
    case 'answer':
      return decision.intents
    case 'ask':
      return decision.slot === 'safetyCheck' || decision.forIntent === undefined
        ? []
        : [decision.forIntent]
    case 'handoff':
      return decision.intent === undefined ? [] : [decision.intent]
    case 'act':
      return [
        ...[...intents.values()]
          .filter(({ act }) => act === decision.act)
          .map(({ intent }) => intent),
        ...intentsServedBy(acts),
      ]
    case 'escalate':
    case 'clarify':
    case 'fallback':
      return []
  }
}

/** The intents on buttons that stand in for an answer. */
export function intentsOffered(decision: Decision): readonly string[] {
  return decision.kind === 'clarify' || decision.kind === 'fallback' ? decision.candidates : []
}

/** The flags that were escalated or asked about. */
export function flagsRaised(decision: Decision): readonly RedFlag[] {
  if (decision.kind === 'escalate') return decision.flags
  return decision.kind === 'ask' && decision.slot === 'safetyCheck' ? [decision.flag] : []
}

/** A decision in a few words, such as `ask tScore for heavy_lifting_safe`. */
export function sayDecision(decision: Decision): string {
  switch (decision.kind) {
    case 'escalate':
      return `escalate ${decision.flags.map(({ id }) => id).join(', ')}`
    case 'answer':
      return `answer ${decision.intents.join(', ')}`
    case 'ask':
      return decision.slot === 'safetyCheck'
        ? `check ${decision.flag.id}`
        : `ask ${decision.slot} for ${decision.forIntent ?? 'nothing'}`
    case 'clarify':
      return `offer ${decision.candidates.join(', ')}`
    case 'act':
      return `act ${decision.act}`
    case 'handoff':
    case 'fallback':
      return `${decision.kind} ${decision.reason}`
  }
}
