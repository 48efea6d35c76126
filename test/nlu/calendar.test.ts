import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { monthsBetween, type Day } from '../../src/nlu/entity/calendar.js'

const dayOf = (date: string): Day => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return { year, month, day }
}
const between = (from: string, to: string) => monthsBetween(dayOf(from), dayOf(to))

const DAY_MS = 86_400_000
const dayAfter = (days: number): Day => {
  const date = new Date(Date.UTC(2020, 0, 1) + days * DAY_MS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}
const anyDay = fc.integer({ min: 0, max: 4000 })

describe('monthsBetween', () => {
  test.each([
    ['2026-01-15', '2026-01-15', 0],
    ['2025-12-15', '2026-06-15', 6],
    ['2025-11-30', '2026-05-30', 6],
    ['2025-08-31', '2026-02-28', 6],
    ['2025-08-30', '2026-02-28', 6],
    ['2025-08-29', '2026-02-28', 6],
    ['2023-08-31', '2024-02-29', 6],
    ['2024-02-29', '2024-08-29', 6],
    ['2024-02-29', '2025-02-28', 12],
    ['2025-03-31', '2026-03-31', 12],
    ['2025-07-31', '2026-02-28', 7],
    ['2025-10-31', '2026-04-30', 6],
  ])('from %s to %s: %d', (from, to, months) => {
    expect(between(from, to)).toBe(months)
  })

  test.each([
    ['2025-08-31', '2026-02-27', 5.8, 6],
    ['2023-08-31', '2024-02-28', 5.8, 6],
    ['2026-01-31', '2026-03-30', 1.9, 2],
    ['2025-08-31', '2026-03-01', 6, 6.1],
    ['2026-01-01', '2026-07-16', 6.4, 6.5],
    ['2026-01-01', '2026-07-17', 6.5, 6.6],
    ['2026-01-01', '2026-07-31', 6.9, 7],
    ['2026-06-15', '2026-05-20', -1, 0],
  ])('from %s to %s: between %d and %d', (...[from, to, least, most]) => {
    expect(between(from, to)).toBeGreaterThan(least)
    expect(between(from, to)).toBeLessThan(most)
  })

  test('grows with each day, and never jumps', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -400, max: 800 }), (from, days) => {
        const step =
          monthsBetween(dayAfter(from), dayAfter(from + days + 1)) -
          monthsBetween(dayAfter(from), dayAfter(from + days))
        expect(step).toBeGreaterThan(0)
        expect(step).toBeLessThan(0.04)
      }),
      { numRuns: 2000 },
    )
  })

  test('counts a year as 12 months, whatever the day', () => {
    fc.assert(
      fc.property(anyDay, (days) => {
        const from = dayAfter(days)
        const isLeapDay = from.month === 2 && from.day === 29
        const to = { ...from, year: from.year + 1, day: isLeapDay ? 28 : from.day }
        return monthsBetween(from, to) === 12
      }),
    )
  })
})
