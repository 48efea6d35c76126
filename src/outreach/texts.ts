/** The finished words of a follow-up text. */
import type { FollowUps } from '../content/follow-up-schema.js'
import { fillPlaceholders, withoutMarks } from '../content/marks.js'
import { fitsTextMessage } from '../content/placeholders.js'
import type { DatedStep } from './dated-steps.js'
import type { ConsentScope, SentStep } from './records.js'

/** What texts are made of: the wording, and this clinic's own words. */
export interface TextParts {
  readonly followUps: FollowUps
  /** The value of `{clinicName}` and its like. */
  readonly valueOf: (name: string) => string
}

/** A step to put into words, and whom for. */
export type WordedStep = Pick<DatedStep, 'step'> & {
  readonly enrolment: Pick<DatedStep['enrolment'], 'id' | 'consent'>
}

/**
 * One text for steps that go out together, at least one of them. The first text of an enrolment says
 * who sends it and how to stop.
 */
export function textOf(
  steps: readonly WordedStep[],
  sent: readonly SentStep[],
  { followUps, valueOf }: TextParts,
): string {
  const isFirst = steps.some(({ enrolment }) => !sent.some((s) => s.enrolment === enrolment.id))
  const said = steps.map(({ step, enrolment }) => wordsOf(step, enrolment.consent)).join(' ')
  const frame = isFirst ? followUps.frame.first : followUps.frame.later
  const whole = fillPlaceholders(frame, (name) => (name === 'text' ? said : `{${name}}`))
  return fillPlaceholders(whole, valueOf)
}

function wordsOf({ neutral, detailed }: DatedStep['step'], consent: ConsentScope): string {
  const { text, ask } = consent === 'details' ? (detailed ?? neutral) : neutral
  return ask === undefined ? withoutMarks(text) : `${withoutMarks(text)} ${ask}`
}

/**
 * Steps that do not fit into two segments with this clinic's words, as `programme.step.form`. The
 * check of the content knows only a long name and a long number; a clinic's may be longer.
 */
export function tooLongFor(parts: TextParts): readonly string[] {
  const scopes = { neutral: 'neutral', detailed: 'details' } as const
  return Object.entries(parts.followUps.programmes).flatMap(([id, { steps }]) =>
    steps.flatMap((step) =>
      (['neutral', 'detailed'] as const)
        .filter((form) => {
          const enrolment = { id: 'new', consent: scopes[form] }
          return !fitsTextMessage(textOf([{ step, enrolment }], [], parts))
        })
        .map((form) => `${id}.${step.id}.${form}`),
    ),
  )
}
