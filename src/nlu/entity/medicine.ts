import { spanOf, textAfter, textBefore } from './reading.js'
import type { Found, Reader, Reading, Span } from './reading.js'
import { findPhrases, holdsPhrase } from './phrases.js'
import { isQuestion } from './yes-no.js'
import type { SlotName } from '../../types.js'

interface NamedMedicine extends Span {
  readonly id: string
}

const NOT_TAKEN =
  /\b(?:not|never|don'?t|do not|won'?t|haven'?t|didn'?t|refused|refuse|declined|allergic to|instead of|other than|no)\s+(?:(?:on|take|took|taken|taking|tried|used|had|been|ever|want|want to|to|start|started|like|using)\s+){0,4}$/
const IS_QUESTION = /\b(?:should i|why|can i)\s+(?:not\s+)?[^.?!]*$/

/** What stands between the words that tell of taking and the name. */
const FILL =
  '(?:\\s*(?:,|\\b(?:a|an|the|my|his|her|some|daily|weekly|monthly|yearly|annual|generic|oral|iv|low dose|dose of|doses of|shots? of|injections? of|infusions? of|pills? of|first|second|third|last|next|\\d+(?:\\.\\d+)?\\s?(?:mg|milligrams?)(?: of)?|[a-z]+ and)\\b))*\\s*$'
const SUBJECT =
  "(?:i|i've|ive|she|he|my \\w+|mom|mum|dad|mother|father|wife|husband)\\s+(?:(?:have|has|been|had|just|also|now|currently|still|only|already|recently|both|am|is)\\s+)*"
/** Somebody takes what is named just after. */
const TAKES = new RegExp(
  `(?:\\b${SUBJECT}(?:take|takes|taking|use|uses|using|get|gets|getting|got|had|receives?|start|started|inject|injects|missed|miss|skipped|went on|(?:switched|changed|moved)(?: from \\w+)? to)|\\b(?:and|who)\\s+(?:(?:also|now|still|currently)\\s+)?(?:takes|uses|gets|receives)|(?:^|,\\s*|\\b(?:i'm|im|am|is|was put|put|been|mom's|mum's|dad's|she's|he's|and|while|still|now|currently|already|also|me|her|him|back|and i'm|years|months)\\s+)(?:on|taking|using|getting))${FILL}`,
)
/** "My Evenity shots", "my last dose of Prolia". */
const MINE =
  /\b(?:my|his|her)(?: (?:last|next|first|second|third|weekly|monthly|yearly|daily|\d+(?:st|nd|rd|th)?|\d+ ?mg))*(?: (?:year|month|dose|shot|injection|infusion|course|pill|tablet)s? of)?\s+$/
/** Without a subject, a plain statement is of the writer: "started Evenity last month". */
const BEGUN =
  /^\W*(?:(?:have |just |recently )*(?:started|been (?:on|taking)|switched to)|last(?: dose of)?)\s+$/
const SHOT_WAS = /^\s*(?:shot|jab|injection|infusion|dose)s? (?:was|were)\b/
/** What is named in answer to these questions is taken. */
const ASKS_FOR_TAKEN: readonly (SlotName | undefined)[] = [
  'medicine',
  'monthsSinceDose',
  'dailyFoods',
]
const IS_OVER =
  /\b(?:stopp?ed|quit|used to|(?:was|were) (?:on|taking|using)|had been on|came off|went off|gone off|finished|completed|until)\b/
/** It is to come, or only thought of, or said of people in general. */
const ONLY_TALK =
  /\b(?:(?:should|shall|could|would|will|might|may|must|if|whether|can|do|does|did|what if) (?:i|she|he|we|my \w+|you|people|women|men)\b|(?:to|of|about|before|without|against|than|for|is|does|like|will|'ll|gonna|should|might|may|can|would|could|must) (?:take|taking|starting|start|use|using|get|getting|being on|going on|be on|go on|try)\b|(?:wants?|wanted|recommend\w*|suggest\w*|advis\w*|offer\w*|consider\w*|people|women|men|those|patients|someone|anyone) )[^.;!?]*$/
/** "Fosmax once a week", "boniva monthly": how it is taken, with nothing asked. */
const DOSED =
  /^\s*(?:,\s*)?(?:\d+ ?mg )?(?:once a (?:week|month|year)|every (?:day|week|month|(?:6|six) months)|weekly|monthly|daily|yearly|twice a year)\b/
const ENDED = /^[^.;!?,]{0,24}\b(?:until|years? ago for|in the past|but (?:i )?(?:stopped|quit))\b/

/**
 * Reads the bone medicine that is named; several different ones are in doubt.
 * Only what somebody says to take is theirs: "what is Fosamax?" names it, and no more.
 */
export const readMedicines: Reader = (reading) => {
  const { text } = reading
  const named = findMedicines(reading).filter((medicine) => {
    const before = textBefore(text, medicine)
    return !NOT_TAKEN.test(before) || IS_QUESTION.test(before)
  })
  const taken = named.filter((medicine) => isTaken(reading, medicine))
  const takers = new Set(taken.map(reading.whoseIs))
  // "I switched from Fosamax to Prolia": what is taken goes before what is only named.
  const counted = named.filter(
    (medicine) => taken.includes(medicine) || !takers.has(reading.whoseIs(medicine)),
  )
  return counted.flatMap((medicine): readonly Found[] => {
    const { id, start, end } = medicine
    const person = reading.whoseIs(medicine)
    const isSeveral = counted.some(
      (another) => another.id !== id && reading.whoseIs(another) === person,
    )
    const found: Found = { slot: 'medicine', value: id, start, end }
    if (taken.includes(medicine)) return [isSeveral ? { ...found, doubt: 'several' } : found]
    // "Fosamax or Prolia, which is better?" is about neither alone.
    return isSeveral ? [] : [{ ...found, isOnlyNamed: true }]
  })
}

function isTaken({ text, awaited }: Reading, medicine: NamedMedicine): boolean {
  const isPlain = !isQuestion(text)
  if (ASKS_FOR_TAKEN.includes(awaited) && isPlain) return !IS_OVER.test(text)
  const before = textBefore(text, medicine)
  const clause = before.split(/[.;!?]|\bbut\b/).at(-1) ?? ''
  const after = textAfter(text, medicine)
  if (IS_OVER.test(clause) || ENDED.test(after)) return false
  if (MINE.test(clause)) return true
  if (isPlain && (BEGUN.test(clause) || SHOT_WAS.test(after))) return true
  const isTold = TAKES.test(clause) || (DOSED.test(after) && isPlain)
  return isTold && !ONLY_TALK.test(clause)
}

function findMedicines({ lexicon, text }: Reading): readonly NamedMedicine[] {
  const { medicineNames, ambiguousNames, cancerWords } = lexicon
  const isCancer = holdsPhrase(cancerWords, text)
  const words = [...text.matchAll(/[\p{L}\d]{3,}/gu)].flatMap((match) => {
    const id = medicineNames.meaningOf(match[0]).id
    return id === undefined ? [] : [{ id, ...spanOf(match) }]
  })
  const long = medicineNames.longNames.flatMap(([names, id]) =>
    findPhrases(names, text).map((match) => ({ id, ...spanOf(match) })),
  )
  // "denosumab" alone beside talk of cancer is the cancer dose (rules R13).
  return [...long, ...words]
    .filter(({ start, end }) => !isCancer || !ambiguousNames.has(text.slice(start, end)))
    .toSorted((a, b) => a.start - b.start)
}
