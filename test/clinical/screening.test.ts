import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ostRisk, ostValue, screeningRow } from '../../src/clinical/screening.js'
import type { Slots } from '../../src/types.js'
import { realFacts } from '../support/real-facts.js'

const { screening: table } = realFacts()
const POST: Slots = { sex: 'female', menopause: 'post' }

describe('screeningRow', () => {
  const people: readonly (readonly [string, Slots, string | undefined])[] = [
    // Order: the first row that fits wins (rules R5).
    [
      'a woman of 70 on alendronate',
      { sex: 'female', ageYears: 70, medicine: 'alendronate' },
      'monitoring',
    ],
    [
      'a woman of 70 with a hip break',
      { sex: 'female', ageYears: 70, priorFracture: true },
      'fracture',
    ],
    [
      'a man of 72 on steroids',
      { sex: 'male', ageYears: 72, secondaryCause: true },
      'secondary_cause',
    ],
    [
      'treated, broken and on steroids',
      { ageYears: 70, medicine: 'denosumab', priorFracture: true, secondaryCause: true },
      'monitoring',
    ],
    [
      'broken and on steroids',
      { ageYears: 70, priorFracture: true, secondaryCause: true },
      'fracture',
    ],
    ['steroids at 25', { ageYears: 25, secondaryCause: true }, 'secondary_cause'],
    ['steroids, age not told', { secondaryCause: true }, 'secondary_cause'],
    // Limits of age.
    ['a break at 50', { ageYears: 50, priorFracture: true }, 'fracture'],
    ['a woman of 65', { sex: 'female', ageYears: 65 }, 'woman_65'],
    [
      'a woman of 65 before menopause',
      { sex: 'female', ageYears: 65, menopause: 'pre' },
      'woman_65',
    ],
    ['a woman of 64, menopause not told', { sex: 'female', ageYears: 64 }, undefined],
    ['past menopause at 64, risk', { ...POST, ageYears: 64, riskFactor: true }, 'risk_check'],
    ['past menopause at 64, no risk', { ...POST, ageYears: 64, riskFactor: false }, 'not_yet'],
    ['past menopause at 64, risk not told', { ...POST, ageYears: 64 }, undefined],
    ['past menopause at 40, risk', { ...POST, ageYears: 40, riskFactor: true }, 'risk_check'],
    ['past menopause at 39', { ...POST, ageYears: 39, riskFactor: false }, 'early_menopause'],
    ['before menopause at 45', { sex: 'female', ageYears: 45, menopause: 'pre' }, 'not_routine'],
    ['around menopause at 50', { sex: 'female', ageYears: 50, menopause: 'peri' }, undefined],
    ['a man of 70', { sex: 'male', ageYears: 70 }, 'man_70'],
    ['a man of 69, risk', { sex: 'male', ageYears: 69, riskFactor: true }, 'man_with_risk'],
    ['a man of 69, no risk', { sex: 'male', ageYears: 69, riskFactor: false }, undefined],
    ['a man of 50, risk', { sex: 'male', ageYears: 50, riskFactor: true }, 'man_with_risk'],
    ['a man of 49', { sex: 'male', ageYears: 49, riskFactor: true }, 'not_routine'],
    // Little is known.
    ['nothing told', {}, undefined],
    ['a woman, age not told', { sex: 'female' }, undefined],
    ['somebody of 70', { ageYears: 70 }, undefined],
    ['sex not listed, at 70', { ageYears: 70, sex: 'other' }, undefined],
    // A light person has a risk factor.
    [
      '57.5 kg, "none of these"',
      { ...POST, ageYears: 60, weightKg: 57.5, riskFactor: false },
      'risk_check',
    ],
    [
      '57.6 kg, "none of these"',
      { ...POST, ageYears: 60, weightKg: 57.6, riskFactor: false },
      'not_yet',
    ],
    ['a light man of 55', { sex: 'male', ageYears: 55, weightKg: 50 }, 'man_with_risk'],
    // The rows for people without a break are not for those who broke a bone before 50.
    [
      'a break, past menopause at 45',
      { ...POST, ageYears: 45, priorFracture: true, riskFactor: false },
      undefined,
    ],
    [
      'a break, before menopause at 45',
      { sex: 'female', ageYears: 45, menopause: 'pre', priorFracture: true },
      undefined,
    ],
    ['a break, a man of 45', { sex: 'male', ageYears: 45, priorFracture: true }, undefined],
    ['a break, age not told', { sex: 'female', priorFracture: true }, undefined],
  ]

  test.each(people)('%s', (_, slots, expected) => {
    expect(screeningRow(slots, table)).toBe(expected)
  })

  const anybody = fc.record(
    {
      ageYears: fc.integer({ min: 18, max: 110 }),
      sex: fc.constantFrom('female', 'male', 'other'),
      menopause: fc.constantFrom('pre', 'peri', 'post'),
      priorFracture: fc.boolean(),
      medicine: fc.constant('alendronate'),
      secondaryCause: fc.boolean(),
      riskFactor: fc.boolean(),
      weightKg: fc.integer({ min: 30, max: 250 }),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Slots>

  test('is in order: treatment, break and cause are looked at before age', () => {
    fc.assert(
      fc.property(anybody, (slots) => {
        const row = screeningRow(slots, table)
        if (slots.medicine !== undefined) return row === 'monitoring'
        if (slots.priorFracture && (slots.ageYears ?? 0) >= 50) return row === 'fracture'
        if (slots.secondaryCause) return row === 'secondary_cause'
        return row !== 'monitoring' && row !== 'fracture' && row !== 'secondary_cause'
      }),
    )
  })

  test('has a row for every woman past menopause of whom all is known', () => {
    const known = fc.record({
      ageYears: fc.integer({ min: 18, max: 110 }),
      riskFactor: fc.boolean(),
      weightKg: fc.integer({ min: 30, max: 250 }),
    })
    fc.assert(
      fc.property(known, (slots) => screeningRow({ ...POST, ...slots }, table) !== undefined),
    )
  })
})

describe('ostValue', () => {
  test.each([
    [50, 55, -1],
    [80, 55, 5],
    [70, 60, 2],
    [69, 60, 1],
    [68, 58, 2],
    [64.9, 60, 0],
    [55.1, 60, 0],
    [55, 60, -1],
    [54.9, 60, -1],
    [50.1, 60, -1],
    [50, 60, -2],
  ])('%d kg at %d: %d, cut off toward zero', (weightKg, ageYears, expected) => {
    expect(ostValue(weightKg, ageYears, table) === expected).toBe(true)
  })

  test('is exact for every tenth of a kilogram', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 2500 }),
        fc.integer({ min: 18, max: 110 }),
        (tenths, ageYears) => {
          const exact = Math.trunc(((tenths - ageYears * 10) * 2) / 100)
          return ostValue(tenths / 10, ageYears, table) === exact
        },
      ),
    )
  })
})

describe('ostRisk', () => {
  const WOMAN: Slots = { ...POST, ageYears: 60 }

  test.each([
    [69, 'higher'],
    [69.9, 'higher'],
    [70, 'lower'],
    [50, 'higher'],
    [80, 'lower'],
  ] as const)('%d kg at 60: %s', (weightKg, expected) => {
    expect(ostRisk({ ...WOMAN, weightKg }, table)).toBe(expected)
  })

  test.each<[string, Slots]>([
    ['a woman of 65', { ageYears: 65 }],
    ['a man', { sex: 'male' }],
    ['before menopause', { menopause: 'pre' }],
    ['a past break', { priorFracture: true }],
    ['treated', { medicine: 'denosumab' }],
  ])('is not for: %s', (_, changes) => {
    expect(ostRisk({ ...WOMAN, weightKg: 55, ...changes }, table)).toBeUndefined()
  })

  test.each<[string, Slots]>([
    ['no weight', WOMAN],
    ['no age', { ...POST, weightKg: 60 }],
    ['menopause not told', { sex: 'female', ageYears: 60, weightKg: 60 }],
  ])('says nothing yet: %s', (_, slots) => {
    expect(ostRisk(slots, table)).toBeUndefined()
  })
})
