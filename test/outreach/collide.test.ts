import { describe, expect, test } from '@jest/globals'
import type { ProgrammeStep } from '../../src/content/follow-up-schema.js'
import { forecast } from '../../src/outreach/forecast.js'
import type { SentStep } from '../../src/outreach/records.js'
import { sayState } from '../../src/outreach/say-state.js'
import { schedule } from '../../src/outreach/schedule.js'
import {
  aProgramme,
  aStep,
  anEnrolment,
  at,
  NEW_YORK,
  partsOfProgrammes,
} from '../support/outreach.js'

describe('schedule, of texts that collide', () => {
  /** Two enrolments of one patient, the steps of both due on the second of March. */
  function collision(one: Partial<ProgrammeStep>, two: Partial<ProgrammeStep>, hour = 10) {
    const parts = partsOfProgrammes({
      made: aProgramme([aStep({ id: 'one', ...one })]),
      second: aProgramme([aStep({ id: 'two', ...two })]),
    })
    const enrolments = [anEnrolment(), anEnrolment({ id: 'e2', programme: 'second', hour })]
    return { parts, patient: { enrolments, sent: [] } }
  }
  const shown = ({ parts, patient }: ReturnType<typeof collision>, nowMs: number) =>
    schedule(patient, parts, nowMs).map(({ id, state }) => `${id}: ${sayState(state, NEW_YORK)}`)
  const played = ({ parts, patient }: ReturnType<typeof collision>) =>
    forecast(patient, parts, { fromMs: at('2026-03-01', 9), untilMs: at('2026-03-20', 9) }).map(
      (line) =>
        line.kind === 'text'
          ? line.steps.map(({ id }) => id).join('+')
          : `${line.step.id} ${line.state.reason}`,
    )

  test('sends the more important first, and the other on the next day', () => {
    const both = collision({ priority: 2 }, { priority: 1 })
    expect(shown(both, at('2026-03-02', 10))).toEqual([
      'one: gives way to another text until 2026-03-03 10:00',
      'two: due',
    ])
    expect(played(both)).toEqual(['two', 'one'])
  })

  test('leaves out one that is to be skipped, and does not send it later', () => {
    expect(played(collision({ collide: 'skip' }, { priority: 1 }))).toEqual(['one gave_way', 'two'])
  })

  test('joins one that may be joined', () => {
    const both = collision({ collide: 'merge' }, { priority: 1 })
    expect(shown(both, at('2026-03-02', 10))).toEqual([
      'one: in one text with e2/two/2026-03-02',
      'two: due',
    ])
    expect(played(both)).toEqual(['two+one'])
  })

  test('sends one by itself that does not fit into the text of the other', () => {
    const long = { text: `${'word '.repeat(40)}end. [-]` }
    const both = collision({ collide: 'merge', neutral: long }, { priority: 1, neutral: long })
    expect(played(both)).toEqual(['two', 'one'])
  })

  test('lets a less important text wait for a more important one later that day', () => {
    const both = collision({ collide: 'skip' }, { priority: 1 }, 15)
    expect(shown(both, at('2026-03-02', 10))).toEqual([
      'one: gives way to another text until 2026-03-02 15:00',
      'two: later until 2026-03-02 15:00',
    ])
    expect(played(both)).toEqual(['one gave_way', 'two'])
  })

  test('does not let what cannot be sent today take the place of what can', () => {
    const both = collision({}, { priority: 1 })
    const enrolments = both.patient.enrolments.map((each) =>
      each.id === 'e2' ? { ...each, pause: { fromMs: 0 } } : each,
    )
    expect(shown({ ...both, patient: { enrolments, sent: [] } }, at('2026-03-02', 10))).toEqual([
      'one: due',
      'two: paused',
    ])
  })

  test('overtakes a late step by the next of its programme', () => {
    const steps = [
      aStep({ id: 'early', windowDays: 14, collide: 'skip' }),
      aStep({ id: 'next', after: { months: 0, days: 5 }, windowDays: 14 }),
    ]
    const patient = { enrolments: [anEnrolment()], sent: [] }
    const parts = partsOfProgrammes({ made: aProgramme(steps) })
    expect(shown({ parts, patient }, at('2026-03-07', 10))).toEqual([
      'early: gave way to another text',
      'next: due',
    ])
  })

  test('does not count what was sent before the patient was enrolled', () => {
    const step = aStep({ windowDays: 14, collide: 'skip', priority: 3 })
    const made = aProgramme([step])
    const parts = partsOfProgrammes({ made, second: aProgramme([aStep({ priority: 1 })]) })
    const sent: readonly SentStep[] = [
      {
        ...{ enrolment: 'e2', programme: 'second', step: 'hello', dueDay: '2026-03-02' },
        atMs: at('2026-03-04', 10),
      },
    ]
    const stateFor = (enrolledAtMs: number) =>
      schedule(
        { enrolments: [anEnrolment({ enrolledAtMs })], sent },
        parts,
        at('2026-03-06', 10),
      ).map(({ state }) => state.kind)
    expect(stateFor(at('2026-03-05', 9))).toEqual(['due'])
    expect(stateFor(at('2026-03-01', 9))).toEqual(['skipped'])
  })
})
