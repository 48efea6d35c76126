/** What one patient is to be sent at one moment: each step with its state, all worked out anew each time. */
import { fitsTextMessage } from '../content/placeholders.js'
import { stateAlone, type Moment } from './alone.js'
import { heldBack, openFrom, type Held } from './caps.js'
import { datedSteps, type DatedStep } from './dated-steps.js'
import { outboxKey } from './outbox-key.js'
import { compareRank } from './rank.js'
import type { Patient, StepState } from './records.js'
import { textOf, type TextParts } from './texts.js'
import { dayAfter, instantAt, wallTime } from './zone.js'

/** A step, its key in the outbox, and what is to become of it. */
export interface PlannedStep extends DatedStep {
  readonly key: string
  readonly state: StepState
}

/**
 * Lists every step of a patient's programmes with its state. At most one is `due`; it goes out in one
 * text with those `merged` into it. Nothing is remembered: what was sent is in the patient's record.
 */
export function schedule(
  patient: Patient,
  parts: TextParts,
  nowMs: number,
): readonly PlannedStep[] {
  const { followUps } = parts
  const { sent, silences = [] } = patient
  const moment: Moment = { nowMs, sent, silences, followUps }
  const steps = patient.enrolments.flatMap((enrolment) => {
    const programme = followUps.programmes[enrolment.programme]
    return programme === undefined ? [] : datedSteps(enrolment, programme, followUps.limits)
  })
  const alone = new Map(steps.map((dated) => [dated, stateAlone(dated, moment)]))
  const crowd = steps.filter((dated) => isOfToday(dated, alone.get(dated), moment))
  const open = steps.filter((dated) => alone.get(dated) === undefined)
  const states = settle(
    { open, crowd: crowd.map((dated) => readyOf(dated, moment)) },
    moment,
    parts,
  )
  return steps.map((dated) => ({
    ...dated,
    key: keyOf(dated),
    // One of the two is always there; if ever not, to wait is the safe side.
    state: alone.get(dated) ?? states.get(dated) ?? { kind: 'later', reason: 'gives_way' },
  }))
}

/** What can go out now, or is due later on this very day. */
function isOfToday(dated: DatedStep, state: StepState | undefined, moment: Moment): boolean {
  if (state === undefined) return true
  if (state.kind !== 'later' || state.reason !== 'not_yet') return false
  const { nowMs, followUps } = moment
  if (dated.fromMs >= closingOf(dated, nowMs, followUps.limits.quietFromHour)) return false
  return stateAlone(dated, { ...moment, nowMs: dated.fromMs }) === undefined
}

/** When the quiet hours of the day begin. */
function closingOf({ enrolment }: DatedStep, atMs: number, quietFromHour: number): number {
  const { day } = wallTime(atMs, enrolment.zone)
  return instantAt(day, quietFromHour, enrolment.zone)
}

interface Ready {
  readonly dated: DatedStep
  readonly atMs: number
  readonly held: Held | undefined
}

/** The first instant at which a step may go out, for the hours and for the texts before it. */
function readyOf(dated: DatedStep, { nowMs, sent, followUps }: Moment): Ready {
  const fromMs = Math.max(nowMs, dated.fromMs)
  const sentMs = [...new Set(sent.map(({ atMs }) => atMs))]
  const traffic = { nowMs: fromMs, sentMs, limits: followUps.limits }
  const held = heldBack(dated.enrolment, traffic)
  return { dated, atMs: held?.untilMs ?? fromMs, held }
}

interface Crowd {
  readonly open: readonly DatedStep[]
  readonly crowd: readonly Ready[]
}

/** Chooses the one that goes out today and says what becomes of the others that could. */
function settle(
  { open, crowd }: Crowd,
  moment: Moment,
  parts: TextParts,
): ReadonlyMap<DatedStep, StepState> {
  const { nowMs, followUps } = moment
  const today = crowd
    .filter(({ dated, atMs }) => atMs < closingOf(dated, nowMs, followUps.limits.quietFromHour))
    .filter(({ dated, atMs }) => atMs < dated.windowEndMs)
    .toSorted((a, b) => compareRank(a.dated, b.dated))
  const [first] = today
  const inOneText = first === undefined ? [] : joined(today, moment, parts)
  const states = crowd
    .filter(({ dated }) => open.includes(dated))
    .map((ready): readonly [DatedStep, StepState] => {
      if (first === undefined || !today.includes(ready)) return [ready.dated, waiting(ready)]
      if (ready === first) {
        return [ready.dated, ready.atMs > nowMs ? waiting(ready) : { kind: 'due' }]
      }
      if (inOneText.includes(ready.dated)) {
        return [ready.dated, { kind: 'merged', into: keyOf(first.dated) }]
      }
      return [ready.dated, givingWay(ready, first, moment)]
    })
  return new Map(states)
}

/** The steps that go out in one text with the first of the day, itself among them. */
function joined(
  [first, ...others]: readonly Ready[],
  { nowMs, sent }: Moment,
  parts: TextParts,
): readonly DatedStep[] {
  if (first === undefined || first.atMs > nowMs) return []
  return others
    .filter(({ dated, atMs }) => dated.step.collide === 'merge' && atMs <= nowMs)
    .reduce(
      (together: readonly DatedStep[], { dated }) => {
        const more = [...together, dated]
        return fitsTextMessage(textOf(more, sent, parts)) ? more : together
      },
      [first.dated],
    )
}

/** A step that is held back until its window has closed is as good as skipped, and is said to be. */
function waiting({ dated, atMs, held }: Ready): StepState {
  const reason = held?.reason ?? 'quiet'
  return atMs < dated.windowEndMs
    ? { kind: 'later', reason, untilMs: atMs }
    : { kind: 'skipped', reason, untilMs: atMs }
}

function givingWay({ dated }: Ready, first: Ready, { nowMs, followUps }: Moment): StepState {
  // Until the other has gone, it may still be answered or ended, and then there is room for this one.
  if (first.atMs > nowMs) return { kind: 'later', reason: 'gives_way', untilMs: first.atMs }
  if (dated.step.collide === 'skip') return { kind: 'skipped', reason: 'gave_way' }
  const { enrolment, windowEndMs } = dated
  const tomorrow = dayAfter(wallTime(nowMs, enrolment.zone).day, { months: 0, days: 1 })
  const untilMs = openFrom(instantAt(tomorrow, 0, enrolment.zone), enrolment, followUps.limits)
  return untilMs < windowEndMs
    ? { kind: 'later', reason: 'gives_way', untilMs }
    : { kind: 'skipped', reason: 'gave_way' }
}

function keyOf({ enrolment, id, dueDay }: DatedStep): string {
  return outboxKey({ enrolment: enrolment.id, step: id, dueDay })
}
