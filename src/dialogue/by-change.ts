/** Reads "Change age": the fact is put aside, and its question is asked anew. */
import type { Decision } from '../types.js'
import type { Situation } from './policy.js'

/** Undefined when no fact is to be changed. */
export function decideByChange({ heard, session, repertoire }: Situation): Decision | undefined {
  const { changes: slot } = heard
  if (slot === undefined) return undefined
  const goesBy = (intent: string) => repertoire.intents.get(intent)?.slots.includes(slot) === true
  const open = session.talk?.intent
  const isOfTalk = open !== undefined && goesBy(open)
  const forIntent = isOfTalk ? open : session.topic.find(goesBy)
  return forIntent === undefined
    ? { kind: 'act', act: 'correct_fact' }
    : { kind: 'ask', slot, forIntent }
}
