import type { ProgrammeStep } from '../content/follow-up-schema.js'
import type { Day } from './zone.js'

/** What decides which of two texts goes first. */
export interface Ranked {
  readonly step: Pick<ProgrammeStep, 'priority'>
  readonly dueDay: Day
  readonly enrolment: { readonly id: string }
  readonly place: number
}

/**
 * Whether one step goes before another: the more important, then the one that has waited longer. The
 * rest only makes sure that any two of them stand in one order, whoever asks.
 */
export function outranks(one: Ranked, other: Ranked): boolean {
  return compareRank(one, other) < 0
}

/** Sorts the step that goes first to the front. */
export function compareRank(one: Ranked, other: Ranked): number {
  return (
    one.step.priority - other.step.priority ||
    compare(one.dueDay, other.dueDay) ||
    compare(one.enrolment.id, other.enrolment.id) ||
    one.place - other.place
  )
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
