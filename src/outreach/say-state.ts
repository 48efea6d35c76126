/** Says in a few plain words what is to become of a step, for staff and for a dry run. */
import type { SkipReason, StepState, WaitReason } from './records.js'
import { wallTime } from './zone.js'

const REASONS: Readonly<Record<WaitReason | SkipReason, string>> = {
  not_yet: 'later',
  quiet: 'quiet',
  one_a_day: 'more than one a day',
  seven_days: 'too many in seven days',
  gives_way: 'gives way to another text',
  paused: 'paused',
  window_past: 'window past',
  answered: 'answered',
  ended: 'ended',
  no_consent: 'no consent',
  opted_out_then: 'opted out then',
  gave_way: 'gave way to another text',
}

/** Such as "quiet until 2026-11-22 10:00", in the patient's own time. */
export function sayState(state: StepState, zone: string): string {
  switch (state.kind) {
    case 'due':
      return 'due'
    case 'merged':
      return `in one text with ${state.into}`
    case 'sent':
      return `sent ${sayTime(state.atMs, zone)}`
    case 'later':
    case 'skipped': {
      const until = state.untilMs === undefined ? '' : ` until ${sayTime(state.untilMs, zone)}`
      return `${REASONS[state.reason]}${until}`
    }
  }
}

/** `2026-11-22 10:00` on the wall of that zone. */
export function sayTime(atMs: number, zone: string): string {
  const { day, hour, minute } = wallTime(atMs, zone)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${day} ${two(hour)}:${two(minute)}`
}
