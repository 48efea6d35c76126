import { describe, expect, test } from '@jest/globals'
import { readOpeningTimes } from '../../src/opening-times.js'
import { openingAt, showMinute, showNextOpening } from '../../src/reply/opening.js'

function timesOf(text: string) {
  const read = readOpeningTimes(text)
  if (read.kind === 'wrong') throw new RangeError(read.problem)
  return read.times
}

function at(open: string, instant: string, zone = 'America/New_York'): string {
  const opening = openingAt(timesOf(open), zone, instant)
  if (opening === undefined) return 'unknown'
  if (opening.kind === 'closed') return showNextOpening(opening)
  const { closesMinute } = opening
  return `open until ${closesMinute === undefined ? 'later' : showMinute(closesMinute)}`
}

const OFFICE = 'Mon-Fri 08:00-17:00, Sat 09:00-12:00'

describe('openingAt', () => {
  // 2026-01-15 is a Thursday; New York is five hours behind UTC.
  test.each([
    ['2026-01-15T12:59:59Z', 'today at 8 am'],
    ['2026-01-15T13:00:00Z', 'open until 5 pm'],
    ['2026-01-15T21:59:59Z', 'open until 5 pm'],
    ['2026-01-15T22:00:00Z', 'tomorrow at 8 am'],
    ['2026-01-16T04:59:00Z', 'tomorrow at 8 am'],
    ['2026-01-16T05:00:00Z', 'today at 8 am'],
    ['2026-01-16T23:00:00Z', 'tomorrow at 9 am'],
    ['2026-01-17T15:00:00Z', 'open until noon'],
    ['2026-01-17T17:00:00Z', 'on Monday at 8 am'],
    ['2026-01-18T17:00:00Z', 'tomorrow at 8 am'],
  ])('at %s: %s', (instant, expected) => expect(at(OFFICE, instant)).toBe(expected))

  test.each([
    // The clocks go forward on 2026-03-08 and back on 2026-11-01, both Sundays.
    ['2026-03-06T12:30:00Z', 'today at 8 am'],
    ['2026-03-09T11:59:00Z', 'today at 8 am'],
    ['2026-03-09T12:00:00Z', 'open until 5 pm'],
    ['2026-03-08T06:59:00Z', 'tomorrow at 8 am'],
    ['2026-11-02T12:30:00Z', 'today at 8 am'],
    ['2026-11-02T13:00:00Z', 'open until 5 pm'],
    ['2026-10-30T12:00:00Z', 'open until 5 pm'],
    ['2026-11-01T05:30:00Z', 'tomorrow at 8 am'],
    ['2026-11-01T06:30:00Z', 'tomorrow at 8 am'],
  ])('goes by the clock on the wall when clocks change: %s: %s', (instant, expected) =>
    expect(at(OFFICE, instant)).toBe(expected),
  )

  test('goes by the zone of the clinic', () => {
    const instant = '2026-01-15T13:30:00Z'
    expect(at(OFFICE, instant, 'America/Los_Angeles')).toBe('today at 8 am')
    expect(at(OFFICE, instant, 'Asia/Kolkata')).toBe('tomorrow at 8 am')
    expect(at(OFFICE, instant, 'Asia/Kathmandu')).toBe('tomorrow at 8 am')
  })

  test('knows a break at noon, one day a week, and a clinic that does not close', () => {
    const lunch = 'Thu 08:00-12:00, Thu 13:30-17:00'
    expect(at(lunch, '2026-01-15T17:30:00Z')).toBe('today at 1:30 pm')
    expect(at(lunch, '2026-01-15T23:00:00Z')).toBe('on Thursday at 8 am')
    expect(at('Mon-Sun 00:00-24:00', '2026-01-15T23:00:00Z')).toBe('open until later')
  })

  test('knows no holidays', () => {
    expect(at(OFFICE, '2026-12-25T15:00:00Z')).toBe('open until 5 pm')
  })

  test('says nothing without opening times', () => {
    expect(openingAt([], 'UTC', '2026-01-15T12:00:00Z')).toBeUndefined()
  })
})
