import type { Age, Reading } from './reading.js'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH = `(?<month>${MONTHS.join('|')})[a-z]*\\.?`
// US order of day and month; "the 3rd" and "3," both stand for a day.
const DAY_FIRST = `(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)?\\s+${MONTH}`
const DATE = [
  new RegExp(`${MONTH}\\s+(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>(?:19|20)\\d\\d)`),
  new RegExp(`${DAY_FIRST},?\\s+(?<year>(?:19|20)\\d\\d)`),
  /(?<monthNumber>\d{1,2})[/.](?<day>\d{1,2})[/.](?<year>(?:19|20)\d\d)/,
  /(?<![\d/.])(?<monthNumber>\d{1,2})[/.](?<day>\d{1,2})[/.](?<shortYear>\d\d)\b(?![/.])/,
  /(?<year>(?:19|20)\d\d)\/(?<monthNumber>\d{1,2})\/(?<day>\d{1,2})/,
  new RegExp(`${MONTH}(?: of)?,?\\s+(?<year>(?:19|20)\\d\\d)`),
  /(?<year>(?:19|20)\d\d)\b/,
  /'(?<shortYear>\d\d)\b/,
]

/** Between the two ages that a birth year leaves open, a limit of the clinical tables may lie. */
const LIMIT_AGES_YEARS = [50, 51, 65, 70, 71]
/** An answer longer than this is not just a date. */
const MAX_BARE_LENGTH = 24

/** Reads a birth date or year and counts the completed years on the day of the message. */
export function readBirth({ text, awaited, receivedAt }: Reading): Age | undefined {
  const cue =
    /\b(?:i was born|was born|born|birth ?year|birth ?date|birthday|date of birth|dob|d\.o\.b\.?)\b/.exec(
      text,
    )
  const isBare = awaited === 'ageYears' && text.length <= MAX_BARE_LENGTH
  if (cue === null && !isBare) return undefined
  const from = cue === null ? 0 : cue.index + cue[0].length
  const near = text.slice(from, from + 32)
  for (const pattern of DATE) {
    const match = pattern.exec(near)
    if (match === null) continue
    const age = countYears(inOrder(match.groups ?? {}), receivedAt)
    if (age === undefined) return undefined
    const start = from + match.index
    return { ...age, start, end: start + match[0].length }
  }
  return undefined
}

type Groups = Readonly<Record<string, string | undefined>>

const OLDEST_YEARS = 110

/** '55 is 1955, and '04 is 2004. */
function yearOf(shortYear: number, thisYear: number): number {
  const inLastCentury = 1900 + shortYear
  return thisYear - inLastCentury > OLDEST_YEARS ? inLastCentury + 100 : inLastCentury
}

/** "24/12/1949" can only be the 24th of December. */
function inOrder({ monthNumber, day, ...rest }: Groups): Groups {
  const isDayFirst = Number(monthNumber) > 12 && Number(day) <= 12
  return isDayFirst
    ? { ...rest, monthNumber: day, day: monthNumber }
    : { ...rest, monthNumber, day }
}

function countYears(groups: Groups, receivedAt: string): Pick<Age, 'years' | 'doubt'> | undefined {
  const { year, shortYear, month, monthNumber, day } = groups
  const [thisYear = 0, thisMonth = 1, thisDay = 1] = receivedAt.slice(0, 10).split('-').map(Number)
  const bornIn = year === undefined ? yearOf(Number(shortYear), thisYear) : Number(year)
  const calendarYears = thisYear - bornIn
  if (!Number.isFinite(calendarYears) || calendarYears < 0) return undefined
  const bornMonth = month === undefined ? Number(monthNumber) : MONTHS.indexOf(month) + 1
  if (Number.isNaN(bornMonth) || (bornMonth === thisMonth && day === undefined)) {
    return LIMIT_AGES_YEARS.includes(calendarYears)
      ? { years: calendarYears, doubt: 'vague' }
      : { years: calendarYears }
  }
  if (bornMonth < 1 || bornMonth > 12 || Number(day ?? 1) > 31) return undefined
  const isBirthdayAhead =
    bornMonth > thisMonth || (bornMonth === thisMonth && Number(day ?? 1) > thisDay)
  return { years: calendarYears - (isBirthdayAhead ? 1 : 0) }
}
