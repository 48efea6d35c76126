import type { VitaminDLevel } from '../../types.js'
import type { FoundNumber } from '../numbers.js'
import { overlaps, spanOf, textAfter, textBefore } from './reading.js'
import type { Found, Reader, Reading, Span } from './reading.js'

const NAME =
  /(?:\bvit(?:amin)?\.? ?d[23]?\b|\b25[- ]?\(?(?:oh|hydroxy)\)?[ -]?(?:vit(?:amin)? )?d?\b|\bcalcidiol\b)/g
/** What may stand between a name and its number: "came back at only". */
const FILL =
  '(?:\\s*(?::|=|\\b(?:is|was|are|were|came back|blood|only|just|now|about|around|still|of|at|as)\\b))*\\s*$'
/** "Level 32", and "vitamin d is 32"; but "vitamin d at 70" is an age, and "vitamin d 50" a dose. */
const LEVEL_BEFORE = new RegExp(`\\b(?:levels?|tests?|results?|labs?|reading)${FILL}`)
const NAME_IS_BEFORE = new RegExp(
  `\\bvit(?:amin)?\\.? ?d[23]?\\s*(?::|=|\\b(?:is|was|came back)\\b)${FILL}`,
)
const NG = /^\s*(?:ng|nanograms?)(?:\s*(?:\/|per)\s*ml)?\b/
const NMOL = /^\s*(?:nmol|nanomoles?)(?:\s*(?:\/|per)\s*l)?/
/** A dose, a length of time, a share: no level. */
const OTHER_UNIT =
  /^\s*(?:iu|i\.u\.|units?|mcg|micrograms?|mg|pills?|tablets?|capsules?|drops?|times?|years?|months?|weeks?|days?|%|percent|or (?:more|higher)|#|of\b|k\b)/
const AGE_BEFORE = /\b(?:age|aged|i am|i'm|im|take|taking|on)\s*$/
/** "What is a good level at 65" tells no level. */
const GOOD_AT = /\b(?:good|best|normal|right|ideal|healthy|optimal)\b[^.;?!]*\bat\s*$/
const MAX_LEVEL = { 'ng/mL': 500, 'nmol/L': 1250 }
const MIN_LEVEL = 3

/** Reads a blood level of vitamin D; one without its unit is asked back, for 75 is two things. */
export const readVitaminDLevels: Reader = (reading) => {
  const { text, numbers, awaited } = reading
  const names = [...text.matchAll(NAME)].map(spanOf)
  if (awaited !== 'vitaminDLevel' && names.length === 0) return []
  // The 25 of "25-OH" is a name.
  const free = numbers.filter((number) => !names.some((name) => overlaps(name, number)))
  const withUnit = free.flatMap((number) => levelWithUnit(text, number))
  const found =
    withUnit.length > 0 ? withUnit : free.flatMap((number) => bareLevel(reading, number))
  return found.slice(0, 1)
}

function levelWithUnit(text: string, number: FoundNumber): readonly Found[] {
  const unit = unitAfter(textAfter(text, number))
  const { value, sign, start, end } = number
  if (unit === undefined || sign === '-' || value < MIN_LEVEL) return []
  return [levelIn({ value, unit }, { start, end })]
}

function unitAfter(after: string): VitaminDLevel['unit'] | undefined {
  if (NG.test(after)) return 'ng/mL'
  return NMOL.test(after) ? 'nmol/L' : undefined
}

function bareLevel({ text, awaited }: Reading, number: FoundNumber): readonly Found[] {
  const { value, sign, start, end } = number
  const before = textBefore(text, number)
  const isLevel = value >= MIN_LEVEL && value <= MAX_LEVEL['ng/mL'] && sign !== '-'
  if (!isLevel || OTHER_UNIT.test(textAfter(text, number)) || AGE_BEFORE.test(before)) return []
  if (awaited !== 'vitaminDLevel' && !isToldBefore(before)) return []
  return [{ slot: 'vitaminDLevel', value: { value, unit: 'ng/mL' }, start, end, doubt: 'no_unit' }]
}

function isToldBefore(before: string): boolean {
  return (LEVEL_BEFORE.test(before) || NAME_IS_BEFORE.test(before)) && !GOOD_AT.test(before)
}

function levelIn(value: VitaminDLevel, span: Span): Found {
  const isPlausible = value.value <= MAX_LEVEL[value.unit]
  return { slot: 'vitaminDLevel', value, ...span, ...(!isPlausible && { doubt: 'implausible' }) }
}

/** The level whose unit is told afterwards; undefined when the text names none, or a number of its own. */
export function withLevelUnit(
  { text, numbers }: Reading,
  { value }: VitaminDLevel,
): Found | undefined {
  if (numbers.length > 0) return undefined
  const span = { start: 0, end: text.length }
  if (/\b(?:nmol|nanomol)/.test(text)) return levelIn({ value, unit: 'nmol/L' }, span)
  return /\b(?:ng|nanogram)/.test(text) ? levelIn({ value, unit: 'ng/mL' }, span) : undefined
}
