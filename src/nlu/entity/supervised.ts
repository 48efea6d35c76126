import { isNegated, spanOf, textBefore, type Reader } from './reading.js'
import { answerOf, isQuestion } from './yes-no.js'

const NOT_TOLD =
  /\b(?:need|find|hire|get|want|should|looking for|afford|recommend|is it better|or|if|could|would|live|living|lives)\b[^.;!?]{0,24}$/

/** Reads whether the patient trains with a trained professional. */
export const readSupervised: Reader = ({ lexicon, text, awaited, isPersonal }) => {
  for (const [value, pattern] of lexicon.supervised) {
    for (const match of text.matchAll(pattern)) {
      const span = spanOf(match)
      const isTold = isPersonal || (awaited === 'supervised' && !isQuestion(text))
      // "not alone" is no answer that names who is there.
      const isDenied =
        isNegated(text, span) && !isNegated(match[0], { start: match[0].length, end: 0 })
      if (!isTold || (awaited !== 'supervised' && NOT_TOLD.test(textBefore(text, span)))) continue
      if (isDenied && !value) continue
      return [{ slot: 'supervised', value: value && !isDenied, ...span }]
    }
  }
  const answer = awaited === 'supervised' ? answerOf(text) : undefined
  return answer === undefined
    ? []
    : [{ slot: 'supervised', value: answer, start: 0, end: text.length }]
}
