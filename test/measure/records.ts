/** Builders of messages with a known outcome, and of how they were taken. */
import type { Case } from '../../src/measure/case.js'
import type { Said } from '../../src/measure/decided.js'
import { score, type Played } from '../../src/measure/score.js'
import type { Decision, DialogueAct, RankedIntent } from '../../src/types.js'
import { aContent, aFlag } from '../support/content.js'

export function aCase(changes: Partial<Case> = {}): Case {
  return {
    id: 'm1',
    text: 'is lifting safe',
    task: 'question',
    row: 'question',
    questions: [['lifting', 'score']],
    mayFallBack: false,
    mayRaise: [],
    ...changes,
  }
}

export function said(decision: Decision, ...acts: readonly DialogueAct[]): Said {
  return { decision, acts }
}

export const answer = (...intents: readonly string[]): Decision => ({ kind: 'answer', intents })
export const offer = (...candidates: readonly string[]): Decision => ({
  kind: 'clarify',
  candidates,
})
export const fallBack: Decision = { kind: 'fallback', reason: 'unknown', candidates: [] }
export const escalate = (flag: string): Decision => ({ kind: 'escalate', flags: [aFlag(flag)] })
export const check = (flag: string): Decision => ({
  kind: 'ask',
  slot: 'safetyCheck',
  flag: aFlag(flag, { certainty: 'possible' }),
})

/** A case as it was played and scored with the made-up content. */
export function aPlayed(
  asked: Case,
  decision: Decision,
  heard: readonly RankedIntent[] = [],
): Played {
  const { intents } = aContent()
  return { asked, heard, decision, ...score(asked, said(decision), intents) }
}

export function ranked(
  ...intents: readonly (readonly [string, number])[]
): readonly RankedIntent[] {
  return intents.map(([intent, confidence]) => ({ intent, confidence }))
}
