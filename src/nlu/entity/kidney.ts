import { findPhrases } from './phrases.js'
import { isNegated, spanOf, textBefore, type Found, type Reader } from './reading.js'
import { answerOf, isQuestion } from './yes-no.js'

const HAVE =
  /(?:\b(?:i have|i've|ive|i had|i got|(?<!\b(?:will|can|could|would|might|may|do) )i get|i am on|i'm on|im on|on|my|with|history of|diagnosed with|diagnosed|i suffer from|suffering from|because of|due to|i take|stage \w+|have|had|am a|prone to)\s+)(?:(?:[\w-]+)\s+){0,4}$/
const NOT_MINE =
  /\b(?:family history|cause|causes|causing|give me|gave|will i get|get|risk of|prevent|avoid|lead to|do i have|could i have|does|what is|what are|afraid of|worried about|increase|raise|form|people with|patients with|those with|someone with|women with|men with)\b[^.;!?,]{0,40}$/

/** Reads conditions for which the usual calcium and vitamin D numbers may be wrong (rules R12). */
export const readKidney: Reader = ({ lexicon, text, awaited }) => {
  const isAnswer = awaited === 'kidneyOrCalciumProblem'
  const found: Found[] = []
  for (const match of findPhrases(lexicon.kidneyOrCalciumProblems, text)) {
    const span = spanOf(match)
    const before = textBefore(text, span)
    if (isNegated(text, span) || /^\W*(?:no|none)\b/.test(text)) continue
    const isMine =
      HAVE.test(before) &&
      (!NOT_MINE.test(before) || /\bi (?:often |always |still )?get\s+$/.test(before))
    if (isMine || (isAnswer && !isQuestion(text))) {
      found.push({ slot: 'kidneyOrCalciumProblem', value: true, ...span })
    }
  }
  if (found.length > 0) return found
  // Without the question, "no kidney stones" says nothing of the other four conditions.
  const answer = isAnswer ? answerOf(text) : undefined
  if (answer === undefined) return []
  return [{ slot: 'kidneyOrCalciumProblem', value: answer, start: 0, end: text.length }]
}
