import type { Found, Reader } from './reading.js'
import { isNegated, spanOf, textBefore } from './reading.js'
import { answerOf, isQuestion } from './yes-no.js'

type Flag = 'riskFactor' | 'secondaryCause'

/** "If I smoked", "women who smoke": nobody has said that they do. */
const NOT_TOLD =
  /\b(?:if|should|does|do|can|will|would|people who|women who|men who|someone who|cause|causes|because of|from|quit|stopped|used to)\s+(?:\w+\s){0,3}$/

/** Makes a reader of a condition that is either told in one of its phrases or answered with yes or no. */
export function readToldOrAnswered(slot: Flag): Reader {
  return ({ lexicon, text, awaited, isPersonal }) => {
    const isAnswer = awaited === slot
    const found: Found[] = []
    for (const match of text.matchAll(lexicon[slot])) {
      const span = spanOf(match)
      if (isNegated(text, span)) continue
      const isTold = isPersonal && !NOT_TOLD.test(textBefore(text, span))
      if (isTold || (isAnswer && !isQuestion(text))) found.push({ slot, value: true, ...span })
    }
    if (found.length > 0) return found.slice(0, 1)
    const answer = isAnswer ? answerOf(text) : undefined
    return answer === undefined ? [] : [{ slot, value: answer, start: 0, end: text.length }]
  }
}
