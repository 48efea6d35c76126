import type { Day } from './zone.js'

/** What makes a text one and the same, whoever asks for it and however often. */
export interface StepKey {
  readonly enrolment: string
  readonly step: string
  readonly dueDay: Day
}

/** The key of a step in the outbox: `enrolment/step/2026-11-22`. */
export function outboxKey({ enrolment, step, dueDay }: StepKey): string {
  return `${enrolment}/${step}/${dueDay}`
}

const KEY = /^([\w-]+)\/([a-z][a-z0-9_]*)\/(\d{4}-\d{2}-\d{2})$/

/** Reads a key back; undefined for what is none. */
export function readOutboxKey(key: string): StepKey | undefined {
  const [, enrolment, step, dueDay] = KEY.exec(key) ?? []
  return enrolment === undefined || step === undefined || dueDay === undefined
    ? undefined
    : { enrolment, step, dueDay }
}
