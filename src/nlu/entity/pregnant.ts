import { spanOf, textBefore, type Reader } from './reading.js'
import { answerOf } from './yes-no.js'

const NOT_NOW =
  /\b(?:when i was|while i was|was|were|if i (?:get|become|am|was)|if i'm|not|before|after|am|last|first|wasn't|are)\s*$/

/** Reads whether the patient is pregnant, or may be. */
export const readPregnant: Reader = ({ lexicon, text, awaited, isPersonal }) => {
  for (const [value, pattern] of lexicon.pregnant) {
    for (const match of text.matchAll(pattern)) {
      const span = spanOf(match)
      const before = textBefore(text, span)
      if (!isPersonal && awaited !== 'pregnant') continue
      if (value && NOT_NOW.test(before) && !/\bi am\s*$/.test(before)) continue
      return [{ slot: 'pregnant', value, ...span }]
    }
  }
  if (awaited !== 'pregnant') return []
  const span = { start: 0, end: text.length }
  if (/^\W*(?:pregnant|maybe|possibly|(?:i |it )?(?:might|may|could) be)\W*$/.test(text))
    return [{ slot: 'pregnant', value: true, ...span }]
  const answer = answerOf(text)
  return answer === undefined ? [] : [{ slot: 'pregnant', value: answer, ...span }]
}
