/** What is known of a patient's programmes, and what comes of it. Nothing here holds a telephone number. */
import type { Anchor } from '../content/follow-up-schema.js'
import type { Day } from './zone.js'

/**
 * What a patient agreed to be sent. `neutral`: texts without a word about health; `details`: the
 * others too; `none`: nothing, because they never agreed or have opted out.
 */
export type ConsentScope = 'none' | 'neutral' | 'details'

/** From when to when nothing is sent; a pause without an end lasts until somebody lifts it. */
export interface Pause {
  readonly fromMs: number
  readonly untilMs?: number
}

/** An answer that a patient gave, and the round of the programme that it belongs to. */
export interface GivenAnswer {
  /** One of the programme's answers, such as `booked`. */
  readonly answer: string
  /** The day that the programme was counted from when it was given. */
  readonly anchorDay: Day
}

/** One patient in one programme. */
export interface Enrolment {
  /** Opaque; letters, digits, `_` and `-`. */
  readonly id: string
  readonly programme: string
  readonly anchors: Readonly<Partial<Record<Anchor, Day>>>
  /** IANA zone. */
  readonly zone: string
  /** Local hour before which nothing is sent on any day: outside the quiet hours, 8…20. */
  readonly hour: number
  readonly consent: ConsentScope
  readonly enrolledAtMs: number
  readonly pause?: Pause
  readonly isEnded: boolean
  readonly answers: readonly GivenAnswer[]
}

/** A text that went out, or that may have: whatever was begun is never begun again. */
export interface SentStep {
  readonly enrolment: string
  readonly programme: string
  /** Id of the step; of a repeated one with its number, such as `check_in_3`. */
  readonly step: string
  readonly dueDay: Day
  readonly atMs: number
}

/** All that decides what one patient is sent. */
export interface Patient {
  readonly enrolments: readonly Enrolment[]
  /** To this patient, over all programmes; a year back is enough. Steps of one text share its instant. */
  readonly sent: readonly SentStep[]
  /** From an opt-out to the START that undid it; absent for a patient who never opted out. */
  readonly silences?: readonly Silence[]
}

/** A time in which the patient wanted no texts. */
export interface Silence {
  readonly fromMs: number
  readonly untilMs: number
}

/** Why a step waits. */
export type WaitReason =
  | 'not_yet'
  /** Before the patient's hour, or in the quiet hours. */
  | 'quiet'
  | 'one_a_day'
  | 'seven_days'
  /** A more important text goes today. */
  | 'gives_way'
  | 'paused'

/** Why a step is never sent. */
export type SkipReason =
  | 'window_past'
  | 'answered'
  | 'ended'
  | 'no_consent'
  /** Its time came, or was running, while the patient wanted no texts. */
  | 'opted_out_then'
  /** Another text went first, and this one is left out then. */
  | 'gave_way'
  /** It would wait until its window has closed; what it waits for. */
  | 'quiet'
  | 'one_a_day'
  | 'seven_days'

export type StepState =
  | { readonly kind: 'due' }
  /** Goes out in the same text as the step that is due. */
  | { readonly kind: 'merged'; readonly into: string }
  /** `untilMs`: not before; absent while nobody knows. */
  | { readonly kind: 'later'; readonly reason: WaitReason; readonly untilMs?: number }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly untilMs?: number }
  | { readonly kind: 'sent'; readonly atMs: number }
