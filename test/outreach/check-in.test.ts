import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import {
  completeCheckIn,
  missingFrom,
  readCheckIn,
  type CheckInPart,
} from '../../src/outreach/check-in.js'
import { sayWorries, worriesIn } from '../../src/outreach/worry.js'

interface Spec {
  readonly say: string
  readonly awaited?: CheckInPart
  readonly s?: number
  readonly p?: number
  readonly f?: boolean
  readonly much?: boolean
}

const specs = parse(readFileSync('test/specs/check_ins.yml', 'utf8')) as readonly Spec[]

describe('readCheckIn', () => {
  test.each(specs.map((spec) => [`${spec.say} [${spec.awaited ?? ''}]`, spec] as const))(
    'reads "%s"',
    (_, { say, awaited, s, p, f, much }) => {
      const read = readCheckIn(say, awaited)
      const wanted = {
        ...(s !== undefined && { sessions: s }),
        ...(p !== undefined && { painOf10: p }),
        ...(much !== undefined && { isMuchPain: much }),
        ...(f !== undefined && { hasFallen: f }),
      }
      expect(read ?? {}).toEqual(wanted)
    },
  )

  test('has at least 80 phrasings to be held against', () => {
    expect(specs.length).toBeGreaterThanOrEqual(80)
  })

  test('reads quickly, however long and odd the text', () => {
    const odd = [
      'fell '.repeat(300),
      'pain is was a '.repeat(150),
      '1,'.repeat(700),
      "didn't ".repeat(200),
    ]
    for (const text of odd) {
      const start = performance.now()
      readCheckIn(text)
      expect(performance.now() - start).toBeLessThan(200)
    }
  })
})

describe('completeCheckIn', () => {
  test('puts the answers of several messages together', () => {
    const first = readCheckIn('did 2 sessions') ?? {}
    expect(missingFrom(first)).toEqual(['pain', 'fall'])
    const second = completeCheckIn(first, readCheckIn('3', 'pain') ?? {})
    expect(missingFrom(second)).toEqual(['fall'])
    expect(completeCheckIn(second, readCheckIn('no', 'fall') ?? {})).toEqual({
      sessions: 2,
      painOf10: 3,
      hasFallen: false,
    })
  })

  test('keeps a fall that was told, and takes a corrected number', () => {
    expect(
      completeCheckIn({ hasFallen: true, painOf10: 2 }, { hasFallen: false, painOf10: 5 }),
    ).toEqual({ hasFallen: true, painOf10: 5 })
  })
})

describe('worriesIn', () => {
  test.each([
    ['3, 2, no', ''],
    ['3, 6, no', ''],
    ['3, 7, no', 'pain 7 of 10'],
    ['fell tuesday', 'fell'],
    ['2, 9, yes', 'fell; pain 9 of 10'],
    ['terrible pain in my back', 'much pain'],
    ['almost fell', ''],
  ])('of "%s": %s', (text, worries) => {
    expect(sayWorries(worriesIn(readCheckIn(text) ?? {}))).toBe(worries)
  })

  test('puts a danger sign first', () => {
    expect(sayWorries(worriesIn({ hasFallen: true }, ['hip_fracture']))).toBe(
      'danger sign hip_fracture; fell',
    )
  })
})
