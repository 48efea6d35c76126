/** At most so many texts a day and in seven days, to one patient. */
import type { FollowUpLimits } from '../content/follow-up-schema.js'
import type { Enrolment } from './records.js'
import { dayAfter, HOUR_MS, instantAt, wallTime } from './zone.js'

/** Why nothing more may go out now, and until when. */
export interface Held {
  readonly reason: 'quiet' | 'one_a_day' | 'seven_days'
  readonly untilMs: number
}

type Sender = Pick<Enrolment, 'zone' | 'hour'>

const SEVEN_DAYS_MS = 7 * 24 * HOUR_MS

/** What one more text to a patient is measured by. */
export interface Traffic {
  readonly nowMs: number
  /** When texts went out, in any order; after a clock was set back, one may lie ahead. */
  readonly sentMs: readonly number[]
  readonly limits: FollowUpLimits
}

/** Says what holds a text back: the hour, or the texts before it; undefined when it may go. */
export function heldBack(sender: Sender, traffic: Traffic): Held | undefined {
  const reasons = [overFull(sender, traffic), overDay(sender, traffic), outOfHours(sender, traffic)]
  // The longest wait is the one worth telling.
  return reasons
    .filter((held) => held !== undefined)
    .toSorted((a, b) => b.untilMs - a.untilMs)
    .at(0)
}

function outOfHours(sender: Sender, { nowMs, limits }: Traffic): Held | undefined {
  const untilMs = openFrom(nowMs, sender, limits)
  return untilMs === nowMs ? undefined : { reason: 'quiet', untilMs }
}

function overDay(sender: Sender, { nowMs, sentMs, limits }: Traffic): Held | undefined {
  const today = wallTime(nowMs, sender.zone).day
  const days = sentMs.map((ms) => wallTime(ms, sender.zone).day).filter((day) => day >= today)
  if (days.length < limits.perDay) return undefined
  const last = days.toSorted().at(-1) ?? today
  const untilMs = instantAt(dayAfter(last, TOMORROW), sendingHour(sender, limits), sender.zone)
  return { reason: 'one_a_day', untilMs }
}

function overFull(sender: Sender, { nowMs, sentMs, limits }: Traffic): Held | undefined {
  const recent = sentMs.filter((ms) => nowMs - ms < SEVEN_DAYS_MS).toSorted((a, b) => b - a)
  const oldest = recent[limits.perSevenDays - 1]
  if (oldest === undefined) return undefined
  return { reason: 'seven_days', untilMs: openFrom(oldest + SEVEN_DAYS_MS, sender, limits) }
}

const TOMORROW = { months: 0, days: 1 }

/** The patient's hour, or the nearest that is not quiet: a clinic may have become stricter since. */
export function sendingHour(
  { hour }: Pick<Sender, 'hour'>,
  { quietFromHour, quietUntilHour }: FollowUpLimits,
): number {
  return Math.min(Math.max(hour, quietUntilHour), quietFromHour - 1)
}

/** The first instant, now or later, between the patient's hour and the quiet hours. */
export function openFrom(atMs: number, sender: Sender, limits: FollowUpLimits): number {
  const { zone } = sender
  const { quietFromHour } = limits
  const hour = sendingHour(sender, limits)
  const { day } = wallTime(atMs, zone)
  const opens = instantAt(day, hour, zone)
  if (atMs < opens) return opens
  return atMs < instantAt(day, quietFromHour, zone)
    ? atMs
    : instantAt(dayAfter(day, TOMORROW), hour, zone)
}
