import { medicineOfWord } from './medicine-names.js'
import { monthsBetween, type Day } from './calendar.js'
import { spanOf, type Found, type Reader, type Reading } from './reading.js'

const MAX_MONTHS = 60
const WEEKS_PER_MONTH = 4.345
const DAYS_PER_MONTH = 30.4

const SHOT = /\b(?:shots?|injections?|jabs?|dose|prolia|denosumab|injected)\b/
const LAST =
  /\b(?:last|ago|since|previous|most recent|had (?:it|my|one|the)|got (?:it|my|one|the))\b/
const AGO =
  /\b(?:(?:about|around|almost|nearly|over|exactly|maybe|like|roughly)\s+)?(?<count>\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half an?|a couple(?: of)?)(?<half>\s+and a half)?\s+(?<unit>days?|weeks?|wks?|months?|mos?|mths?|years?|yrs?)(?<ago>\s+(?:and a half\s+)?(?:ago|back|since|late))?/
const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  'half a': 0.5,
  'half an': 0.5,
  'a couple': 2,
  'a couple of': 2,
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH = `(?<month>${MONTHS.join('|')})[a-z]*\\.?`
const DATES = [
  new RegExp(
    `\\b${MONTH}\\s+(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s+(?:of )?(?<year>20\\d\\d))?`,
  ),
  new RegExp(
    `\\b(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)?\\s+${MONTH}\\b(?:,?\\s+(?<year>20\\d\\d))?`,
  ),
  /\b(?<monthNumber>\d{1,2})\/(?<day>\d{1,2})\/(?<year>20\d\d)\b/,
  /\b(?<year>20\d\d)\/(?<monthNumber>\d{1,2})\/(?<day>\d{1,2})\b/,
  new RegExp(
    `\\b(?:in|last|since|from|this|back in)\\s+${MONTH}\\b(?:,?\\s+(?:of )?(?<year>20\\d\\d))?`,
  ),
]

/**
 * Reads how long ago the last denosumab shot for osteoporosis was, in months.
 *
 * Not for a cancer dose, which has its own schedule, and not for any other medicine (rules R13).
 */
export const readLastDose: Reader = (reading) => {
  const { text, awaited } = reading
  const isAnswer = awaited === 'monthsSinceDose'
  if (!isAnswer && !(SHOT.test(text) && LAST.test(text) && isDenosumab(reading))) return []
  if (text.search(reading.lexicon.cancerWords) >= 0) return []
  return readAgo(reading, isAnswer) ?? readDate(reading) ?? []
}

/** Denosumab is named, and nothing else: "my last Reclast" is another medicine's date. */
function isDenosumab({ lexicon, text }: Reading): boolean {
  const words = [...text.matchAll(/[\p{L}\d]{3,}/gu)].map(([word]) => word)
  const ids = words.map((word) => medicineOfWord(lexicon.medicineNames, word))
  const named = ids.filter((id) => id !== undefined)
  return named.includes('denosumab') && named.every((id) => id === 'denosumab')
}

function readAgo({ text }: Reading, isAnswer: boolean): readonly Found[] | undefined {
  const match = AGO.exec(text)
  const { count = '', half, unit = '', ago } = match?.groups ?? {}
  if (match === null || (ago === undefined && !isAnswer)) return undefined
  if (/late/.test(ago ?? '') || /\b(?:every|for|each|within)\s*$/.test(text.slice(0, match.index)))
    return undefined
  const number = (WORDS[count] ?? Number(count)) + (half === undefined ? 0 : 0.5)
  return monthsFound(number * monthsIn(unit), spanOf(match))
}

function monthsIn(unit: string): number {
  if (unit.startsWith('d')) return 1 / DAYS_PER_MONTH
  if (unit.startsWith('w')) return 1 / WEEKS_PER_MONTH
  return unit.startsWith('y') ? 12 : 1
}

function readDate({ text, receivedAt }: Reading): readonly Found[] | undefined {
  const [year = 0, month = 1, day = 1] = receivedAt.slice(0, 10).split('-').map(Number)
  const today: Day = { year, month, day }
  for (const pattern of DATES) {
    const match = pattern.exec(text)
    if (match === null) continue
    const { month: name, monthNumber, day: saidDay, year: saidYear } = match.groups ?? {}
    const saidMonth = name === undefined ? Number(monthNumber) : MONTHS.indexOf(name) + 1
    const from = { year: Number(saidYear ?? year), month: saidMonth, day: Number(saidDay ?? 15) }
    if (saidMonth < 1 || saidMonth > 12 || from.day < 1 || from.day > 31) return undefined
    // Without a year, the last such day that has been.
    const months =
      monthsBetween(from, today) + (saidYear === undefined && isAhead(from, today) ? 12 : 0)
    // "3/4" is two days: which of them is asked back, never guessed.
    const isEither = monthNumber !== undefined && from.day <= 12 && from.day !== saidMonth
    const isVague = isEither || (saidDay === undefined && isNearLimit(months))
    return monthsFound(months, spanOf(match), isVague)
  }
  return undefined
}

function isAhead(day: Day, today: Day): boolean {
  return monthsBetween(day, today) < 0
}

/** With no day told, half a month either way may decide whether it is late. */
function isNearLimit(months: number): boolean {
  return months > 4.9 && months < 7.6
}

function monthsFound(
  months: number,
  span: { readonly start: number; readonly end: number },
  isVague = false,
): readonly Found[] | undefined {
  if (!Number.isFinite(months)) return undefined
  const value = Math.floor(months * 100) / 100
  if (value < 0 || value > MAX_MONTHS) {
    return [{ slot: 'monthsSinceDose', value, ...span, doubt: 'implausible' }]
  }
  return [{ slot: 'monthsSinceDose', value, ...span, ...(isVague && { doubt: 'vague' }) }]
}
