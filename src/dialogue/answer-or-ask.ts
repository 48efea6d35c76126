import type { Decision } from '../types.js'
import { bringInPerson } from './handoff-draft.js'
import { nextQuestion, type Situation } from './policy.js'

/** Answers an intent, unless it is a request, has no answer yet, or a question comes first. */
export function answerOrAsk(situation: Situation, intent: string): Decision {
  const { repertoire, heard } = situation
  const known = repertoire.intents.get(intent)
  if (known?.act === 'handoff') return bringInPerson(situation, 'asked', intent)
  if (known?.act === 'forget') return { kind: 'act', act: 'forget', about: 'confirm' }
  if (known?.act !== undefined) return { kind: 'act', act: known.act }
  if (!repertoire.responses.has(intent)) {
    return { kind: 'fallback', reason: 'planned', candidates: known?.near ?? [] }
  }
  const slot = nextQuestion(situation, intent)
  const isOwnCase = heard.isPersonal && !heard.isAboutOther
  return slot !== undefined && isOwnCase
    ? { kind: 'ask', slot, forIntent: intent }
    : { kind: 'answer', intents: [intent] }
}
