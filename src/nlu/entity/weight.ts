import type { SlotDoubt } from '../../types.js'
import type { FoundNumber } from '../numbers.js'
import { textAfter, textBefore } from './reading.js'
import type { Found, Reader, Reading, Span } from './reading.js'

const KG_PER_POUND = 1 / 2.20462
const POUNDS_PER_STONE = 14
const MIN_WEIGHT_KG = 30
const MAX_WEIGHT_KG = 250
/** Heavier is possible, but more often a slip of the unit (rules R10). */
const SURE_MAX_WEIGHT_KG = 180

const POUNDS = /^\s*(?:lbs?|pounds?|#|pds?)(?![\w])/
const KILOS = /^\s*(?:kgs?|kilos?|kilograms?|kilogrammes?)\b/
const STONES = /^\s*(?:stones?|st)\b\.?/
const ROUGH =
  '(?:\\s*(?:about|around|roughly|approximately|only|now|just|at|is|are|of|:|=|in at|currently))*\\s*'
const WEIGH_BEFORE = new RegExp(
  `\\b(?:weigh|weighs|weighing|weighed|my weight|body ?weight|weight)${ROUGH}$`,
)
const I_AM_BEFORE = new RegExp(`\\b(?:i am|i'm|im)${ROUGH}$`)
const BODY_BEFORE =
  /(?:\d'\s?\d{0,2}(?:"|'')?|\bft \d{1,2}|\b\d{2,3} (?:y\/?o|f|m|female|male|years? old)|\bi(?:'m|m| am) \d{2,3})\s*(?:,|and|&|at|tall|weighing|inches|in)*\s*$/
const LOAD =
  /\b(?:lift|lifting|deadlift|squat|carry|carrying|dumbbells?|kettlebell|barbell|vest|lost|lose|gain|gained|losing|gaining|press|pick up|bag|grand(?:son|child|kids?)|dog|box|overweight)\b/

/** Reads body weight; a weight that is lifted, lost or carried is none. */
export const readWeights: Reader = (reading) => {
  const found = reading.numbers.flatMap((number, i) => weightOf(reading, number, i))
  return found.slice(0, 1)
}

function weightOf(reading: Reading, number: FoundNumber, index: number): readonly Found[] {
  const { text, numbers, awaited } = reading
  const isAnswer = awaited === 'weightKg'
  if (number.sign !== undefined || !(isAnswer || isBodyWeight(text, number))) return []
  const after = textAfter(text, number)
  const { start, end } = number
  const weight = (kg: number, span: Span) => weightFound(kg, span, isEndOfRange(text, number))
  if (POUNDS.test(after)) return [weight(number.value * KG_PER_POUND, { start, end })]
  if (KILOS.test(after)) return [weight(number.value, { start, end })]
  if (STONES.test(after)) {
    const next = numbers[index + 1]
    const isRest =
      next !== undefined && /^\s*(?:stones?|st)\b\.?\s*(?:and )?$/.test(text.slice(end, next.start))
    const pounds = number.value * POUNDS_PER_STONE + (isRest ? next.value : 0)
    return [weight(pounds * KG_PER_POUND, { start, end: isRest ? next.end : end })]
  }
  const isUnitless = isAnswer
    ? /^\s*(?:$|[.,!?]|now|ish|or so)/.test(after)
    : hasWeighBefore(text, number) && !OTHER_UNIT.test(after)
  return isUnitless ? [{ slot: 'weightKg', value: number.value, start, end, doubt: 'no_unit' }] : []
}

const OTHER_UNIT = /^\s*(?:%|percent|years?|yrs?|mg|times?|days?|months?|weeks?|more|less|over)/

/** Weights of the past, and of wishes. */
const NOT_NOW =
  /\b(?:want(?:s|ed)? to|used to|would like to|like to|hope to|goal|target|ideal|should|try(?:ing)? to|when i|once|had)\b[^.;!?,]*$/

function hasWeighBefore(text: string, number: FoundNumber): boolean {
  const before = textBefore(text, number)
  return WEIGH_BEFORE.test(before) && !LOAD.test(before) && !NOT_NOW.test(before)
}

function isBodyWeight(text: string, number: FoundNumber): boolean {
  const before = textBefore(text, number)
  if (hasWeighBefore(text, number) || isAlone(text, number)) return true
  const after = textAfter(text, number)
  const hasUnit = POUNDS.test(after) || KILOS.test(after) || STONES.test(after)
  if (
    !hasUnit ||
    LOAD.test(before) ||
    /^\s*\S+\s+(?:over ?weight|dumbbells?|vest|heavier|lighter)/.test(after)
  )
    return false
  return I_AM_BEFORE.test(before) || BODY_BEFORE.test(before)
}

/** A load is lighter, as a rule. */
const MIN_ALONE = { pounds: 88, kilos: 40 }

/** "82 kilos", and nothing else: a load or a loss would be named. */
function isAlone(text: string, number: FoundNumber): boolean {
  if (/[a-z\d]/.test(text.slice(0, number.start))) return false
  const after = text.slice(number.end)
  const isPounds = POUNDS.test(after) && number.value >= MIN_ALONE.pounds
  const isKilos = KILOS.test(after) && number.value >= MIN_ALONE.kilos
  return (isPounds || isKilos) && /^\s*[a-z#]+\W*$/.test(after)
}

/** "140-150 lbs", "between 140 and 150". */
function isEndOfRange(text: string, number: FoundNumber): boolean {
  return /\d\s*(?:to|or)\s*$|\bbetween \S+ and\s*$/.test(textBefore(text, number))
}

function weightFound(kg: number, { start, end }: Span, isRange = false): Found {
  const value = Math.round(kg * 10) / 10
  const doubt = doubtOf(value) ?? (isRange ? 'several' : undefined)
  return { slot: 'weightKg', value, start, end, ...(doubt && { doubt }) }
}

function doubtOf(kg: number): SlotDoubt | undefined {
  if (kg < MIN_WEIGHT_KG || kg > MAX_WEIGHT_KG) return 'implausible'
  return kg > SURE_MAX_WEIGHT_KG ? 'unlikely' : undefined
}

/** Converts a weight whose unit has been told afterwards, or finds no unit in the text. */
export function withUnit({ text }: Reading, value: number): Found | undefined {
  const span = { start: 0, end: text.length }
  const words = text.replace(/^\W*(?:it'?s |in |they'?re |that'?s |i mean )*/, '')
  if (POUNDS.test(words)) return weightFound(value * KG_PER_POUND, span)
  if (KILOS.test(words)) return weightFound(value, span)
  return STONES.test(words) ? weightFound(value * POUNDS_PER_STONE * KG_PER_POUND, span) : undefined
}
