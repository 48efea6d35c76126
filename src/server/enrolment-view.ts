/** What the staff see of an enrolment; of the number only its end. */
import { sayState } from '../outreach/say-state.js'
import { schedule } from '../outreach/schedule.js'
import type { EnrolmentBook } from './enrolment-book.js'
import type { Found } from './enrolment-find.js'
import type { ShownEnrolment } from './enrolment-schema.js'
import { patientOf } from './outbox-record.js'

export function showEnrolment(
  { texts, vault, clock }: Pick<EnrolmentBook, 'texts' | 'vault' | 'clock'>,
  { enrolment, record, phone }: Found,
): ShownEnrolment {
  const nowMs = clock().getTime()
  const { id, programme, zone, hour, consent, enrolledAtMs, answers } = enrolment
  const steps = schedule(patientOf(record, phone), texts, nowMs)
    .filter((step) => step.enrolment.id === id)
    .map((step) => {
      const entry = record.outbox[step.key]
      return {
        ...{ step: step.id, dueDay: step.dueDay, state: sayState(step.state, zone) },
        ...(entry !== undefined && { delivery: entry.state }),
      }
    })
  const number = phone?.sealedNumber === undefined ? undefined : vault.open(phone.sealedNumber)
  return {
    ...{ id, programme, zone, hour, steps },
    ...(number !== undefined && { phoneEnding: number.slice(-2) }),
    anchors: { ...enrolment.anchors },
    scope: consent,
    enrolledAt: new Date(enrolledAtMs).toISOString(),
    state: stateOf({ enrolment, record, phone }, nowMs),
    answers: answers.map(({ answer }) => answer),
  }
}

function stateOf({ enrolment, phone }: Found, nowMs: number): ShownEnrolment['state'] {
  const { isEnded, pause } = enrolment
  if (phone?.isOptedOut !== false) return 'opted_out'
  if (isEnded) return 'ended'
  return pause !== undefined && nowMs < (pause.untilMs ?? Infinity) ? 'paused' : 'active'
}
