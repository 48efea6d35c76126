import type { Reader } from './reading.js'
import { isNegated, spanOf, textBefore } from './reading.js'
import { answerOf, isQuestion } from './yes-no.js'

type Flag = 'riskFactor' | 'secondaryCause'

/** "If I smoked", "women who smoke": nobody has said that they do. */
const NOT_TOLD =
  /\b(?:if|should|does|do|can|will|would|people who|women who|men who|someone who|cause|causes|because of|from|quit|stopped|used to)\s+(?:\w+\s){0,3}$/

/** What the question names; as an answer to it, the name alone is a yes: "smoking". */
const NAMED: Readonly<Record<Flag, RegExp>> = {
  riskFactor:
    /\b(?:smok\w+|cigarettes?|alcohol|(?:more than|over) (?:2|two) drinks|underweight|low weight|rheumatoid|early menopause)\b/g,
  secondaryCause: /\b(?:celiac|coeliac|crohn'?s|colitis|hyperthyroid\w*|long[- ]term steroids?)\b/g,
}

/** Makes a reader of a condition that is either told in one of its phrases or answered with yes or no. */
export function readToldOrAnswered(slot: Flag): Reader {
  return ({ lexicon, text, awaited, isPersonal }) => {
    const isAnswer = awaited === slot
    const isPlainAnswer = isAnswer && !isQuestion(text)
    const told = [...text.matchAll(lexicon[slot])].filter(
      (match) => isPlainAnswer || (isPersonal && !isOnlyTalk(text, match)),
    )
    const named = isPlainAnswer
      ? [...text.matchAll(NAMED[slot])].filter((match) => !isOnlyTalk(text, match))
      : []
    const found = [...told, ...named].map(spanOf).find((span) => !isNegated(text, span))
    if (found !== undefined) return [{ slot, value: true, ...found }]
    const answer = isAnswer ? answerOf(text) : undefined
    return answer === undefined ? [] : [{ slot, value: answer, start: 0, end: text.length }]
  }
}

function isOnlyTalk(text: string, match: RegExpMatchArray): boolean {
  return NOT_TOLD.test(textBefore(text, spanOf(match)))
}
