/** Reads an utterance that tells something and asks nothing: "I'm 67", "and I broke my wrist". */
import type { Decision } from '../types.js'
import { endsAsQuestion, sureIntent, type Situation } from './policy.js'
import { toldNow } from './record-facts.js'

/** Undefined when nothing was told, or when something is asked. */
export function decideByFacts({ session, heard, repertoire }: Situation): Decision | undefined {
  const told = toldNow(session)
  const isAsking = endsAsQuestion(heard) || sureIntent(repertoire, heard) !== undefined
  if (told.length === 0 || isAsking) return undefined
  const isOfTopic = session.topic.some((intent) =>
    repertoire.intents.get(intent)?.slots.some((slot) => told.includes(slot)),
  )
  return isOfTopic
    ? { kind: 'answer', intents: session.topic }
    : { kind: 'act', act: 'acknowledge' }
}
