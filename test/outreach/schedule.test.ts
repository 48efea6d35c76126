import { describe, expect, test } from '@jest/globals'
import type { Enrolment, Patient, SentStep } from '../../src/outreach/records.js'
import { sayState } from '../../src/outreach/say-state.js'
import { schedule } from '../../src/outreach/schedule.js'
import type { ProgrammeStep } from '../../src/content/follow-up-schema.js'
import {
  aProgramme,
  aStep,
  anEnrolment,
  at,
  NEW_YORK,
  partsOfProgrammes,
} from '../support/outreach.js'

const HOUR = 3_600_000

/** The states of one enrolment in a programme of these steps, as `step: what`. */
function statesOf(
  steps: readonly ProgrammeStep[],
  nowMs: number,
  changes: {
    readonly enrolment?: Partial<Enrolment>
    readonly sent?: readonly SentStep[]
    readonly silences?: Patient['silences']
  } = {},
): readonly string[] {
  const patient: Patient = {
    enrolments: [anEnrolment(changes.enrolment)],
    sent: changes.sent ?? [],
    silences: changes.silences ?? [],
  }
  const made = aProgramme(steps, {
    answers: { done: { phrases: ['done'], reply: 'Noted. [-]' } },
  })
  return schedule(patient, partsOfProgrammes({ made }), nowMs).map(
    ({ id, state }) => `${id}: ${sayState(state, NEW_YORK)}`,
  )
}

const sentStep = (step: string, atMs: number, changes: Partial<SentStep> = {}): SentStep => ({
  ...{ enrolment: 'e1', programme: 'made', step, dueDay: '2026-03-02', atMs },
  ...changes,
})

/** Texts of somebody else's programme: they count, and belong to no step here. */
const other = (atMs: number) => sentStep('gone', atMs, { enrolment: 'e0', programme: 'gone' })

describe('schedule, after an opt-out that was undone', () => {
  const steps = [0, 4, 8].map((days) =>
    aStep({ id: `day_${days}`, after: { months: 0, days }, windowDays: 3 }),
  )
  const silence = (fromMs: number, untilMs: number) => ({ silences: [{ fromMs, untilMs }] })

  test('catches up nothing of the time between, although windows are open', () => {
    const { silences } = silence(at('2026-03-02', 11), at('2026-03-07', 12))
    expect(statesOf(steps, at('2026-03-07', 13), { silences })).toEqual([
      'day_0: opted out then',
      'day_4: opted out then',
      'day_8: later until 2026-03-10 10:00',
    ])
  })

  test('keeps what went out before it as sent', () => {
    const { silences } = silence(at('2026-03-02', 11), at('2026-03-02', 12))
    const sent = [sentStep('day_0', at('2026-03-02', 10))]
    expect(statesOf(steps, at('2026-03-06', 10), { silences, sent })).toEqual([
      'day_0: sent 2026-03-02 10:00',
      'day_4: due',
      'day_8: later until 2026-03-10 10:00',
    ])
  })

  test('leaves out nothing for a silence that was over before', () => {
    const { silences } = silence(at('2026-02-20', 11), at('2026-03-01', 12))
    expect(statesOf(steps.slice(0, 1), at('2026-03-02', 10), { silences })).toEqual(['day_0: due'])
  })
})

describe('schedule, of one step', () => {
  const step = aStep()

  test.each([
    ['waits for its day', at('2026-03-01', 12), 'hello: later until 2026-03-02 10:00'],
    ['is due at its hour', at('2026-03-02', 10), 'hello: due'],
    ['waits for its hour', at('2026-03-02', 10) - 1, 'hello: later until 2026-03-02 10:00'],
    ['is still due late in its window', at('2026-03-05', 20), 'hello: due'],
    ['is quiet at night', at('2026-03-02', 21), 'hello: quiet until 2026-03-03 10:00'],
    ['is quiet early', at('2026-03-03', 8), 'hello: quiet until 2026-03-03 10:00'],
    ['is past after its window', at('2026-03-05', 21), 'hello: window past'],
  ])('%s', (_, nowMs, expected) => {
    expect(statesOf([step], nowMs)).toEqual([expected])
  })

  test.each<readonly [string, Partial<Enrolment>, string]>([
    ['ended', { isEnded: true }, 'ended'],
    ['without consent', { consent: 'none' }, 'no consent'],
    ['paused without an end', { pause: { fromMs: 0 } }, 'paused'],
    [
      'paused for a day',
      { pause: { fromMs: at('2026-03-02', 9), untilMs: at('2026-03-03', 9) } },
      'paused until 2026-03-03 10:00',
    ],
    ['of a programme that is gone', { programme: 'gone' }, ''],
    ['without its day', { anchors: { scan: '2026-03-02' } }, ''],
  ])('is not due when %s', (_, enrolment, expected) => {
    const wanted = expected === '' ? [] : [`hello: ${expected}`]
    expect(statesOf([step], at('2026-03-02', 10), { enrolment })).toEqual(wanted)
  })

  test('goes out after a pause that reached over its window', () => {
    const enrolment = { pause: { fromMs: at('2026-03-02', 9), untilMs: at('2026-03-06', 9) } }
    expect(statesOf([step], at('2026-03-06', 10), { enrolment })).toEqual(['hello: due'])
  })

  test('is sent once, though its day is moved by a few', () => {
    const sent = [sentStep('hello', at('2026-03-02', 10))]
    expect(statesOf([step], at('2026-03-03', 10), { sent })).toEqual([
      'hello: sent 2026-03-02 10:00',
    ])
    const enrolment = { anchors: { start: '2026-03-09' } }
    const moved = statesOf([step], at('2026-03-09', 10), { sent, enrolment })
    expect(moved).toEqual(['hello: sent 2026-03-02 10:00'])
  })

  test('is due again in the next round, half a year on', () => {
    const sent = [sentStep('hello', at('2026-03-02', 10))]
    const enrolment = { anchors: { start: '2026-09-02' } }
    expect(statesOf([step], at('2026-09-02', 10), { sent, enrolment })).toEqual(['hello: due'])
  })

  test('is silenced by an answer, in its own round only', () => {
    const quiet = aStep({ silencedBy: ['done'] })
    const answers = [{ answer: 'done', anchorDay: '2026-03-02' }]
    const enrolment = { answers }
    expect(statesOf([quiet], at('2026-03-02', 10), { enrolment })).toEqual(['hello: answered'])
    const later = { answers, anchors: { start: '2026-09-02' } }
    expect(statesOf([quiet], at('2026-09-02', 10), { enrolment: later })).toEqual(['hello: due'])
  })

  test('takes the first of its days that is known', () => {
    const parts = partsOfProgrammes({
      made: aProgramme([step], { from: ['lastDose', 'firstDose'] }),
    })
    const dueDay = (anchors: Enrolment['anchors']) =>
      schedule({ enrolments: [anEnrolment({ anchors })], sent: [] }, parts, 0)[0]?.dueDay
    expect(dueDay({ firstDose: '2026-01-01' })).toBe('2026-01-01')
    expect(dueDay({ firstDose: '2026-01-01', lastDose: '2026-07-01' })).toBe('2026-07-01')
  })

  test('never goes out in quiet hours, whatever hour a patient was given', () => {
    for (const hour of [0, 5, 22]) {
      const [state = ''] = statesOf([step], at('2026-03-01', 12), { enrolment: { hour } })
      expect(state).toMatch(hour < 8 ? /08:00$/ : /20:00$/)
    }
  })
})

describe('schedule, of texts to one patient', () => {
  const step = aStep()

  test('sends one a day', () => {
    const sent = [other(at('2026-03-02', 8))]
    expect(statesOf([step], at('2026-03-02', 10), { sent })).toEqual([
      'hello: more than one a day until 2026-03-03 10:00',
    ])
  })

  test('sends three in seven days', () => {
    const sent = ['2026-02-24', '2026-02-26', '2026-03-01'].map((day) => other(at(day, 12)))
    expect(statesOf([step], at('2026-03-02', 10), { sent })).toEqual([
      'hello: too many in seven days until 2026-03-03 12:00',
    ])
  })

  test('counts a text of two steps once', () => {
    const noon = at('2026-02-26', 12)
    const sent = [other(noon), other(noon), other(at('2026-02-24', 12))]
    expect(statesOf([step], at('2026-03-02', 10), { sent })).toEqual(['hello: due'])
  })

  test('says at once when the wait is longer than the window', () => {
    const sent = ['2026-02-27', '2026-02-28', '2026-03-01'].map((day) => other(at(day, 12)))
    expect(statesOf([aStep({ windowDays: 1 })], at('2026-03-02', 10), { sent })).toEqual([
      'hello: too many in seven days until 2026-03-06 12:00',
    ])
  })

  test('sends nothing more on a day to which the clock was set back', () => {
    const sent = [other(at('2026-03-03', 12))]
    expect(statesOf([step], at('2026-03-02', 10), { sent })).toEqual([
      'hello: more than one a day until 2026-03-04 10:00',
    ])
  })
})

describe('schedule, when the clocks change', () => {
  test.each([
    ['forward', '2026-03-08', 23],
    ['back', '2026-11-01', 25],
  ])('%s: a weekly text keeps its hour', (_, sunday, hoursOfDay) => {
    const weekly = aStep({ repeat: { everyDays: 7, times: 3 }, windowDays: 3 })
    const start = sunday === '2026-03-08' ? '2026-03-01' : '2026-10-25'
    const patient = { enrolments: [anEnrolment({ anchors: { start } })], sent: [] }
    const due = schedule(patient, partsOfProgrammes({ made: aProgramme([weekly]) }), 0).map(
      ({ dueMs }) => dueMs,
    )
    const gaps = due.slice(1).map((ms, index) => (ms - (due[index] ?? 0)) / HOUR)
    expect(gaps).toEqual([6 * 24 + hoursOfDay, 7 * 24])
  })
})
