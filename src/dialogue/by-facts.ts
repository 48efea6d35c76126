/** Reads an utterance that tells something and asks nothing: "I'm 67", "and I broke my wrist". */
import type { Repertoire } from '../content/content.js'
import type { Decision, SlotName } from '../types.js'
import { endsAsQuestion, sureIntent, type Situation } from './policy.js'
import { toldNow } from './record-facts.js'

/** From this on the likeliest intent counts as asked, although it is not surely read. */
const ASKING_FROM = 0.5

/** Undefined when nothing was told, or when something is asked. */
export function decideByFacts({ session, heard, repertoire }: Situation): Decision | undefined {
  const told = toldNow(session)
  const isAsking = endsAsQuestion(heard) || sureIntent(repertoire, heard) !== undefined
  if (told.length === 0 || isAsking) return undefined
  const [top] = heard.intents
  const likely = top !== undefined && top.confidence >= ASKING_FROM ? top.intent : undefined
  const isOfTopic = session.topic.some((intent) =>
    repertoire.intents.get(intent)?.slots.some((slot) => told.includes(slot)),
  )
  const isElsewhere = likely !== undefined && repertoire.responses.has(likely)
  if (isOfTopic && !isElsewhere) return { kind: 'answer', intents: session.topic }
  // A fact that serves one answer alone, as a T-score does, asks for that answer.
  const served = likely === undefined ? intentsAsking(repertoire, told) : []
  if (served.length === 1) return { kind: 'answer', intents: served }
  // What no answer asks for, such as a medicine, is not all that the patient wanted to say.
  return served.length === 0 ? undefined : { kind: 'act', act: 'acknowledge' }
}

function intentsAsking(
  { intents, responses }: Repertoire,
  told: readonly SlotName[],
): readonly string[] {
  return [...intents.values()]
    .filter(({ intent, ask }) => responses.has(intent) && ask.some((slot) => told.includes(slot)))
    .map(({ intent }) => intent)
}
