/** What is to become of one step, whatever else there is to send. */
import type { FollowUps } from '../content/follow-up-schema.js'
import { openFrom } from './caps.js'
import { stepIdsOf, type DatedStep } from './dated-steps.js'
import { outranks, type Ranked } from './rank.js'
import type { SentStep, Silence, StepState } from './records.js'
import { daysBetween, wallTime } from './zone.js'

/** What went before, and the moment of asking. */
export interface Moment {
  readonly nowMs: number
  readonly sent: readonly SentStep[]
  readonly silences: readonly Silence[]
  readonly followUps: FollowUps
}

/** The state of a step that cannot go out at this moment; undefined for one that can. */
export function stateAlone(dated: DatedStep, moment: Moment): StepState | undefined {
  const { enrolment, fromMs } = dated
  const { nowMs } = moment
  const sent = sentInThisRound(dated, moment)
  if (sent !== undefined) return { kind: 'sent', atMs: sent.atMs }
  if (enrolment.isEnded) return { kind: 'skipped', reason: 'ended' }
  if (enrolment.consent === 'none') return { kind: 'skipped', reason: 'no_consent' }
  if (isAnswered(dated, moment)) return { kind: 'skipped', reason: 'answered' }
  if (isSilenced(dated, moment)) return { kind: 'skipped', reason: 'opted_out_then' }
  if (nowMs >= dated.windowEndMs) return { kind: 'skipped', reason: 'window_past' }
  if (hasGivenWay(dated, moment)) return { kind: 'skipped', reason: 'gave_way' }
  if (nowMs < fromMs) return { kind: 'later', reason: 'not_yet', untilMs: fromMs }
  return pausedState(dated, moment)
}

/** A day that is moved a little does not bring a step again; the next dose half a year on does. */
function sentInThisRound(dated: DatedStep, { sent, followUps }: Moment): SentStep | undefined {
  return sent.find(
    ({ enrolment, step, dueDay }) =>
      enrolment === dated.enrolment.id &&
      step === dated.id &&
      isSameRound(dueDay, dated.dueDay, followUps),
  )
}

function isSameRound(one: string, other: string, { limits }: FollowUps): boolean {
  return Math.abs(daysBetween(one, other)) < limits.sameRoundDays
}

function isAnswered(dated: DatedStep, { followUps }: Moment): boolean {
  const enough = [...dated.programme.endedBy, ...dated.step.silencedBy]
  return dated.enrolment.answers.some(
    ({ answer, anchorDay }) =>
      enough.includes(answer) && isSameRound(anchorDay, dated.anchorDay, followUps),
  )
}

/** START lets new texts come; what was due until then is not caught up, even if its window is still open. */
function isSilenced({ fromMs, windowEndMs }: DatedStep, { silences }: Moment): boolean {
  return silences.some((silence) => fromMs < silence.untilMs && windowEndMs > silence.fromMs)
}

function pausedState({ enrolment }: DatedStep, { nowMs, followUps }: Moment) {
  const { pause } = enrolment
  if (pause === undefined || nowMs < pause.fromMs) return undefined
  if (pause.untilMs === undefined) return { kind: 'later', reason: 'paused' } as const
  if (nowMs >= pause.untilMs) return undefined
  const untilMs = openFrom(pause.untilMs, enrolment, followUps.limits)
  return { kind: 'later', reason: 'paused', untilMs } as const
}

/** Whether a step that is left out in a crowd met one: a later step of its own, or a text that went first. */
function hasGivenWay(dated: DatedStep, moment: Moment): boolean {
  if (dated.step.collide !== 'skip') return false
  return isOvertaken(dated, moment) || moment.sent.some((text) => wentFirst(text, dated, moment))
}

function isOvertaken({ nextDueMs }: DatedStep, { nowMs }: Moment): boolean {
  return nextDueMs !== undefined && nowMs >= nextDueMs
}

function wentFirst(text: SentStep, dated: DatedStep, { followUps }: Moment): boolean {
  const { enrolment, dueDay, windowEndMs } = dated
  if (text.atMs < enrolment.enrolledAtMs || text.atMs >= windowEndMs) return false
  if (wallTime(text.atMs, enrolment.zone).day < dueDay) return false
  const ranked = rankOfSent(text, followUps)
  return ranked !== undefined && outranks(ranked, dated)
}

/** Undefined for a step that the content has no more. */
function rankOfSent(text: SentStep, { programmes }: FollowUps): Ranked | undefined {
  const programme = programmes[text.programme]
  if (programme === undefined) return undefined
  const place = stepIdsOf(programme).indexOf(text.step)
  const step = programme.steps.find(({ id, repeat }) =>
    repeat === undefined ? id === text.step : text.step.startsWith(`${id}_`),
  )
  if (place < 0 || step === undefined) return undefined
  return { step, place, dueDay: text.dueDay, enrolment: { id: text.enrolment } }
}
