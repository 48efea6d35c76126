import type { Decision, SlotQuestion, Talk, TalkStep } from '../types.js'
import { bringInPerson } from './handoff-draft.js'
import { nextQuestion, remainingQuestions, type Situation } from './policy.js'
import { checkBeforeTalk } from './talk.js'

/** An answer that is asked for with so many questions is a talk: each question shows how far it has come. */
const GUIDED_FROM = 3

/** Answers an intent, unless it is a request, has no answer yet, or a question comes first. */
export function answerOrAsk(situation: Situation, intent: string): Decision {
  const { repertoire, heard, session } = situation
  const known = repertoire.intents.get(intent)
  if (known?.act === 'handoff') return bringInPerson(situation, 'asked', intent)
  if (known?.act === 'forget') return { kind: 'act', act: 'forget', about: 'confirm' }
  if (known?.act !== undefined) return { kind: 'act', act: known.act }
  if (!repertoire.responses.has(intent)) {
    return { kind: 'fallback', reason: 'planned', candidates: known?.near ?? [] }
  }
  const check = isGuided(situation, intent) ? checkBeforeTalk(session, intent) : undefined
  if (check !== undefined) return check
  const { talk, awaited } = session
  const isAskedAbout = awaited?.kind === 'slot' && awaited.forIntent === intent
  // A talk that was left goes on, whatever the words on its button; said instead of an answer, they ask for it.
  const isBegun = talk?.intent === intent && !isAskedAbout
  const isOwnCase = (heard.isPersonal || isBegun) && !heard.isAboutOther
  const question = isOwnCase ? askNext(situation, intent) : undefined
  if (question !== undefined) return question
  return isSaidJustNow(situation, intent)
    ? { kind: 'act', act: 'more' }
    : { kind: 'answer', intents: [intent] }
}

/**
 * The same words twice in a row say that nobody listened, so the second time there are more of them.
 *
 * A text message has no more, and a pressed button wants just its answer.
 */
function isSaidJustNow({ session, heard, channel, isChanged }: Situation, intent: string): boolean {
  const isLast = session.lastReply?.responseId.startsWith(`${intent}.`) === true
  const isPressed = heard.intents[0]?.confidence === 1
  const isOnlyTopic = session.topic.length === 1 && session.topic[0] === intent
  return channel !== 'sms' && isLast && isOnlyTopic && !isPressed && !isChanged(intent)
}

/** The next question that is worth asking before an intent is answered; undefined when there is none. */
export function askNext(situation: Situation, intent: string): SlotQuestion | undefined {
  const slot = nextQuestion(situation, intent)
  if (slot === undefined) return undefined
  const step = isGuided(situation, intent) ? { step: stepOf(situation, intent) } : {}
  return { kind: 'ask', slot, forIntent: intent, ...step }
}

/** Whether the questions before an answer are a talk of their own: one declined does not end them. */
export function isGuided({ repertoire }: Pick<Situation, 'repertoire'>, intent: string): boolean {
  return (repertoire.intents.get(intent)?.ask.length ?? 0) >= GUIDED_FROM
}

/** One more than the question before it; what is left may have become less by its answer. */
function stepOf(situation: Situation, intent: string): TalkStep {
  const left = remainingQuestions(situation, intent)
  const last = lastOf(situation, intent)
  // A question that was left open is put again, and keeps its number.
  const number = last === undefined ? 1 : last.question + (last.slot === left[0] ? 0 : 1)
  return { number, of: number - 1 + left.length }
}

/** What was asked of somebody else, before the talk turned to this person, does not count. */
function lastOf({ session }: Situation, intent: string): Talk | undefined {
  const { talk, asked, slots } = session
  if (talk?.intent !== intent) return undefined
  return asked[talk.slot] !== undefined || slots[talk.slot] !== undefined ? talk : undefined
}
