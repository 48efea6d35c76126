import { textAfter, textBefore, type Age, type Found, type Reading } from './reading.js'
import { readBirth } from './birth.js'
import { isQuestion } from './yes-no.js'
import type { FoundNumber } from '../numbers.js'

/** Completed years that the clinical tables are for. */
const MIN_AGE_YEARS = 18
const MAX_AGE_YEARS = 110

const ABOUT_WORDS =
  'about|around|approximately|roughly|like|over|past|above|under|almost|nearly|close to|pushing|approaching|going on|probably|maybe|between|somewhere'
const FILL = `(?:\\s*(?:[:=,(]|\\b(?:now|only|just|already|currently|still|a|an|the|healthy|fit|active|${ABOUT_WORDS})\\b))*\\s*`
const CLAIM_BEFORE = new RegExp(
  `(?:(?<!\\bif )\\b(?:i am|i'm|im|iam|am i|i meant|i meant to (?:say|type)|my age(?: is|'s)?|(?<!\\b(?:at|by|from|since|after|over|before|until|under|when|around|reach(?:ed)?|past|the) )age(?: is)?|aged|as an?|for an?|being|turned|turning|i turn|i'll be|i will be|will be|she is|she's|he is|he's|who is|who's|(?:mother|mom|mum|mam|father|dad|wife|husband|sister|brother|grandmother|grandma|nan|gran|granny|grandfather|grandpa|aunt|uncle|cousin|niece|nephew|partner|spouse|boyfriend|girlfriend|friend|neighbou?r|daughter|son|in[- ]law|patient|client|resident)(?: is|'s)?|(?:woman|female|lady|man|male|guy)(?: of)?)\\b)${FILL}$`,
)
const YEARS_OLD =
  /^[\s-]*(?:(?:years?|yrs?|yr)[\s-]*(?:old|olds|young|of age)\b|y[/.]?\s?o\b|yrs? o\b)/
const SEX_AFTER = /^\s*[,/]?\s*(?:year )?(?:f|m|female|male|woman|man|lady|guy|gentleman)\b(?!')/
const SEX_BEFORE = /(?:^|[\s(,])(?:f|m|female|male|woman|man)\s*[,/]?\s*$/
const NOT_AN_AGE_AFTER =
  /^\s*(?:(?:(?:to|or|-)\s*\d+\s*)?(?:%|percent)|years?\b|yrs?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|lbs?\b|pounds?\b|kgs?\b|kilos?\b|stones?\b|st\b|cm\b|feet\b|foot\b|ft\b|inch|in tall|'|"|mg\b|mcg\b|iu\b|times?\b|of\b|or more|and (?:over|older|up)|or (?:older|over)|when\b|point\b|pills?\b|tablets?\b|(?:a |an |of a )?(?:cup|glass|slice|serving|bowl|block|bag|tin|can)s?\b|glass(?:es)?\b|slices?\b|servings?\b|bowls?\b|ounces?\b|oz\b|standard)/
const SOON =
  /\b(?:turning|i turn|i'll be|i will be|will be|about to be|going to be|about to turn|soon to be|will turn)\s+(?:a )?$/
const ROUGH_BEFORE = new RegExp(`\\b(?:${ABOUT_WORDS})\\s*(?:a )?$`)

/** Reads ages: "I'm 67", "71 yo", "turning 70 in March", "born in 1956", "late sixties". */
export function readAges(reading: Reading): readonly Found[] {
  const birth = readBirth(reading)
  if (birth !== undefined) return [ageOf(birth)]
  const decade = readDecade(reading)
  if (decade !== undefined) return [ageOf(decade)]
  const claimed = reading.numbers.flatMap((number) => ageFrom(reading, number))
  const ages = claimed.length > 0 ? claimed : bareAges(reading)
  const [first] = ages
  return first !== undefined && isOneOfTwo(reading.text, first)
    ? [ageOf({ ...first, doubt: 'several' })]
    : ages.map(ageOf)
}

/** "67 or 68", "50-55", "between 60 and 65". */
function isOneOfTwo(text: string, age: Age): boolean {
  const after = textAfter(text, age)
  if (/\bbetween\s*$/.test(textBefore(text, age))) return /^\s*(?:and|-)\s*\d/.test(after)
  return /^\s*,?\s*(?:or|to|maybe)(?: maybe)?\s+\d\d\b/.test(after)
}

function ageOf({ years, start, end, doubt }: Age): Found {
  const isPlausible = years >= MIN_AGE_YEARS && years <= MAX_AGE_YEARS
  const judged = isPlausible ? doubt : 'implausible'
  return { slot: 'ageYears', value: years, start, end, ...(judged && { doubt: judged }) }
}

function ageFrom({ text, isPersonal }: Reading, number: FoundNumber): readonly Age[] {
  const before = textBefore(text, number)
  const after = textAfter(text, number)
  if (!mayBeAge(number) || isNot(before)) return []
  const isOld = YEARS_OLD.test(after)
  const hasSex = isAgeSized(number) && (SEX_AFTER.test(after) || SEX_BEFORE.test(before))
  const isListed = hasSex && /^\s*(?:years?|yrs?)\s*(?:$|[,.)])/.test(after)
  if (!isOld && !isListed && NOT_AN_AGE_AFTER.test(after)) return []
  if (isOld && /^\S*\s*\S*\s*(?:scan|house|mattress|dexa|dog|cat|report|bed)\b/.test(after))
    return []
  if (
    /\b(?:when|before|until|since|if) (?:i|she|he) (?:was|were|am|turn(?:ed)?|reach(?:ed)?)\s*$/.test(
      before,
    )
  )
    return []
  const isAt = (isPersonal && AT_NOW.test(before)) || SOMEBODY_AT.test(before)
  const isAskedAt = isAt && isAgeSized(number) && !PAST_EVENT.test(text)
  const isTold = isOld || hasSex || CLAIM_BEFORE.test(before) || isInList(number, before, after)
  return isTold || isAskedAt ? [agedNow(text, number)] : []
}

/** "I'm vegan, 49, and …": one of the things that somebody says they are. */
function isInList(number: FoundNumber, before: string, after: string): boolean {
  const isListed = /\b(?:i'm|im|i am) (?:an? )?[a-z]+(?: [a-z]+)?, $/.test(before)
  return isAgeSized(number) && isListed && /^\s*(?:$|[,.;!?]|and\b)/.test(after)
}

/** "I live at 72 Oak Street". */
const AT_NOW = /(?<!\b(?:live|lives|living|located|stay|address|am|weigh|stand) )\bat\s*$/
/** "What about my husband at 70?" */
const SOMEBODY_AT = /\b(?:for|about|and) (?:my|our) [\w-]+ at\s*$/
const PAST_EVENT =
  /\b(?:diagnosed|broke|broken|fractured|had|started|stopped|began|went|menopause|hysterectomy|died|was|did)\b/

const IN_MONTH =
  /^\s*(?:this|next|in|come|this coming) (?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|spring|summer|fall|autumn|winter)/
/** "67, but is yoga OK for me?": the answer came first. */
const ANSWER_FIRST = /^\W*(?:i'?m |i am )?(?:\d{2,3}|[a-z]+ty(?:[- ][a-z]+)?)\s*[,.;!]/

/** Corrects for what is still to come and marks what is said roughly. */
function agedNow(text: string, number: FoundNumber): Age {
  const { start, end } = number
  const years = Math.floor(number.value)
  const before = textBefore(text, number)
  const after = textAfter(text, number)
  if (/\bi'?(?:ll| will) be\b/.test(before) && /^\s*in \w+ years?\b/.test(after)) {
    return { years, start, end, doubt: 'vague' }
  }
  if (
    SOON.test(before) ||
    /^\s*(?:in a (?:few|couple)|next (?:week|month|year|birthday))/.test(after)
  ) {
    return { years: years - 1, start, end }
  }
  // "70 in March" may be said before that birthday, or after it.
  if (IN_MONTH.test(after) && !/\b(?:was|turned)\s*$/.test(before)) {
    return { years: years - 1, start, end, doubt: 'vague' }
  }
  const isRough = ROUGH_BEFORE.test(before) || /^\s*-?(?:ish\b|something\b|plus\b|\+)/.test(after)
  return isRough ? { years, start, end, doubt: 'vague' } : { years, start, end }
}

/** Any lone number answers the question for the age. */
function bareAges({ awaited, numbers, text }: Reading): readonly Age[] {
  if (awaited !== 'ageYears' || (isQuestion(text) && !ANSWER_FIRST.test(text))) return []
  return numbers
    .filter((number) => {
      const after = textAfter(text, number)
      const isYears = /^\s*(?:years?|yrs?)\s*(?:now|$|[.,!])/.test(after)
      const isOther = NOT_AN_AGE_AFTER.test(after) && !isYears
      return (
        number.sign === undefined &&
        number.value >= 0 &&
        !isNot(textBefore(text, number)) &&
        !isOther
      )
    })
    .map((number) => agedNow(text, number))
}

function mayBeAge({ value, sign }: FoundNumber): boolean {
  const isWholeOrHalf = Number.isInteger(value * 2)
  return sign === undefined && isWholeOrHalf && value > 0 && value < 200
}

function isAgeSized({ value }: FoundNumber): boolean {
  return value >= MIN_AGE_YEARS && value <= MAX_AGE_YEARS
}

function isNot(before: string): boolean {
  return /\b(?:not|isn't|wasn't)\s*$/.test(before)
}

const DECADES = ['twent', 'thirt', 'fort', 'fift', 'sixt', 'sevent', 'eight', 'ninet']
const DECADE = new RegExp(
  `\\b(?:(early|mid|middle|late|upper|high)[\\s-]*(?:of )?(?:my |her |his |the )?)?(?:([2-9])0'?s|(${DECADES.join('|')})ies)\\b`,
)
const PART_YEARS: Readonly<Record<string, number>> = { early: 2, late: 8, upper: 8, high: 8 }

/** "late sixties" is no number of years: it is asked back with a guess in its middle. */
function readDecade({ text, awaited, isPersonal }: Reading): Age | undefined {
  const match = DECADE.exec(text)
  if (match === null) return undefined
  const before = text.slice(0, match.index)
  const isTold =
    /\b(?:i am|i'm|im|she is|she's|he is|he's|is)\s*(?:now |only )?(?:in |about |around )?(?:my |her |his |the )?$/.test(
      before,
    )
  const isPast = /\b(?:was|were|since|from|until|during|back|broke|had)\b[^.]{0,24}$/.test(before)
  const isAnswer = awaited === 'ageYears'
  if (isPast || !(isTold || isAnswer || (isPersonal && /\bin my\s*$/.test(before))))
    return undefined
  const tens = match[2] !== undefined ? Number(match[2]) : DECADES.indexOf(match[3] ?? '') + 2
  const years = tens * 10 + (PART_YEARS[match[1] ?? ''] ?? 5)
  return { years, start: match.index, end: match.index + match[0].length, doubt: 'vague' }
}
