import { NUMBER_WORDS } from '../number-words.js'
import { findPhrases } from './phrases.js'
import { isNegated, spanOf, textAfter, type Reader } from './reading.js'
import { answerOf, isQuestion } from './yes-no.js'

const ANSWERS = [
  [
    'pre',
    /^\W*(?:i think )?(?:pre|before|not yet|no,? not yet|haven'?t yet|(?:no|nope|nah),? (?:i )?still)\b/,
  ],
  [
    'peri',
    /^\W*(?:i think )?(?:peri|during|in the middle|middle|in (?:it|between)|going through|transition\w*|going through (?:it|that)(?: now)?)\b/,
  ],
  [
    'post',
    /^\W*(?:(?:yes,? )?(?:i'?m |i am |i think )?(?:well |long )?(?:post|past|after|done|through)(?: (?:it|that|with it))?)\b/,
  ],
] as const

/** Reads where the patient stands with menopause; "postmenopausal women" says nothing of her. */
export const readMenopause: Reader = ({ lexicon, text, awaited, isPersonal }) => {
  for (const [value, phrases] of lexicon.menopause) {
    for (const match of findPhrases(phrases, text)) {
      const span = spanOf(match)
      const isGeneral = /^\s*(?:women|ladies|females|people|patients|bone|osteoporosis)\b/.test(
        textAfter(text, span),
      )
      const isNegative = /\b(?:not|never|haven'?t|hasn'?t)\b/.test(match[0])
      if (isGeneral || (!isNegative && isNegated(text, span)) || isIf(text, span.start)) continue
      if (isWithinAYear(textAfter(text, span))) continue
      const isTold = isPersonal || /\bwoman\b|\bfemale\b|\d{2} ?(?:f\b|yo|y\/o|year)/.test(text)
      if (isTold || (awaited === 'menopause' && !isQuestion(text)))
        return [{ slot: 'menopause', value, ...span }]
    }
  }
  const last = LAST_PERIOD.exec(text)
  if (last !== null && isPersonal) return [{ slot: 'menopause', value: 'post', ...spanOf(last) }]
  return awaited === 'menopause' ? readAnswer(text) : []
}

/** "I haven't had a period in 2 months" is not past it. */
function isWithinAYear(after: string): boolean {
  const time = /^\s*(?:about |around |over )?(\w+) (days?|weeks?|months?)\b/.exec(after)
  if (time === null) return false
  const count = NUMBER_WORDS[time[1] ?? ''] ?? Number(time[1])
  return time[2]?.startsWith('month') !== true || !(count >= A_YEAR_IN_MONTHS)
}

const A_YEAR_IN_MONTHS = 12
const LAST_PERIOD =
  /\blast (?:menstrual )?period (?:was|ended|came)\b[^.;!?]{0,24}?(?:\byears? ago|\bat (?:age )?\d\d\b|\bwhen i was\b|\bin (?:my|(?:19|20)\d\d)\b)/

function isIf(text: string, start: number): boolean {
  return (
    /\bam i\s+$|\b(?:if|when|once|before|until|will|could)\s+(?:i|i'm|im|i am|i've)?\s*$/.test(
      text.slice(0, start),
    ) || OF_WHAT_COMES.test(text.slice(0, start))
  )
}

/** "What happens past menopause". */
const OF_WHAT_COMES = /\b(?:happens?|changes?|bones?|density|risk|need|like|lose|loss)\s+$/

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
