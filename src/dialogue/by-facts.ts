/** Reads an utterance that tells something and asks nothing: "I'm 67", "and I broke my wrist". */
import type { Repertoire } from '../content/content.js'
import type { Decision, SlotName } from '../types.js'
import { endsAsQuestion, sureIntent, type Situation } from './policy.js'
import { toldNow } from './record-facts.js'

/** Above this the likeliest intent is a question, if not one that is surely read. */
const ASKING_FROM = 0.5

/** Undefined when nothing was told, or when something is asked. */
export function decideByFacts({ session, heard, repertoire }: Situation): Decision | undefined {
  const told = toldNow(session)
  if (told.length === 0 || isAsking({ repertoire, heard })) return undefined
  const isOfTopic = session.topic.some((intent) =>
    repertoire.intents.get(intent)?.slots.some((slot) => told.includes(slot)),
  )
  if (isOfTopic) return { kind: 'answer', intents: session.topic }
  // A fact that serves one answer alone, as a T-score does, asks for that answer.
  const served = intentsAsking(repertoire, told)
  return served.length === 1
    ? { kind: 'answer', intents: served }
    : { kind: 'act', act: 'acknowledge' }
}

function isAsking({ repertoire, heard }: Pick<Situation, 'repertoire' | 'heard'>): boolean {
  const likeliest = heard.intents[0]?.confidence ?? 0
  const isSure = sureIntent(repertoire, heard) !== undefined
  return endsAsQuestion(heard) || isSure || likeliest >= ASKING_FROM
}

function intentsAsking(
  { intents, responses }: Repertoire,
  told: readonly SlotName[],
): readonly string[] {
  return [...intents.values()]
    .filter(({ intent, ask }) => responses.has(intent) && ask.some((slot) => told.includes(slot)))
    .map(({ intent }) => intent)
}
