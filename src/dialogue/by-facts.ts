/** Reads an utterance that tells something and asks nothing: "I'm 67", "and I broke my wrist". */
import type { Repertoire } from '../content/content.js'
import type { Decision, SlotName } from '../types.js'
import {
  ANSWER_FROM,
  endsAsQuestion,
  MAX_WORDS_BESIDE,
  sureIntent,
  wordsBeside,
  type Situation,
} from './policy.js'
import { toldNow } from './record-facts.js'

/** Undefined when nothing was told, or when something is asked. */
export function decideByFacts(situation: Situation): Decision | undefined {
  const { session, heard, repertoire, isChanged } = situation
  // A fact that no answer goes by is kept, and what else is said decides.
  const told = toldNow(session).filter((slot) => isOfUse(repertoire, slot))
  // "Tell me about Prolia", after another one: named only, it changes the last answer as well.
  const isNamed = session.spokenOf?.toldInTurn === session.turns + 1
  const said: readonly SlotName[] = isNamed ? [...told, 'medicine'] : told
  if (said.length === 0 || endsAsQuestion(heard)) return undefined
  const [top] = heard.intents
  // "I'm 67" is heard as thanks or a goodbye by the little that stands beside the number.
  const isSmallTalk = repertoire.intents.get(top?.intent ?? '')?.kind === 'social'
  const isSure = top !== undefined && top.confidence >= ANSWER_FROM && !isSmallTalk
  const isOfTopic = session.topic.some((intent) =>
    repertoire.intents.get(intent)?.slots.some((slot) => said.includes(slot)),
  )
  // A fact that changes the last answer goes before a question that has no answer yet.
  if (isOfTopic && !(isSure && repertoire.responses.has(top.intent))) {
    // The same words again would say that nobody listened.
    return session.topic.some(isChanged)
      ? { kind: 'answer', intents: session.topic }
      : { kind: 'act', act: 'acknowledge' }
  }
  if (told.length === 0) return undefined
  const isAsking = isSure || (!isSmallTalk && sureIntent(repertoire, heard) !== undefined)
  if (isAsking || wordsBeside(heard) > MAX_WORDS_BESIDE) return undefined
  // A fact that serves one answer alone asks for that answer.
  const served = intentsAsking(repertoire, told)
  return served.length === 1
    ? { kind: 'answer', intents: served }
    : { kind: 'act', act: 'acknowledge' }
}

function isOfUse({ intents }: Repertoire, told: SlotName): boolean {
  return [...intents.values()].some(({ slots }) => slots.includes(told))
}

/** The answers that would ask for what was told; where there are several, those that ask for it first. */
function intentsAsking(
  { intents, responses }: Repertoire,
  told: readonly SlotName[],
): readonly string[] {
  const asking = [...intents.values()].filter(
    ({ intent, ask }) => responses.has(intent) && ask.some((slot) => told.includes(slot)),
  )
  const first = asking.filter(({ ask: [slot] }) => slot !== undefined && told.includes(slot))
  return (first.length > 0 ? first : asking).map(({ intent }) => intent)
}
