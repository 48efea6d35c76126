/** Puts the steps of a programme on the days of one patient. */
import type { FollowUpLimits, Programme, ProgrammeStep } from '../content/follow-up-schema.js'
import { openFrom, sendingHour } from './caps.js'
import type { Enrolment } from './records.js'
import { dayAfter, HOUR_MS, instantAt, wallTime, type Day } from './zone.js'

/** A step with its day and its window. */
export interface DatedStep {
  readonly enrolment: Enrolment
  readonly programme: Programme
  /** Its place in the programme. */
  readonly place: number
  /** As in the outbox: with its number if it is repeated. */
  readonly id: string
  readonly step: ProgrammeStep
  readonly anchorDay: Day
  readonly dueDay: Day
  readonly dueMs: number
  /** The first instant at which it may go out: when it is due, and not before the patient was enrolled. */
  readonly fromMs: number
  /** When the next step of the programme is due; absent for the last one. */
  readonly nextDueMs?: number
  /** From this instant on it is not sent any more. */
  readonly windowEndMs: number
}

/** The day that an enrolment is counted from; undefined while none of its programme's days is known. */
export function anchorDayOf(enrolment: Enrolment, programme: Programme): Day | undefined {
  return programme.from
    .map((anchor) => enrolment.anchors[anchor])
    .find((day): day is Day => day !== undefined)
}

/** The steps in the order of the programme, each repeat by itself; none without a day to count from. */
export function datedSteps(
  enrolment: Enrolment,
  programme: Programme,
  limits: FollowUpLimits,
): readonly DatedStep[] {
  const anchorDay = anchorDayOf(enrolment, programme)
  if (anchorDay === undefined) return []
  const dated = timesOf(programme).map(({ id, step, extraDays }, place) => {
    const { months, days } = step.after
    const dueDay = dayAfter(anchorDay, { months, days: days + extraDays })
    const dueMs = instantAt(dueDay, sendingHour(enrolment, limits), enrolment.zone)
    const fromMs = Math.max(dueMs, openFrom(enrolment.enrolledAtMs, enrolment, limits))
    return { enrolment, programme, place, id, step, anchorDay, dueDay, dueMs, fromMs }
  })
  const dueTimes = dated.map(({ dueMs }) => dueMs)
  return dated.map((each) => {
    const later = dueTimes.filter((dueMs) => dueMs > each.dueMs)
    return {
      ...each,
      ...(later.length > 0 && { nextDueMs: Math.min(...later) }),
      windowEndMs: windowEndOf(each, limits),
    }
  })
}

/** The ids under which the steps of a programme stand in the outbox. */
export function stepIdsOf(programme: Programme): readonly string[] {
  return timesOf(programme).map(({ id }) => id)
}

function timesOf({ steps }: Programme) {
  return steps.flatMap((step) =>
    Array.from({ length: step.repeat?.times ?? 1 }, (_, time) => ({
      id: step.repeat === undefined ? step.id : `${step.id}_${time + 1}`,
      step,
      extraDays: time * (step.repeat?.everyDays ?? 0),
    })),
  )
}

/**
 * The window closes when the quiet hours of its last day begin. A pause with an end, such as the day
 * after an emergency, delays what falls into it and cancels nothing, so it makes the window longer.
 */
function windowEndOf(
  { enrolment, step, dueDay, dueMs }: Omit<DatedStep, 'windowEndMs'>,
  { quietFromHour }: FollowUpLimits,
): number {
  const { zone, pause } = enrolment
  const closeOn = (day: Day) => instantAt(day, quietFromHour, zone)
  const end = closeOn(dayAfter(dueDay, { months: 0, days: step.windowDays }))
  if (pause?.untilMs === undefined) return end
  if (pause.fromMs >= end || pause.untilMs <= dueMs) return end
  const days = Math.ceil((pause.untilMs - pause.fromMs) / (24 * HOUR_MS))
  const { day } = wallTime(end, zone)
  return closeOn(dayAfter(day, { months: 0, days }))
}
