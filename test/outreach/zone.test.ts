import { describe, expect, test } from '@jest/globals'
import {
  dayAfter,
  daysBetween,
  instantAt,
  isDay,
  isQuiet,
  isZone,
  wallTime,
} from '../../src/outreach/zone.js'

const iso = (ms: number) => new Date(ms).toISOString()

describe('isDay', () => {
  test.each(['2026-02-28', '2028-02-29', '2026-12-31'])('takes %s', (day) => {
    expect(isDay(day)).toBe(true)
  })
  test.each(['2026-02-29', '2026-13-01', '2026-6-1', '2026-06-01T10:00', '20260601', ''])(
    'refuses "%s"',
    (day) => expect(isDay(day)).toBe(false),
  )
})

describe('isZone', () => {
  test('knows IANA zones only', () => {
    expect(['America/New_York', 'Asia/Kolkata', 'Mars/Olympus', ''].map(isZone)).toEqual([
      ...[true, true, false, false],
    ])
  })
})

describe('dayAfter', () => {
  test.each([
    ['2026-08-31', { months: 6, days: 0 }, '2027-02-28'],
    ['2027-08-31', { months: 6, days: 0 }, '2028-02-29'],
    ['2027-08-29', { months: 6, days: 0 }, '2028-02-29'],
    ['2028-02-29', { months: 12, days: 0 }, '2029-02-28'],
    ['2028-02-29', { months: 6, days: 0 }, '2028-08-29'],
    // Months first: the other way round it would be the 3rd of March.
    ['2027-01-31', { months: 1, days: 1 }, '2027-03-01'],
    ['2026-12-31', { months: 0, days: 1 }, '2027-01-01'],
    ['2028-02-28', { months: 0, days: 1 }, '2028-02-29'],
    ['2026-03-01', { months: 0, days: -1 }, '2026-02-28'],
  ])('%s and %o is %s', (day, offset, expected) => {
    expect(dayAfter(day, offset)).toBe(expected)
  })

  test('refuses what is no day', () => {
    expect(() => dayAfter('2026-02-30', { months: 1, days: 0 })).toThrow(RangeError)
  })
})

describe('daysBetween', () => {
  test('counts calendar days, over a change of the clocks too', () => {
    expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2)
    expect(daysBetween('2028-03-01', '2028-02-28')).toBe(-2)
  })
})

describe('instantAt', () => {
  test.each([
    ['an ordinary day', '2026-01-15', 10, 'America/New_York', '2026-01-15T15:00:00.000Z'],
    [
      'after the clocks went forward',
      '2026-03-08',
      10,
      'America/New_York',
      '2026-03-08T14:00:00.000Z',
    ],
    ['an hour that is skipped', '2026-03-08', 2, 'America/New_York', '2026-03-08T07:00:00.000Z'],
    [
      'the first of an hour that comes twice',
      '2026-11-01',
      1,
      'America/New_York',
      '2026-11-01T05:00:00.000Z',
    ],
    ['a gap of half an hour', '2026-10-04', 2, 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['a zone with odd minutes', '2026-06-01', 8, 'Asia/Kathmandu', '2026-06-01T02:15:00.000Z'],
    ['a day that a zone left out', '2011-12-30', 10, 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['a midnight that is skipped', '2026-04-24', 0, 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  ])('%s', (...[, day, hour, zone, expected]) => {
    expect(iso(instantAt(day, hour, zone))).toBe(expected)
  })

  test('refuses what is no zone', () => {
    expect(() => instantAt('2026-01-01', 10, 'Mars/Olympus')).toThrow(RangeError)
  })
})

describe('isQuiet', () => {
  test.each([
    [20, 59, false],
    [21, 0, true],
    [0, 0, true],
    [7, 59, true],
    [8, 0, false],
  ])('at %i:%i is %s', (hour, minute, expected) => {
    const atMs = instantAt('2026-06-01', hour, 'Asia/Kolkata') + minute * 60_000
    const quiet = { quietFromHour: 21, quietUntilHour: 8 }
    expect(isQuiet(atMs, 'Asia/Kolkata', quiet)).toBe(expected)
  })
})

/** Every zone that differs from the others in these years, by its offsets at noon and midnight. */
function differentZones(): readonly string[] {
  const seen = new Map<string, string>()
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const offsets: number[] = []
    for (let ms = Date.UTC(2026, 0); ms < Date.UTC(2029, 0); ms += 5 * 24 * 3_600_000) {
      const { hour, minute } = wallTime(ms, zone)
      offsets.push(hour * 60 + minute)
    }
    const signature = offsets.join(',')
    if (!seen.has(signature)) seen.set(signature, zone)
  }
  return [...seen.values()]
}

describe('the hour in which a day begins and the one in which it ends, on any day of 2026 to 2028, in any zone', () => {
  const zones = differentZones()

  test('there are many zones that differ', () => {
    expect(zones.length).toBeGreaterThan(50)
  })

  test.each(zones)('is that hour of that day in %s', (zone) => {
    const wrong: string[] = []
    for (let day = '2026-01-01'; day < '2029-01-01'; day = dayAfter(day, { months: 0, days: 1 })) {
      for (const hour of [8, 21]) {
        const wall = wallTime(instantAt(day, hour, zone), zone)
        const isThat = wall.day === day && wall.hour === hour && wall.minute === 0
        if (!isThat) wrong.push(`${day} ${hour}`)
      }
    }
    expect(wrong).toEqual([])
  })
})
