/** Reads a message that asks several things, or that names a subject and asks nothing. */
import { isOffered } from '../content/content.js'
import type { Decision } from '../types.js'
import { ANSWER_FROM, MAX_CANDIDATES, type Situation } from './policy.js'

/** Answered together at most; a third answer would not be read. */
const MAX_ANSWERS = 2

/** Undefined for a message with one question or none. */
export function decideByQuestions({ heard, repertoire, channel }: Situation): Decision | undefined {
  const tops = heard.questions
    .flatMap(([top]) => (top === undefined ? [] : [top]))
    .filter(({ intent }) => isOffered(repertoire, intent))
    .filter(({ intent }) => repertoire.intents.get(intent)?.kind !== 'social')
  if (tops.length < 2) return undefined
  const intents = tops.map(({ intent }) => intent)
  const isAllSure = tops
    .slice(0, MAX_ANSWERS)
    .every(
      ({ intent, confidence }) => confidence >= ANSWER_FROM && repertoire.responses.has(intent),
    )
  // Two answers do not fit one text message.
  if (!isAllSure || channel === 'sms') {
    return { kind: 'clarify', candidates: intents.slice(0, MAX_CANDIDATES), about: 'questions' }
  }
  const also = intents.slice(MAX_ANSWERS)
  return {
    kind: 'answer',
    intents: intents.slice(0, MAX_ANSWERS),
    ...(also.length > 0 && { also }),
  }
}

/** Undefined unless the message is nothing but the name of a subject. */
export function decideByTopic({ heard, repertoire }: Situation): Decision | undefined {
  const candidates = heard.topic.filter((intent) => isOffered(repertoire, intent))
  return candidates.length === 0 ? undefined : { kind: 'clarify', candidates, about: 'topic' }
}
