/** Tells whether the clinic is open at a moment, and when it opens next. Holidays are not known. */
import type { OpeningTimes, OpenStretch } from '../types.js'

export type Opening =
  /** `closesMinute` is absent where it does not close before midnight. */
  | { readonly kind: 'open'; readonly closesMinute?: number }
  /** `inDays`: 0 is today. */
  | { readonly kind: 'closed'; readonly next: OpenStretch; readonly inDays: number }

const MINUTES_A_DAY = 24 * 60
const DAYS_A_WEEK = 7

/**
 * Compares the clock on the clinic's wall with its opening times; so a change of the clocks changes nothing.
 *
 * @param at ISO 8601.
 * @returns undefined without any opening times.
 */
export function openingAt(times: OpeningTimes, timeZone: string, at: string): Opening | undefined {
  const now = wallClock(timeZone, at)
  const open = times.find(
    ({ weekday, opensMinute, closesMinute }) =>
      weekday === now.weekday && opensMinute <= now.minute && now.minute < closesMinute,
  )
  if (open !== undefined) {
    const isAllNight = open.closesMinute === MINUTES_A_DAY
    return { kind: 'open', ...(!isAllNight && { closesMinute: open.closesMinute }) }
  }
  const later = times
    .map((next) => ({ next, inMinutes: minutesUntil(now, next) }))
    .toSorted((a, b) => a.inMinutes - b.inMinutes)
  const [first] = later
  if (first === undefined) return undefined
  const inDays = Math.floor((now.minute + first.inMinutes) / MINUTES_A_DAY)
  return { kind: 'closed', next: first.next, inDays }
}

interface WallClock {
  readonly weekday: number
  readonly minute: number
}

function minutesUntil(now: WallClock, { weekday, opensMinute }: OpenStretch): number {
  const week = DAYS_A_WEEK * MINUTES_A_DAY
  const ahead = (weekday - now.weekday) * MINUTES_A_DAY + opensMinute - now.minute
  return (ahead + week) % week
}

const SHORT_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function wallClock(timeZone: string, at: string): WallClock {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(new Date(at))
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? ''
  return {
    weekday: SHORT_DAYS.indexOf(part('weekday')) + 1,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  }
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** "today at 8 am", "tomorrow at 8:30 am", "on Monday at noon". */
export function showNextOpening({ next, inDays }: Extract<Opening, { kind: 'closed' }>): string {
  const weekday = WEEKDAYS[next.weekday - 1] ?? ''
  const day = inDays === 0 ? 'today' : inDays === 1 ? 'tomorrow' : `on ${weekday}`
  return `${day} at ${showMinute(next.opensMinute)}`
}

/** "8 am", "12:30 pm", "noon". */
export function showMinute(minute: number): string {
  if (minute === 0) return 'midnight'
  if (minute === MINUTES_A_DAY / 2) return 'noon'
  const hour = Math.floor(minute / 60)
  const past = minute % 60 === 0 ? '' : `:${String(minute % 60).padStart(2, '0')}`
  return `${((hour + 11) % 12) + 1}${past} ${hour < 12 ? 'am' : 'pm'}`
}
