import { isDay, monthsBetween, type Day } from './calendar.js'
import { spanOf, type Span } from './reading.js'

const MONTHS = [
  'jan(?:uary)?',
  'feb(?:ruary)?',
  'mar(?:ch)?',
  'apr(?:il)?',
  'may',
  'june?',
  'july?',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'oct(?:ober)?',
  'nov(?:ember)?',
  'dec(?:ember)?',
]
const MONTH = `(?<month>${MONTHS.join('|')})\\b\\.?`
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?'
const YEAR = '(?:,?\\s+(?:of )?(?<year>20\\d\\d))?'
const DATES = [
  new RegExp(`\\b${MONTH}\\s+(?:the )?${DAY}\\b(?!\\d)${YEAR}`),
  new RegExp(`\\b${DAY}(?: of)?\\s+${MONTH}${YEAR}`),
  /\b(?<year>20\d\d)\/(?<monthNumber>\d{1,2})\/(?<day>\d{1,2})\b/,
  /\b(?<monthNumber>\d{1,2})\/(?<day>\d{1,2})\/(?<year>(?:20)?\d\d)\b/,
  new RegExp(`\\b(?:in|last|since|from|this)\\s+(?:early |mid |late )?${MONTH}${YEAR}`),
]
/** Only as an answer, for "may" and "march" are plain words, too. */
const LONE_MONTH = new RegExp(
  `^\\W*(?:(?:sorry|no|wait|actually|it was|i think|i believe|around|about|sometime|early|mid|late|maybe|probably|my last (?:one|shot) was),?\\s+)*${MONTH}${YEAR}\\W*$`,
)
const MIDDLE_OF_MONTH = 15

/** A day that was told, where it stands in the text. */
export interface PastDay extends Span {
  /** Calendar months up to today; negative for a day to come. */
  readonly months: number
  /** Only the month was told. */
  readonly isMonthOnly: boolean
  /** Two days are written like this: "3/4" is one of March and one of April. */
  readonly isEither: boolean
}

/**
 * Reads the day of something that has been: "March 3", "in October", "3/14/2026".
 *
 * @param today Counted to; a day without a year is the last such day that has been.
 * @returns undefined where no day stands, or none of the calendar.
 */
export function readPastDay(
  text: string,
  today: Day,
  { isAnswer }: { readonly isAnswer: boolean },
): PastDay | undefined {
  for (const pattern of isAnswer ? [...DATES, LONE_MONTH] : DATES) {
    const match = pattern.exec(text)
    if (match !== null) return pastDayOf(match, today)
  }
  return undefined
}

function pastDayOf(match: RegExpExecArray, today: Day): PastDay | undefined {
  const { day, monthNumber, year } = match.groups ?? {}
  const told = toldDay(match, today)
  if (!isDay(told)) return undefined
  const months = monthsBetween(told, today)
  return {
    ...spanOf(match),
    months: year === undefined && months < 0 ? months + 12 : months,
    isMonthOnly: day === undefined,
    isEither:
      monthNumber !== undefined &&
      !/^20/.test(match[0]) &&
      Number(day) <= 12 &&
      Number(monthNumber) <= 12 &&
      day !== monthNumber,
  }
}

function toldDay({ groups = {} }: RegExpExecArray, today: Day): Day {
  const { month: name, monthNumber } = groups
  const said = groups['year']
  const year = said === undefined ? today.year : Number(said.length === 2 ? `20${said}` : said)
  const day = Number(groups['day'] ?? MIDDLE_OF_MONTH)
  const month =
    name === undefined
      ? Number(monthNumber)
      : MONTHS.findIndex((pattern) => new RegExp(`^${pattern}$`).test(name)) + 1
  // "14/3" can only be the 14th of March.
  return month > 12 ? { year, month: day, day: month } : { year, month, day }
}
