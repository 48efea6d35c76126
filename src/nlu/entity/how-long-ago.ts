import { NUMBER_WORDS } from '../number-words.js'
import { spanOf, type Span } from './reading.js'

const WORDS: Readonly<Record<string, number>> = {
  'half a': 0.5,
  'half an': 0.5,
  'a couple of': 2,
  'a couple': 2,
  an: 1,
  a: 1,
  ...NUMBER_WORDS,
}
const WEEKS_PER_MONTH = 4.345
const DAYS_PER_MONTH = 30.4

const TIME = (name: string) =>
  `(?<${name}Count>\\d+(?:\\.\\d+)?|${Object.keys(WORDS).join('|')})(?<${name}Half>\\s+and a half)?\\s+(?<${name}Unit>days?|weeks?|wks?|months?|mos?|mths?|years?|yrs?)\\b(?<${name}Plus>\\s+and a half\\b)?`
/** "6 months and 3 weeks ago". */
const TIMES = new RegExp(
  `\\b${TIME('first')}(?:(?:,| and|, and)?\\s+${TIME('rest')})?(?<after>\\s+(?:ago|back|since|late|overdue|past due|behind|from now|away|early|to go|until|left|old))?`,
  'g',
)
/** "In 2 weeks", "every 6 months", "for 3 years": no time since something. */
const NOT_AGO = /\b(?:in|every|for|each|within|next|early)\s+(?:about |around |another )?$/

const NOT_YET = /from now|away|early|to go|until|left|old/

/** A length of time, where it stands in the text. */
export interface TimeSince extends Span {
  readonly months: number
  /** It is said to be over ("ago"), to be the delay itself ("late"), or neither. */
  readonly kind: 'ago' | 'late' | 'bare'
}

/** Finds lengths of time: "8 months ago", "six and a half months", "3 weeks late". */
export function findTimesSince(text: string): readonly TimeSince[] {
  return [...text.matchAll(TIMES)].flatMap((match): readonly TimeSince[] => {
    const span = spanOf(match)
    const groups = match.groups ?? {}
    const before = text.slice(Math.max(0, span.start - 32), span.start)
    const after = groups['after'] ?? ''
    if (NOT_AGO.test(before) || NOT_YET.test(after)) return []
    const months = monthsOf(groups, 'first') + monthsOf(groups, 'rest')
    return [{ ...span, months, kind: kindOf(before, after) }]
  })
}

function kindOf(before: string, after: string): TimeSince['kind'] {
  const isDueThen = /\bdue\s+(?:about |around |over |almost )?$/.test(before)
  const isLateBy = /\b(?:late|overdue|past due|behind)(?: by)?\s+(?:about |around |over )?$/
  if (isDueThen || isLateBy.test(before) || /late|due|behind/.test(after)) return 'late'
  return after === '' ? 'bare' : 'ago'
}

function monthsOf(groups: Readonly<Partial<Record<string, string>>>, name: string): number {
  const count = groups[`${name}Count`]
  if (count === undefined) return 0
  const hasHalf = (groups[`${name}Half`] ?? groups[`${name}Plus`]) !== undefined
  return ((WORDS[count] ?? Number(count)) + (hasHalf ? 0.5 : 0)) * monthsIn(groups[`${name}Unit`])
}

function monthsIn(unit = ''): number {
  if (unit.startsWith('d')) return 1 / DAYS_PER_MONTH
  if (unit.startsWith('w')) return 1 / WEEKS_PER_MONTH
  return unit.startsWith('y') ? 12 : 1
}
