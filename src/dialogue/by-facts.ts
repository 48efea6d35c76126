/** Reads an utterance that tells something and asks nothing: "I'm 67", "and I broke my wrist". */
import type { Repertoire } from '../content/content.js'
import type { Decision, SlotName, Understanding } from '../types.js'
import { ANSWER_FROM, endsAsQuestion, type Situation } from './policy.js'
import { toldNow } from './record-facts.js'

/** From this on an answered intent counts as asked, although it is not surely read. */
const ASKING_FROM = 0.5

/** "My T-score is -2.7" has four; with more, a value is not all that was said. */
const MAX_WORDS_BESIDE = 4

/** Undefined when nothing was told, or when something is asked. */
export function decideByFacts(situation: Situation): Decision | undefined {
  const { session, heard, repertoire } = situation
  const told = toldNow(session)
  if (told.length === 0 || isAsking(situation)) return undefined
  const isOfTopic = session.topic.some((intent) =>
    repertoire.intents.get(intent)?.slots.some((slot) => told.includes(slot)),
  )
  if (isOfTopic) return { kind: 'answer', intents: session.topic }
  if (isPlanned(situation) || wordsBeside(heard) > MAX_WORDS_BESIDE) return undefined
  // A fact that serves one answer alone, as a T-score does, asks for that answer.
  const served = intentsAsking(repertoire, told)
  return served.length === 1
    ? { kind: 'answer', intents: served }
    : { kind: 'act', act: 'acknowledge' }
}

function isAsking({ heard, repertoire }: Situation): boolean {
  const [top] = heard.intents
  const isLikely = top !== undefined && top.confidence >= ASKING_FROM
  return endsAsQuestion(heard) || (isLikely && repertoire.responses.has(top.intent))
}

/** Something is surely asked that has no answer yet; a fact that changes the last answer goes before it. */
function isPlanned({ heard }: Situation): boolean {
  return (heard.intents[0]?.confidence ?? 0) >= ANSWER_FROM
}

/** Words of an utterance outside the values that were read in it. */
function wordsBeside({ utterance, entities }: Understanding): number {
  const rest = entities.reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    utterance,
  )
  return rest.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}

function intentsAsking(
  { intents, responses }: Repertoire,
  told: readonly SlotName[],
): readonly string[] {
  return [...intents.values()]
    .filter(({ intent, ask }) => responses.has(intent) && ask.some((slot) => told.includes(slot)))
    .map(({ intent }) => intent)
}
