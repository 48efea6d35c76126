/** What must hold for any patient in any programmes, whenever the server is up. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FollowUps } from '../../src/content/follow-up-schema.js'
import { fitsTextMessage } from '../../src/content/placeholders.js'
import { forecast } from '../../src/outreach/forecast.js'
import type { ConsentScope, Enrolment, Patient } from '../../src/outreach/records.js'
import { schedule } from '../../src/outreach/schedule.js'
import { dayAfter, HOUR_MS, instantAt, isQuiet, wallTime } from '../../src/outreach/zone.js'
import {
  aProgramme,
  aStep,
  anEnrolment,
  partsWith,
  realFollowUps,
  sendAt,
  sendLate,
  type SentText,
} from '../support/outreach.js'

const DAY_MS = 24 * HOUR_MS
const START = Date.UTC(2026, 0, 1)
const END = Date.UTC(2029, 0, 1)
const ZONES = Intl.supportedValuesOf('timeZone')

const anyDay = fc
  .integer({ min: 0, max: 3 * 365 })
  .map((days) => dayAfter('2026-01-01', { months: 0, days }))

/** Days around the ends of months, leap days and changes of the clocks come up more often. */
const anyAnchor = fc.oneof(
  anyDay,
  fc.constantFrom(
    ...['2027-08-31', '2028-02-29', '2027-08-29', '2026-12-31', '2028-01-31'],
    ...['2026-03-07', '2026-10-31', '2027-03-13', '2028-11-04'],
  ),
)

const anyStep = fc
  .record({
    after: fc.record({
      months: fc.integer({ min: 0, max: 7 }),
      days: fc.integer({ min: 0, max: 20 }),
    }),
    windowDays: fc.integer({ min: 1, max: 20 }),
    priority: fc.integer({ min: 1, max: 3 }),
    collide: fc.constantFrom('skip' as const, 'merge' as const, 'send' as const),
  })
  .map((changes) => aStep(changes))

/** The programmes of this project, and one that is as crowded as chance will have it. */
const anyFollowUps: fc.Arbitrary<FollowUps> = fc
  .array(anyStep, { minLength: 1, maxLength: 12 })
  .map((steps) => ({
    ...realFollowUps(),
    programmes: {
      ...realFollowUps().programmes,
      crowded: aProgramme(steps.map((step, index) => ({ ...step, id: `step_${index}` }))),
    },
  }))

const anyEnrolment = (zone: string, index: number): fc.Arbitrary<Enrolment> =>
  fc
    .record({
      programme: fc.constantFrom('crowded', ...Object.keys(realFollowUps().programmes)),
      anchor: anyAnchor,
      hour: fc.constantFrom(3, 8, 9, 10, 11, 12, 15, 18, 20, 23),
      consent: fc.constantFrom<ConsentScope>('neutral', 'details', 'neutral', 'details', 'none'),
      enrolledDaysAfter: fc.integer({ min: -40, max: 40 }),
      isEnded: fc.constantFrom(false, false, false, false, true),
      pause: fc.option(
        fc.record({ daysAfter: fc.integer({ min: -5, max: 60 }), hours: fc.nat(100) }),
      ),
    })
    .map(({ anchor, pause, enrolledDaysAfter, ...rest }) =>
      anEnrolment({
        ...rest,
        ...(pause && { pause: pauseAfter(anchor, pause) }),
        enrolledAtMs: Date.parse(anchor) + enrolledDaysAfter * DAY_MS,
        id: `e${index}`,
        zone,
        anchors: { scan: anchor, start: anchor, lastDose: anchor },
      }),
    )

function pauseAfter(day: string, { daysAfter, hours }: { daysAfter: number; hours: number }) {
  const fromMs = Date.parse(day) + daysAfter * DAY_MS
  return { fromMs, untilMs: fromMs + hours * HOUR_MS }
}

const anyPatient: fc.Arbitrary<Patient> = fc
  .tuple(fc.constantFrom(...ZONES), fc.integer({ min: 1, max: 4 }))
  .chain(([zone, count]) =>
    fc.tuple(...Array.from({ length: count }, (_, index) => anyEnrolment(zone, index))),
  )
  .map((enrolments) => ({ enrolments, sent: [] }))

/** The server is mostly in time, sometimes hours or days late, and now and then down for weeks. */
const anyUptime = fc.record({
  fromMs: fc.integer({ min: START - DAY_MS, max: START + 500 * DAY_MS }),
  delaysMs: fc.array(
    fc.constantFrom(
      0,
      0,
      0,
      1,
      ...[0.5, 5, 9, 14, 30, 60, 100, 700].map((hours) => hours * HOUR_MS),
    ),
    { minLength: 1, maxLength: 12 },
  ),
})

const anyCase = fc
  .record({ patient: anyPatient, followUps: anyFollowUps, uptime: anyUptime })
  .map(({ followUps, ...rest }) => ({ ...rest, parts: partsWith(followUps) }))

function expectPolite(texts: readonly SentText[], { enrolments }: Patient): void {
  const zone = enrolments[0]?.zone ?? 'UTC'
  const days = texts.map(({ atMs }) => wallTime(atMs, zone).day)
  // One a day, by the calendar of the patient.
  expect(new Set(days).size).toBe(days.length)
  for (const { atMs } of texts) {
    expect(isQuiet(atMs, zone, { quietFromHour: 21, quietUntilHour: 8 })).toBe(false)
    // Three in any seven times twenty-four hours, and in any seven days of the calendar.
    const inAWeek = texts.filter((other) => other.atMs >= atMs && other.atMs - atMs < 7 * DAY_MS)
    expect(inAWeek.length).toBeLessThanOrEqual(3)
    const { day } = wallTime(atMs, zone)
    const lastDay = dayAfter(day, { months: 0, days: 6 })
    expect(days.filter((each) => each >= day && each <= lastDay).length).toBeLessThanOrEqual(3)
  }
}

function expectRight(texts: readonly SentText[]): void {
  const steps = texts.flatMap(({ steps, atMs }) => steps.map((step) => ({ step, atMs })))
  const keys = steps.map(({ step }) => step.key)
  expect(new Set(keys).size).toBe(keys.length)
  for (const { step, atMs } of steps) {
    expect(atMs).toBeGreaterThanOrEqual(step.dueMs)
    expect(atMs).toBeLessThan(step.windowEndMs)
    expect(step.enrolment).toMatchObject({ isEnded: false })
    expect(step.enrolment.consent).not.toBe('none')
    const { fromMs, untilMs } = step.enrolment.pause ?? { fromMs: 0, untilMs: 0 }
    expect(atMs >= fromMs && atMs < (untilMs ?? Infinity)).toBe(false)
  }
}

function expectWellSaid(texts: readonly SentText[]): void {
  const known = new Set<string>()
  const giveaway = new RegExp(`\\b(?:${realFollowUps().detailWords.join('|')})`, 'i')
  for (const { text, steps } of texts) {
    expect(fitsTextMessage(text)).toBe(true)
    expect(text).toContain('Bone Clinic')
    expect(text).not.toMatch(/[{}[\]]|no \w+Name/)
    const isFirst = steps.some(({ enrolment }) => !known.has(enrolment.id))
    expect(text.includes('Reply STOP to end')).toBe(isFirst)
    steps.forEach(({ enrolment }) => known.add(enrolment.id))
    if (steps.every(({ enrolment }) => enrolment.consent === 'neutral')) {
      expect(text.replaceAll('Bone Clinic', '')).not.toMatch(giveaway)
    }
  }
}

describe('any patient', () => {
  test('is sent little, at fair hours, in the window, once, and in the agreed words', () => {
    let sent = 0
    fc.assert(
      fc.property(anyCase, ({ patient, uptime, parts }) => {
        const texts = sendLate(patient, parts, uptime)
        sent += texts.length
        expectPolite(texts, patient)
        expectRight(texts)
        expectWellSaid(texts)
      }),
      { numRuns: 300 },
    )
    expect(sent).toBeGreaterThan(1000)
  }, 120_000)

  test('has each step sent or left out for a reason in the end, when the server is always up', () => {
    fc.assert(
      fc.property(anyPatient, anyFollowUps, (patient, followUps) => {
        const parts = partsWith(followUps)
        const span = { fromMs: START - DAY_MS, untilMs: END + 800 * DAY_MS }
        const lines = forecast(patient, parts, span)
        const told = lines.flatMap((line) =>
          line.kind === 'text' ? line.steps.map(({ key }) => key) : [line.step.key],
        )
        const all = schedule(patient, parts, START).map(({ key }) => key)
        expect(told.toSorted()).toEqual(all.toSorted())
        const texts = lines.filter((line) => line.kind === 'text')
        expectPolite(texts, patient)
        expectRight(texts)
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  test('has at most one text due, however late it is', () => {
    fc.assert(
      fc.property(anyPatient, anyFollowUps, anyDay, (patient, followUps, day) => {
        const nowMs = instantAt(day, 12, patient.enrolments[0]?.zone ?? 'UTC')
        const states = schedule(patient, partsWith(followUps), nowMs).map(({ state }) => state)
        const due = states.filter(({ kind }) => kind === 'due')
        expect(due.length).toBeLessThanOrEqual(1)
        if (due.length === 0) expect(states.some(({ kind }) => kind === 'merged')).toBe(false)
      }),
      { numRuns: 200 },
    )
  }, 60_000)

  test('is sent nothing after having opted out or ended', () => {
    fc.assert(
      fc.property(anyCase, ({ patient, uptime, parts }) => {
        const out = patient.enrolments.map((each) => ({ ...each, consent: 'none' as const }))
        const ended = patient.enrolments.map((each) => ({ ...each, isEnded: true }))
        expect(sendLate({ ...patient, enrolments: out }, parts, uptime)).toEqual([])
        expect(sendLate({ ...patient, enrolments: ended }, parts, uptime)).toEqual([])
      }),
      { numRuns: 30 },
    )
  }, 60_000)

  test('is sent nothing twice when the clock jumps back and forth', () => {
    const anyJumps = fc.array(fc.integer({ min: -72, max: 72 }), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(anyCase, anyJumps, ({ patient, uptime, parts }, jumps) => {
        const inTime = sendLate(patient, parts, uptime).map(({ atMs }) => atMs)
        const jumping = inTime.flatMap((ms) => jumps.map((hours) => ms + hours * HOUR_MS))
        expectRight(sendAt(patient, parts, jumping))
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})
