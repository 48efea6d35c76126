/** Plays a patient's programmes forward as if nothing were answered: what would be sent, and what not. */
import type { Patient, SentStep, StepState } from './records.js'
import { schedule, type PlannedStep } from './schedule.js'
import { textOf, type TextParts } from './texts.js'

/** A text that would go out, or a step that would not. */
export type ForecastLine =
  | {
      readonly kind: 'text'
      readonly atMs: number
      /** The step that is due first, then those that go in the same text. */
      readonly steps: readonly PlannedStep[]
      readonly text: string
    }
  | {
      readonly kind: 'skipped'
      readonly atMs: number
      readonly step: PlannedStep
      readonly state: Extract<StepState, { kind: 'skipped' }>
    }

/** Both ends included. */
export interface Span {
  readonly fromMs: number
  readonly untilMs: number
}

/** Lists what would happen, in the order in which it would. */
export function forecast(
  patient: Patient,
  parts: TextParts,
  { fromMs, untilMs }: Span,
): readonly ForecastLine[] {
  const lines: ForecastLine[] = []
  const told = new Set<string>()
  let sent = patient.sent
  let nowMs = fromMs
  while (nowMs <= untilMs) {
    const planned = schedule({ ...patient, sent }, parts, nowMs)
    lines.push(...skipsIn(planned, told, nowMs))
    const steps = inNextText(planned)
    if (steps.length > 0) {
      lines.push({ kind: 'text', atMs: nowMs, steps, text: textOf(steps, sent, parts) })
      sent = [...sent, ...steps.map((step) => asSent(step, nowMs))]
      continue
    }
    const next = nextChange(planned, nowMs)
    if (next === undefined) return lines
    nowMs = next
  }
  return lines
}

/** The steps of the text that is to go out now, the most pressing first; none when nothing is. */
export function inNextText(planned: readonly PlannedStep[]): readonly PlannedStep[] {
  const due = planned.filter(({ state }) => state.kind === 'due')
  return [...due, ...planned.filter(({ state }) => state.kind === 'merged')]
}

/** The first instant after this one at which the states may differ without anybody's doing. */
export function nextChange(planned: readonly PlannedStep[], nowMs: number): number | undefined {
  const times = planned.flatMap(({ state, windowEndMs }) => {
    if (state.kind !== 'later') return []
    return state.untilMs === undefined ? [windowEndMs] : [state.untilMs, windowEndMs]
  })
  const ahead = times.filter((ms) => ms > nowMs)
  return ahead.length === 0 ? undefined : Math.min(...ahead)
}

function skipsIn(
  planned: readonly PlannedStep[],
  told: Set<string>,
  atMs: number,
): readonly ForecastLine[] {
  return planned.flatMap((step) => {
    const { state, key } = step
    if (state.kind !== 'skipped' || told.has(key)) return []
    told.add(key)
    return [{ kind: 'skipped' as const, atMs, step, state }]
  })
}

function asSent({ enrolment, id, dueDay }: PlannedStep, atMs: number): SentStep {
  const { id: enrolmentId, programme } = enrolment
  return { enrolment: enrolmentId, programme, step: id, dueDay, atMs }
}
