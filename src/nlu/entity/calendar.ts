/** Months as people and clinics count them: by the calendar, not by days. */

/** A day of the calendar; months are counted from 1. */
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/**
 * Counts calendar months from one day to a later one, with the part of the last month as a fraction.
 *
 * The 31st of a longer month is counted to the last day of a shorter one. Negative when `to` is the
 * earlier day.
 */
export function monthsBetween(from: Day, to: Day): number {
  const months = (to.year - from.year) * 12 + to.month - from.month
  const reached = anniversary(from, to)
  if (to.day >= reached) {
    return months + (to.day - reached) / daysIn(to.year, to.month)
  }
  const before = to.month === 1 ? { year: to.year - 1, month: 12 } : { ...to, month: to.month - 1 }
  const length = daysIn(before.year, before.month)
  const start = Math.min(from.day, length)
  return months - 1 + (length - start + to.day) / length
}

/** The day of the month on which a whole number of months is reached. */
function anniversary(from: Day, { year, month }: Day): number {
  return Math.min(from.day, daysIn(year, month))
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
