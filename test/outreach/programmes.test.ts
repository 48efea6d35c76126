/** The four programmes that are shipped. */
import { describe, expect, test } from '@jest/globals'
import { loadContent } from '../../src/content/load.js'
import { denosumabTiming } from '../../src/clinical/denosumab-timing.js'
import { monthsBetween, type Day as CalendarDay } from '../../src/nlu/entity/calendar.js'
import { datedSteps } from '../../src/outreach/dated-steps.js'
import { forecast } from '../../src/outreach/forecast.js'
import type { Enrolment } from '../../src/outreach/records.js'
import { readAnswer } from '../../src/outreach/read-answer.js'
import { sayTime } from '../../src/outreach/say-state.js'
import { tooLongFor } from '../../src/outreach/texts.js'
import { dayAfter } from '../../src/outreach/zone.js'
import { anEnrolment, at, NEW_YORK, partsWith, realFollowUps } from '../support/outreach.js'

const { followUps, facts } = loadContent('.')
const { programmes, limits } = followUps

/** What goes out to one patient in one programme, as `day hour steps`. */
function playedOut(changes: Partial<Enrolment>, until = '2027-12-31'): readonly string[] {
  const enrolment = anEnrolment({ enrolledAtMs: at('2026-03-01', 9), ...changes })
  const span = { fromMs: at('2026-03-01', 9), untilMs: at(until, 9) }
  return forecast({ enrolments: [enrolment], sent: [] }, partsWith(followUps), span).map((line) =>
    line.kind === 'text'
      ? `${sayTime(line.atMs, NEW_YORK)} ${line.steps.map(({ id }) => id).join('+')}`
      : `${line.step.id}: ${line.state.reason}`,
  )
}

function calendarDay(day: string): CalendarDay {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return { year, month, day: date }
}

describe('denosumab_due', () => {
  const programme = programmes['denosumab_due']!

  test('is booked, due, late and overdue on the very days on which the table of the rules says so', () => {
    const wrong: string[] = []
    for (let day = '2026-01-01'; day < '2029-01-01'; day = dayAfter(day, { months: 0, days: 1 })) {
      const enrolment = anEnrolment({ anchors: { lastDose: day } })
      const timings = datedSteps(enrolment, programme, limits).map(({ id, dueDay }) => {
        const months = monthsBetween(calendarDay(day), calendarDay(dueDay))
        return `${id} ${denosumabTiming(months, facts.denosumab)}`
      })
      const wanted = ['book not_due', 'due due', 'late late', 'urgent overdue']
      if (timings.join() !== wanted.join()) wrong.push(`${day}: ${timings.join()}`)
    }
    expect(wrong).toEqual([])
  })

  test('closes each window before the next step, so that nobody is told too little', () => {
    for (let day = '2026-01-01'; day < '2029-01-01'; day = dayAfter(day, { months: 0, days: 1 })) {
      const dated = datedSteps(anEnrolment({ anchors: { lastDose: day } }), programme, limits)
      dated.slice(1).forEach(({ dueMs }, index) => {
        expect(dated[index]?.windowEndMs).toBeLessThanOrEqual(dueMs)
      })
    }
  })

  test('sends all four when nothing is heard', () => {
    expect(playedOut({ programme: 'denosumab_due', anchors: { lastDose: '2026-08-31' } })).toEqual([
      '2027-01-31 10:00 book',
      '2027-02-28 10:00 due',
      '2027-03-16 10:00 late',
      '2027-03-31 10:00 urgent',
    ])
  })

  test('sends the overdue text to one who is enrolled when it is too late for the others', () => {
    expect(playedOut({ programme: 'denosumab_due', anchors: { lastDose: '2025-07-20' } })).toEqual([
      ...['book: window_past', 'due: window_past', 'late: window_past'],
      '2026-03-01 10:00 urgent',
    ])
  })

  test('asks no more to book once it is booked, and still tells when it is late', () => {
    const answers = [{ answer: 'booked', anchorDay: '2026-03-01' }]
    const anchors = { lastDose: '2026-03-01' }
    expect(playedOut({ programme: 'denosumab_due', anchors, answers })).toEqual([
      ...['book: answered', 'due: answered'],
      '2026-09-17 10:00 late',
      '2026-10-01 10:00 urgent',
    ])
  })

  test('ends with the shot, and begins anew with the next one', () => {
    const answers = [{ answer: 'done', anchorDay: '2026-03-01' }]
    const inRound = (lastDose: string) =>
      playedOut({ programme: 'denosumab_due', anchors: { lastDose }, answers })
    expect(inRound('2026-03-01').every((line) => line.endsWith('answered'))).toBe(true)
    expect(inRound('2026-09-03')).toHaveLength(4)
    expect(inRound('2026-09-03')[0]).toBe('2027-02-03 10:00 book')
  })
})

describe('exercise_start', () => {
  test('asks once a week, at the same hour over the change of the clocks', () => {
    const lines = playedOut({ programme: 'exercise_start', anchors: { start: '2026-03-02' } })
    expect(lines.filter((line) => line.includes('check_in'))).toEqual(
      ['09', '16', '23', '30', '06', '13', '20', '27'].map(
        (day, index) => `2026-${index < 4 ? '03' : '04'}-${day} 10:00 check_in_${index + 1}`,
      ),
    )
    expect(lines[0]).toBe('2026-03-02 10:00 hello')
    expect(lines.at(-1)).toBe('2026-05-07 10:00 farewell')
  })
})

describe('calcium_habit', () => {
  test('takes four weeks', () => {
    const lines = playedOut({ programme: 'calcium_habit', anchors: { start: '2026-03-02' } })
    expect(lines.map((line) => line.slice(0, 10))).toEqual([
      ...['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23', '2026-03-30'],
    ])
  })
})

describe('after_scan', () => {
  test('asks once more after a year, by the calendar', () => {
    const lines = playedOut({ programme: 'after_scan', anchors: { scan: '2026-03-02' } })
    expect(lines.at(-1)).toBe('2027-03-02 10:00 scan_again')
  })
})

describe('a patient in all four', () => {
  test('gets at most three a week, and those that matter most', () => {
    const anchors = { scan: '2026-03-02', start: '2026-03-02', lastDose: '2025-09-02' }
    const enrolments = Object.keys(programmes).map((programme) =>
      anEnrolment({ id: programme, programme, anchors, consent: 'details' }),
    )
    const span = { fromMs: at('2026-03-01', 9), untilMs: at('2026-03-09', 9) }
    const texts = forecast({ enrolments, sent: [] }, partsWith(followUps), span).flatMap((line) =>
      line.kind === 'text' ? [line.steps.map(({ id }) => id).join('+')] : [],
    )
    expect(texts).toEqual(['due', 'hello', 'one_food'])
  })
})

describe('the texts', () => {
  test('fit for a clinic with an ordinary name, and are told when they do not', () => {
    expect(tooLongFor(partsWith(realFollowUps()))).toEqual([])
    const long = { ...partsWith(realFollowUps()), valueOf: () => 'x'.repeat(100) }
    expect(tooLongFor(long).length).toBeGreaterThan(10)
  })

  test.each([
    ['BOOKED', 'booked'],
    ["It's booked!", 'booked'],
    ['Its booked.', 'booked'],
    ['done', 'done'],
    ['I had my shot', 'done'],
    ['is it booked?', undefined],
    ['I had it done last year in Ohio', undefined],
    ['stop', undefined],
  ])('"%s" answers %s', (text, answer) => {
    const asked = text.endsWith('?') ? 'is it booked for me?' : text
    expect(readAnswer(asked, programmes['denosumab_due']!)).toBe(answer)
  })
})
