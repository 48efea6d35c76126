/**
 * Days, hours and instants in a patient's time zone; the one door to luxon.
 *
 * Instants are milliseconds since 1970, days are `2026-11-22`. No function looks at a clock.
 */
import { DateTime, IANAZone } from 'luxon'

/** A day of the calendar, as `2026-11-22`. */
export type Day = string

const MINUTE_MS = 60 * 1000
export const HOUR_MS = 60 * MINUTE_MS

/** Whether the name is of an IANA zone; "EST" and "UTC+5" are, too, where the system knows them. */
export function isZone(name: string): boolean {
  return IANAZone.isValidZone(name)
}

/** False for the 30th of February, and for any other way to write a day. */
export function isDay(text: string): boolean {
  return readDay(text) !== undefined
}

/** How far one day lies from another: calendar months first, then days. */
export interface Offset {
  readonly months: number
  readonly days: number
}

/**
 * Counts months and then days from a day. The 31st becomes the last day of a shorter month.
 *
 * @throws {RangeError} for what is no day.
 */
export function dayAfter(day: Day, { months, days }: Offset): Day {
  return isoOf(dateOf(day).plus({ months }).plus({ days }))
}

/** Days from one day to another; negative when the other is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dateOf(to).diff(dateOf(from), 'days').days
}

/**
 * The instant at which it is an hour of a day in a zone.
 *
 * Where clocks skip that hour, the first instant after the gap; where they show it twice, the first of the two.
 *
 * @param hour 0…23.
 * @throws {RangeError} for what is no day or no zone.
 */
export function instantAt(day: Day, hour: number, zone: string): number {
  const rules = rulesOf(zone)
  const { year, month, day: date } = dateOf(day)
  const asIfUtc = Date.UTC(year, month - 1, date, hour)
  // No zone is further than 14 hours from UTC, and none changes its clocks twice in so short a time.
  const [earlyMs, lateMs] = [asIfUtc - 36 * HOUR_MS, asIfUtc + 36 * HOUR_MS]
  const [before, after] = [rules.offset(earlyMs), rules.offset(lateMs)]
  if (before === after) return asIfUtc - before * MINUTE_MS
  // Luxon's own conversion starts from the present offset, so for an hour that comes twice it could
  // differ between summer and winter.
  const fitting = [before, after]
    .map((offset) => ({ offset, ms: asIfUtc - offset * MINUTE_MS }))
    .filter(({ offset, ms }) => rules.offset(ms) === offset)
    .map(({ ms }) => ms)
  return fitting.length > 0 ? Math.min(...fitting) : changeBetween(earlyMs, lateMs, rules)
}

/** The first instant with the later offset. */
function changeBetween(earlyMs: number, lateMs: number, rules: IANAZone): number {
  const after = rules.offset(lateMs)
  let [early, late] = [earlyMs, lateMs]
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2)
    if (rules.offset(middle) === after) late = middle
    else early = middle
  }
  return late
}

function rulesOf(zone: string): IANAZone {
  const rules = IANAZone.create(zone)
  if (!rules.isValid) throw new RangeError('no such time zone')
  return rules
}

/** What the calendar and the clock on the wall show. */
export interface WallTime {
  readonly day: Day
  /** 0…23. */
  readonly hour: number
  readonly minute: number
}

/** @throws {RangeError} for what is no zone. */
export function wallTime(atMs: number, zone: string): WallTime {
  const time = DateTime.fromMillis(atMs, { zone: rulesOf(zone) })
  if (!time.isValid) throw new RangeError('no such instant')
  return { day: isoOf(time), hour: time.hour, minute: time.minute }
}

/** Local hours in which nothing is sent; they go over midnight. */
export interface QuietHours {
  readonly quietFromHour: number
  readonly quietUntilHour: number
}

/** Whether nothing may be sent at that instant. */
export function isQuiet(atMs: number, zone: string, quiet: QuietHours): boolean {
  const { hour } = wallTime(atMs, zone)
  return hour >= quiet.quietFromHour || hour < quiet.quietUntilHour
}

function dateOf(day: Day): DateTime<true> {
  const date = readDay(day)
  if (date === undefined) throw new RangeError(`"${day}" is no day`)
  return date
}

/** Midnight in UTC, where no day is longer than another; undefined for what is no day. */
function readDay(text: string): DateTime<true> | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  if (day === undefined) return undefined
  const date = DateTime.utc(Number(year), Number(month), Number(day))
  return date.isValid ? date : undefined
}

function isoOf(date: DateTime<true>): Day {
  return date.toISODate()
}
