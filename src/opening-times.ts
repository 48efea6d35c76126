/** When a clinic usually answers, as `CLINIC_OPEN` says it: "Mon-Fri 08:00-17:00, Sat 09:00-12:00". */

/** One stretch of a week, in the clinic's own time. */
export interface OpenStretch {
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number
  /** Minutes after midnight. */
  readonly opensMinute: number
  /** Minutes after midnight, at most 1,440, later than the opening. */
  readonly closesMinute: number
}

/** Sorted, and without overlaps; at least one. */
export type OpeningTimes = readonly OpenStretch[]

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const DAY_NAME = '(mon|tue|wed|thu|fri|sat|sun)[a-z]*'
const TIME = '(\\d{1,2}):(\\d{2})'
const PART = new RegExp(`^${DAY_NAME}(?:\\s*-\\s*${DAY_NAME})?\\s+${TIME}\\s*-\\s*${TIME}$`, 'i')
const FORM = 'write it like "Mon-Fri 08:00-17:00, Sat 09:00-12:00"'

export type ReadOpeningTimes =
  | { readonly kind: 'times'; readonly times: OpeningTimes }
  /** A sentence for the person who wrote the setting. */
  | { readonly kind: 'wrong'; readonly problem: string }

/** Reads opening times: parts divided by commas, each of days and one stretch of hours. */
export function readOpeningTimes(text: string): ReadOpeningTimes {
  const times: OpenStretch[] = []
  for (const part of text.split(',').map((each) => each.trim())) {
    const read = readPart(part)
    if (typeof read === 'string') return { kind: 'wrong', problem: read }
    times.push(...read)
  }
  const sorted = times.toSorted((a, b) => a.weekday - b.weekday || a.opensMinute - b.opensMinute)
  const overlap = sorted.find(({ weekday, opensMinute }, index) => {
    const before = sorted[index - 1]
    return before?.weekday === weekday && before.closesMinute > opensMinute
  })
  return overlap === undefined
    ? { kind: 'times', times: sorted }
    : { kind: 'wrong', problem: `${DAYS[overlap.weekday - 1] ?? ''} has hours that overlap` }
}

function readPart(part: string): readonly OpenStretch[] | string {
  const match = PART.exec(part)
  if (match === null) return `"${part}" is not understood; ${FORM}`
  const [, from = '', to = from, openHour, openMinute, closeHour, closeMinute] = match
  const first = DAYS.indexOf(from.toLowerCase())
  const last = DAYS.indexOf(to.toLowerCase())
  if (last < first) return `"${part}": the week begins on Monday; write such days one by one`
  const opensMinute = minuteOf(openHour, openMinute)
  const closesMinute = minuteOf(closeHour, closeMinute)
  if (opensMinute === undefined || closesMinute === undefined) {
    return `"${part}": times go from 00:00 to 24:00`
  }
  if (closesMinute <= opensMinute) return `"${part}": the clinic must close after it opens`
  return DAYS.slice(first, last + 1).map((_, index) => ({
    weekday: first + index + 1,
    opensMinute,
    closesMinute,
  }))
}

function minuteOf(hour: string | undefined, minute: string | undefined): number | undefined {
  const minutes = Number(hour) * 60 + Number(minute)
  return Number(minute) < 60 && minutes <= 24 * 60 ? minutes : undefined
}
