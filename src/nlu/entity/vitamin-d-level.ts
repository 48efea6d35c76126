import type { VitaminDLevel } from '../../types.js'
import type { FoundNumber } from '../numbers.js'
import { textAfter, textBefore, type Found, type Reader, type Reading } from './reading.js'

const NAME = /\b(?:vit(?:amin)?\.? ?d[23]?|25[- ]?(?:oh|hydroxy)[\w -]*|calcidiol)\b/
const LEVEL =
  /\b(?:level|levels|test|tested|result|results|blood|came back|labs?|reading|is|was|at|of|:|=)\b/
const NG = /^\s*(?:ng|nanograms?)(?:\s*(?:\/|per)\s*ml)?\b/
const NMOL = /^\s*(?:nmol|nanomoles?)(?:\s*(?:\/|per)\s*l)?/
const DOSE =
  /^\s*(?:iu|i\.u\.|units?|mcg|micrograms?|mg|pills?|tablets?|capsules?|drops?|times?|years?|months?|weeks?|days?|%|percent|or (?:more|higher)|k\b)/
const MAX_LEVEL = { 'ng/mL': 500, 'nmol/L': 1250 }
const MIN_LEVEL = 3

/** Reads a blood level of vitamin D; one without its unit is asked back, for 75 is two things. */
export const readVitaminDLevels: Reader = (reading) => {
  const { text, numbers, awaited } = reading
  const isAnswer = awaited === 'vitaminDLevel'
  const named = NAME.exec(text)
  if (!isAnswer && named === null) return []
  const found = numbers.flatMap((number) => levelOf(reading, number))
  return found.slice(0, 1)
}

function levelOf({ text, awaited }: Reading, number: FoundNumber): readonly Found[] {
  const { value, start, end } = number
  const after = textAfter(text, number)
  if (number.sign === '-' || value < MIN_LEVEL || DOSE.test(after)) return []
  const unit = NG.test(after) ? 'ng/mL' : NMOL.test(after) ? 'nmol/L' : undefined
  if (unit !== undefined) return [levelIn({ value, unit }, { start, end })]
  const before = textBefore(text, number)
  const isLevel =
    awaited === 'vitaminDLevel' || (NAME.test(before) && LEVEL.test(before) && value <= 200)
  if (!isLevel || /\b(?:age|aged|i am|i'm|im|take|taking|on)\s*$/.test(before)) return []
  return [{ slot: 'vitaminDLevel', value: { value, unit: 'ng/mL' }, start, end, doubt: 'no_unit' }]
}

function levelIn(
  value: VitaminDLevel,
  span: { readonly start: number; readonly end: number },
): Found {
  const isPlausible = value.value <= MAX_LEVEL[value.unit]
  return { slot: 'vitaminDLevel', value, ...span, ...(!isPlausible && { doubt: 'implausible' }) }
}

/** The level whose unit is told afterwards; undefined when the text names none. */
export function withLevelUnit({ text }: Reading, { value }: VitaminDLevel): Found | undefined {
  const span = { start: 0, end: text.length }
  if (/\bnmol/.test(text)) return levelIn({ value, unit: 'nmol/L' }, span)
  return /\bng\b/.test(text) ? levelIn({ value, unit: 'ng/mL' }, span) : undefined
}
