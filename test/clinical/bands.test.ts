/** The limits of the smaller tables, each told from both sides (rules R3, R7, R8, R9). */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { dangerousValues } from '../../src/clinical/dangerous-values.js'
import { denosumabTiming } from '../../src/clinical/denosumab-timing.js'
import { heightLossAdvice } from '../../src/clinical/height-loss.js'
import { rescanYears } from '../../src/clinical/rescan.js'
import { classOfVitaminDLevel } from '../../src/clinical/vitamin-d-level.js'
import type { Slots } from '../../src/types.js'
import { realFacts } from '../support/real-facts.js'

const facts = realFacts()

describe('classOfVitaminDLevel', () => {
  test.each([
    [3, 'low'],
    [11.9, 'low'],
    [12, 'may_be_low'],
    [19.9, 'may_be_low'],
    [20, 'enough'],
    [50, 'enough'],
    [50.4, 'higher'],
    [51, 'higher'],
    [100, 'higher'],
    [100.1, 'call_today'],
    [101, 'call_today'],
    [150, 'call_today'],
    [150.1, 'toxic'],
    [151, 'toxic'],
    [500, 'toxic'],
  ] as const)('%d ng/mL: %s', (value, expected) => {
    expect(classOfVitaminDLevel({ value, unit: 'ng/mL' }, facts.vitaminDLevel)).toBe(expected)
  })

  test.each([
    [29, 'low'],
    [30, 'may_be_low'],
    [49, 'may_be_low'],
    [50, 'enough'],
    [75, 'enough'],
    [125, 'enough'],
    [126, 'higher'],
    [250, 'higher'],
    [251, 'call_today'],
    [375, 'call_today'],
    [376, 'toxic'],
  ] as const)('%d nmol/L, not rounded: %s', (value, expected) => {
    expect(classOfVitaminDLevel({ value, unit: 'nmol/L' }, facts.vitaminDLevel)).toBe(expected)
  })

  test('is the same for a level in either unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 500 }), (value) => {
        const inNmol = { value: value * 2.5, unit: 'nmol/L' } as const
        return (
          classOfVitaminDLevel(inNmol, facts.vitaminDLevel) ===
          classOfVitaminDLevel({ value, unit: 'ng/mL' }, facts.vitaminDLevel)
        )
      }),
    )
  })
})

describe('denosumabTiming', () => {
  test.each([
    [0, 'not_due'],
    [5.49, 'not_due'],
    [5.5, 'due'],
    [6, 'due'],
    [6.49, 'due'],
    [6.5, 'late'],
    [6.9, 'late'],
    [6.99, 'late'],
    [7, 'overdue'],
    [60, 'overdue'],
  ] as const)('%d months: %s', (months, expected) => {
    expect(denosumabTiming(months, facts.denosumab)).toBe(expected)
  })
})

describe('heightLossAdvice', () => {
  test.each([
    [1.4, 'in', 'tallest', 'small'],
    [1.5, 'in', 'tallest', 'ask_for_xray'],
    [2, 'in', 'tallest', 'ask_for_xray'],
    [3.9, 'cm', 'tallest', 'small'],
    [4, 'cm', 'tallest', 'ask_for_xray'],
    [0.7, 'in', 'last', 'small'],
    [0.8, 'in', 'last', 'ask_soon'],
    [1.9, 'cm', 'last', 'small'],
    [2, 'cm', 'last', 'ask_soon'],
  ] as const)('%d %s since %s: %s', (...[value, unit, since, expected]) => {
    expect(heightLossAdvice({ value, unit, since }, facts.heightLoss)).toBe(expected)
  })
})

describe('rescanYears', () => {
  const STUDIED: Slots = { sex: 'female', ageYears: 67, tScoreSite: 'hip' }

  test.each([
    [1, 16.8],
    [-0.5, 16.8],
    [-1, 16.8],
    [-1.01, 17.3],
    [-1.49, 17.3],
    [-1.5, 4.7],
    [-1.99, 4.7],
    [-2, 1.1],
    [-2.49, 1.1],
    [-2.5, undefined],
    [-3, undefined],
  ])('a hip score of %d: %d years', (tScore, years) => {
    expect(rescanYears({ ...STUDIED, tScore }, facts.rescan)).toBe(years)
  })

  test('has a row for every score above the osteoporosis range', () => {
    for (let hundredths = -249; hundredths <= 500; hundredths++) {
      const slots = { ...STUDIED, tScore: hundredths / 100 }
      expect(rescanYears(slots, facts.rescan)).toBeGreaterThan(0)
    }
  })

  test.each<[string, Slots]>([
    ['a man', { sex: 'male' }],
    ['a woman of 66', { ageYears: 66 }],
    ['a spine score', { tScoreSite: 'spine' }],
    ['a past break', { priorFracture: true }],
    ['treated', { medicine: 'alendronate' }],
  ])('is not for: %s', (_, changes) => {
    expect(rescanYears({ ...STUDIED, tScore: -1.2, ...changes }, facts.rescan)).toBeUndefined()
  })

  test.each<[string, Slots]>([
    ['site not told', { sex: 'female', ageYears: 70, tScore: -1.2 }],
    ['age not told', { sex: 'female', tScoreSite: 'hip', tScore: -1.2 }],
    ['sex not told', { ageYears: 70, tScoreSite: 'hip', tScore: -1.2 }],
    ['score not told', STUDIED],
  ])('says nothing: %s', (_, slots) => {
    expect(rescanYears(slots, facts.rescan)).toBeUndefined()
  })
})

describe('dangerousValues', () => {
  const late = { id: 'denosumab_late', urgency: 'soon', certainty: 'certain' }
  const overdue = { ...late, urgency: 'same_day', variant: 'seven_months' }

  test.each([
    [6.49, []],
    [6.5, [late]],
    [6.9, [late]],
    [7, [overdue]],
  ])('%d months since the shot', (monthsSinceDose, flags) => {
    const told = dangerousValues({ monthsSinceDose }, ['monthsSinceDose'], facts)
    expect(told).toEqual(flags)
  })

  test('a late dose of another medicine is another matter', () => {
    const slots = { monthsSinceDose: 8, medicine: 'zoledronic_acid' }
    expect(dangerousValues(slots, ['monthsSinceDose'], facts)).toEqual([])
  })

  test.each([
    [150, 'ng/mL', 0],
    [151, 'ng/mL', 1],
    [375, 'nmol/L', 0],
    [376, 'nmol/L', 1],
  ] as const)('a level of %d %s: %d flags', (value, unit, count) => {
    const flags = dangerousValues({ vitaminDLevel: { value, unit } }, ['vitaminDLevel'], facts)
    expect(flags.map(({ id }) => id)).toEqual(Array.from({ length: count }, () => 'overdose'))
  })

  test('what was told before is not told again as news', () => {
    const slots: Slots = { monthsSinceDose: 8, vitaminDLevel: { value: 200, unit: 'ng/mL' } }
    expect(dangerousValues(slots, ['ageYears'], facts)).toEqual([])
  })
})
