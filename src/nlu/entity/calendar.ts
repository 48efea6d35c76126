/** Months as people and clinics count them: by the calendar, not by days. */

/** A day of the calendar; months are counted from 1. */
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** False for the 30th of February. */
export function isDay({ year, month, day }: Day): boolean {
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDay
}

/**
 * Counts calendar months from one day to a later one, with the part of the last month as a fraction.
 *
 * The 31st of a longer month is counted to the last day of a shorter one. Negative when `to` is the
 * earlier day.
 */
export function monthsBetween(from: Day, to: Day): number {
  const end = dayNumber(to)
  const inMonths = (to.year - from.year) * 12 + to.month - from.month
  const whole = monthsAfter(from, inMonths) <= end ? inMonths : inMonths - 1
  const start = monthsAfter(from, whole)
  return whole + (end - start) / (monthsAfter(from, whole + 1) - start)
}

/** The day that lies whole months after another, or the last day of its month. */
function monthsAfter({ year, month, day }: Day, months: number): number {
  const lastDay = new Date(Date.UTC(year, month + months, 0))
  lastDay.setUTCDate(Math.min(day, lastDay.getUTCDate()))
  return lastDay.getTime() / DAY_MS
}

const DAY_MS = 24 * 60 * 60 * 1000

/** Days counted from a fixed one. */
function dayNumber({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day) / DAY_MS
}
