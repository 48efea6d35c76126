/** Patients in programmes, for what is worked out without a clock, a network or a store. */
import { loadContent } from '../../src/content/load.js'
import type { FollowUps, Programme, ProgrammeStep } from '../../src/content/follow-up-schema.js'
import { inNextText, nextChange } from '../../src/outreach/forecast.js'
import type { Enrolment, Patient, SentStep } from '../../src/outreach/records.js'
import { schedule, type PlannedStep } from '../../src/outreach/schedule.js'
import { textOf, type TextParts } from '../../src/outreach/texts.js'
import { instantAt } from '../../src/outreach/zone.js'

export const NEW_YORK = 'America/New_York'

let loaded: FollowUps | undefined

/** The programmes of this project. */
export function realFollowUps(): FollowUps {
  loaded ??= loadContent('.').followUps
  return loaded
}

const CLINIC: Readonly<Record<string, string>> = {
  clinicName: 'Bone Clinic',
  clinicContactShort: 'call Bone Clinic at +1 555 010 0199',
  emergencyNumber: '911',
}

/** The words of a made-up clinic around these programmes. */
export function partsWith(followUps: FollowUps): TextParts {
  return { followUps, valueOf: (name) => CLINIC[name] ?? `no ${name}` }
}

export function aStep(changes: Partial<ProgrammeStep> = {}): ProgrammeStep {
  return {
    id: 'hello',
    after: { months: 0, days: 0 },
    windowDays: 3,
    priority: 3,
    collide: 'send',
    silencedBy: [],
    neutral: { text: 'A word. [-]' },
    ...changes,
  }
}

export function aProgramme(
  steps: readonly ProgrammeStep[],
  changes: Partial<Programme> = {},
): Programme {
  return {
    title: 'Made up',
    from: ['start'],
    hasCheckIns: false,
    answers: {},
    endedBy: [],
    steps: [...steps],
    ...changes,
  }
}

/** The words of this project around made-up programmes. */
export function partsOfProgrammes(programmes: Readonly<Record<string, Programme>>): TextParts {
  return partsWith({ ...realFollowUps(), programmes })
}

/** Enrolled in the morning of 1 March 2026 in New York, in a programme called `made`, at ten o'clock. */
export function anEnrolment(changes: Partial<Enrolment> = {}): Enrolment {
  return {
    id: 'e1',
    programme: 'made',
    anchors: { start: '2026-03-02' },
    zone: NEW_YORK,
    hour: 10,
    consent: 'neutral',
    enrolledAtMs: at('2026-03-01', 9),
    isEnded: false,
    answers: [],
    ...changes,
  }
}

/** An hour of a day in New York. */
export function at(day: string, hour: number, zone = NEW_YORK): number {
  return instantAt(day, hour, zone)
}

/** A text that was sent, and the steps that it was made of. */
export interface SentText {
  readonly atMs: number
  readonly text: string
  readonly steps: readonly PlannedStep[]
}

/** A server that asks what is due when something may have changed, later by these delays, in turn. */
export interface Uptime {
  readonly fromMs: number
  readonly delaysMs: readonly number[]
}

/** Plays a patient's programmes with a server that is late, or down for months. */
export function sendLate(
  patient: Patient,
  parts: TextParts,
  { fromMs, delaysMs }: Uptime,
): readonly SentText[] {
  const texts: SentText[] = []
  let sent: readonly SentStep[] = patient.sent
  let nowMs: number | undefined = fromMs
  for (let turn = 0; nowMs !== undefined; turn++) {
    const planned = schedule({ ...patient, sent }, parts, nowMs)
    const steps = inNextText(planned)
    if (steps.length > 0) {
      texts.push({ atMs: nowMs, text: textOf(steps, sent, parts), steps })
      sent = [...sent, ...asSent(steps, nowMs)]
    } else {
      const next = nextChange(planned, nowMs)
      nowMs = next === undefined ? undefined : next + (delaysMs[turn % delaysMs.length] ?? 0)
    }
  }
  return texts
}

/** Asks at each of these instants what is due, and sends it. */
export function sendAt(
  patient: Patient,
  parts: TextParts,
  instants: readonly number[],
): readonly SentText[] {
  const texts: SentText[] = []
  let sent: readonly SentStep[] = patient.sent
  for (const atMs of instants) {
    const steps = inNextText(schedule({ ...patient, sent }, parts, atMs))
    if (steps.length === 0) continue
    texts.push({ atMs, text: textOf(steps, sent, parts), steps })
    sent = [...sent, ...asSent(steps, atMs)]
  }
  return texts
}

function asSent(steps: readonly PlannedStep[], atMs: number): readonly SentStep[] {
  return steps.map(({ enrolment, id, dueDay }) => ({
    ...{ enrolment: enrolment.id, programme: enrolment.programme, step: id, dueDay, atMs },
  }))
}
