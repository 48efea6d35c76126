import { isNegated, spanOf, textAfter, type Reader } from './reading.js'
import { answerOf, isQuestion } from './yes-no.js'

const ANSWERS = [
  ['pre', /^\W*(?:i think )?(?:pre|before|not yet|no,? not yet|haven'?t yet)\b/],
  [
    'peri',
    /^\W*(?:i think )?(?:peri|during|in the middle|middle|in between|transition\w*|going through (?:it|that)(?: now)?)\b/,
  ],
  [
    'post',
    /^\W*(?:(?:yes,? )?(?:i'?m |i am |i think )?(?:well |long )?(?:post|past|after|done|through)(?: (?:it|that|with it))?)\b/,
  ],
] as const

/** Reads where the patient stands with menopause; "postmenopausal women" says nothing of her. */
export const readMenopause: Reader = ({ lexicon, text, awaited, isPersonal }) => {
  for (const [value, pattern] of lexicon.menopause) {
    for (const match of text.matchAll(pattern)) {
      const span = spanOf(match)
      const isGeneral = /^\s*(?:women|ladies|females|people|patients|bone|osteoporosis)\b/.test(
        textAfter(text, span),
      )
      const isNegative = /\b(?:not|never|haven'?t|hasn'?t)\b/.test(match[0])
      if (isGeneral || (!isNegative && isNegated(text, span)) || isIf(text, span.start)) continue
      const isTold = isPersonal || /\bwoman\b|\bfemale\b|\d{2} ?(?:f\b|yo|y\/o|year)/.test(text)
      if (isTold || (awaited === 'menopause' && !isQuestion(text)))
        return [{ slot: 'menopause', value, ...span }]
    }
  }
  return awaited === 'menopause' ? readAnswer(text) : []
}

function isIf(text: string, start: number): boolean {
  return /\bam i\s+$|\b(?:if|when|once|before|until|will|could)\s+(?:i|i'm|im|i am|i've)?\s*$/.test(
    text.slice(0, start),
  )
}

const readAnswer = (text: string): ReturnType<Reader> => {
  const span = { start: 0, end: text.length }
  for (const [value, pattern] of ANSWERS) {
    if (pattern.test(text)) return [{ slot: 'menopause', value, ...span }]
  }
  const answer = answerOf(text)
  return answer === undefined
    ? []
    : [{ slot: 'menopause', value: answer ? 'post' : 'pre', ...span }]
}
