import { findPhrases } from './phrases.js'
import { spanOf, textAfter, textBefore } from './reading.js'
import type { Found, Reader, Reading, Span } from './reading.js'
import { isQuestion } from './yes-no.js'

const ADJECTIVES = String.raw`(?:(?:[\w-]+)\s+){0,4}`
const I_AM = new RegExp(
  String.raw`(?:\b(?:i am|i'm|im|as|being|am i|for|sex(?: is)?|gender(?: is)?)\s*[:=]?\s*(?:just\s+)?(?:an?\s+)?${ADJECTIVES})$`,
)
const AGE_BEFORE =
  /\b\d{2,3}\s*(?:-?\s*(?:years?|yrs?)[\s-]*(?:old|young)|y\/?o)?[\s,/]*(?:[a-z-]+\s+){0,2}$/
const AGE_AFTER = /^[\s,/]*(?:aged?\s*)?(?:of\s*)?\d{2,3}\b/
const NOT_SELF =
  /\b(?:my|the|this|that|his|her|their|every|any|other|another|old|young|which|what)\s+$|\b(?:married to|see|saw|with|by|asked|told|met)\b[^,.]*$/
const PLURALS = /^(?:women|men)$/
const HERE = /^\s*(?:here|speaking|like (?:me|myself))\b/
/** "I'm a mother of three"; a mother whom somebody cares for has another word before her. */
const I_AM_A =
  /\b(?:i am|i'm|im|as|being)\s+(?:just\s+|only\s+)?(?:an?|the)\s+(?:(?!(?:my|our|his|her|their)\b)[\w-]+\s+){0,2}$/
/** "No, a woman", "not a man, a woman": nothing else is said. */
const INSTEAD =
  /^\W*(?:(?:no|nope|sorry|actually|wrong|correction|not an? \w+|i meant|i said|i mean|i'm|i am|im|but|it's|an?)[\s,.!:;-]+)+$/
/** Letters are sexes only beside an age or as a whole answer. */
const LETTER = /(?<![\w'-])(?<![a-z]\/)([fm])(?![\w'-])/g

/** Reads the patient's sex: "I'm a woman", "65F", "as a man". */
export const readSexes: Reader = (reading) => {
  const { lexicon, text, awaited } = reading
  const isAnswer = awaited === 'sex' && isShortAnswer(text) && !/\bnot\b/.test(text)
  const found = [...lexicon.sexes].flatMap(([value, phrases]) =>
    findPhrases(phrases, text).flatMap((match): readonly Found[] => {
      const span = spanOf(match)
      const isTold = isAnswer || (!PLURALS.test(match[0]) && isOfPatient(text, span))
      return isTold ? [{ slot: 'sex', value, ...span }] : []
    }),
  )
  if (found.length > 0) return found
  const letter = readLetter(text, awaited === 'sex')
  return letter.length > 0 ? letter : readRole(reading)
}

/** A woman is told by "I'm a grandmother", too. */
function readRole({ lexicon, text }: Reading): readonly Found[] {
  return [...lexicon.sexRoles].flatMap(([value, phrases]) =>
    findPhrases(phrases, text).flatMap((match): readonly Found[] => {
      const span = spanOf(match)
      return I_AM_A.test(textBefore(text, span)) ? [{ slot: 'sex', value, ...span }] : []
    }),
  )
}

function isShortAnswer(text: string): boolean {
  return text.split(/\s+/).length <= 5 && !isQuestion(text)
}

function isOfPatient(text: string, span: Span): boolean {
  const before = textBefore(text, span)
  const after = textAfter(text, span)
  if (/^(?:'s|s)\b/.test(after) || /\bnot an?\s+$/.test(before)) return false
  if (HERE.test(after)) return true
  if (INSTEAD.test(text.slice(0, span.start)) && /^\W*$/.test(after)) return true
  if (AGE_BEFORE.test(before) || AGE_AFTER.test(after)) return true
  const claim = I_AM.exec(before)
  if (claim === null)
    return /^\s*(?:[,.]|$)/.test(after) && /^\s*$/.test(text.slice(0, span.start)) && after !== ''
  const isSelf = !NOT_SELF.test(claim[0])
  const isFor = /^for\b/.test(claim[0])
  return isSelf && (!isFor || /\bmy age\b/.test(after))
}

function readLetter(text: string, isAwaited: boolean): readonly Found[] {
  for (const match of text.matchAll(LETTER)) {
    const span = spanOf(match)
    const isWhole = isAwaited && /^\s*[fm]\s*[.!]?\s*$/.test(text)
    const isByAge =
      /\b\d{2,3}\s*(?:(?:years?|yrs?)[\s-]*old|y\/?o)?[\s,/]*$/.test(textBefore(text, span)) ||
      /^[\s,/]*\d{2,3}\b(?!\s*(?:lb|kg|mg|\.))/.test(textAfter(text, span))
    if (isWhole || isByAge)
      return [{ slot: 'sex', value: match[1] === 'f' ? 'female' : 'male', ...span }]
  }
  return []
}
