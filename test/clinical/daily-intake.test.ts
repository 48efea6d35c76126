import { describe, expect, test } from '@jest/globals'
import { calciumNeed, vitaminDNeed } from '../../src/clinical/daily-intake.js'
import { proteinRange } from '../../src/clinical/protein.js'
import { realFacts } from '../support/real-facts.js'

const { calcium, vitaminD } = realFacts()

describe('calciumNeed', () => {
  test.each([
    [18, 1300, 1300, 3000],
    [19, 1000, 1000, 2500],
    [50, 1000, 1000, 2500],
    [51, 1200, 1000, 2000],
    [70, 1200, 1000, 2000],
    [71, 1200, 1200, 2000],
    [110, 1200, 1200, 2000],
  ])('at %d: women %d mg, men %d mg, limit %d mg', (ageYears, ...numbers) => {
    const [womenMg, menMg, upperLimitMg] = numbers
    expect(calciumNeed({ ageYears }, calcium)).toMatchObject({ womenMg, menMg, upperLimitMg })
  })

  test.each([
    [18, 1300, 3000],
    [19, 1000, 2500],
    [30, 1000, 2500],
    [50, 1000, 2500],
  ])('in pregnancy at %d: %d mg, limit %d mg', (ageYears, need, limit) => {
    expect(calciumNeed({ ageYears, pregnant: true }, calcium)).toMatchObject({
      womenMg: need,
      upperLimitMg: limit,
    })
  })

  test('takes the row of pregnancy, which may differ from the plain one', () => {
    const table = {
      ...calcium,
      pregnant: [{ fromAge: 19, belowAge: 51, needMg: 7, upperLimitMg: 8 }],
    }
    const need = calciumNeed({ ageYears: 30, pregnant: true }, table)
    expect(need).toEqual({ womenMg: 7, menMg: 1000, upperLimitMg: 8 })
    expect(calciumNeed({ ageYears: 30, pregnant: false }, table)?.womenMg).toBe(1000)
    expect(calciumNeed({ ageYears: 30 }, table)?.womenMg).toBe(1000)
  })

  test('takes the plain row where a told pregnancy and the age do not fit', () => {
    expect(calciumNeed({ ageYears: 60, pregnant: true }, calcium)?.womenMg).toBe(1200)
  })

  test('says nothing without an age', () => {
    expect(calciumNeed({ sex: 'female', pregnant: true }, calcium)).toBeUndefined()
  })

  test.each([8, 111])('throws at %d, rather than give somebody else’s dose', (ageYears) => {
    expect(() => calciumNeed({ ageYears }, calcium)).toThrow(RangeError)
  })
})

describe('vitaminDNeed', () => {
  test.each([
    [18, 600, 4000],
    [70, 600, 4000],
    [71, 800, 4000],
    [110, 800, 4000],
  ])('at %d: %d IU, limit %d IU', (ageYears, need, limit) => {
    expect(vitaminDNeed({ ageYears }, vitaminD)).toMatchObject({
      needIu: need,
      upperLimitIu: limit,
    })
  })

  test('says nothing without an age, and throws where no row holds', () => {
    expect(vitaminDNeed({}, vitaminD)).toBeUndefined()
    expect(() => vitaminDNeed({ ageYears: 111 }, vitaminD)).toThrow(RangeError)
  })
})

describe('the tables', () => {
  test.each([
    ['calcium', calcium.rows],
    ['vitamin D', vitaminD.rows],
  ] as const)('%s has exactly one row for each age that can be told', (_, rows) => {
    for (let age = 18; age <= 110; age++) {
      expect(rows.filter((row) => age >= row.fromAge && age < row.belowAge)).toHaveLength(1)
    }
  })
})

describe('proteinRange', () => {
  test.each([
    [30, 30, 35],
    [50, 50, 60],
    [62, 60, 75],
    [63, 65, 75],
    [70, 70, 85],
    [100, 100, 120],
    [140, 120, 120],
  ])('at %d kg: %d to %d g', (weightKg, lowGrams, highGrams) => {
    expect(proteinRange({ weightKg })).toEqual({ lowGrams, highGrams })
  })

  test('says nothing without a weight, or with a kidney problem', () => {
    expect(proteinRange({})).toBeUndefined()
    expect(proteinRange({ weightKg: 70, kidneyOrCalciumProblem: true })).toBeUndefined()
    expect(proteinRange({ weightKg: 70, kidneyOrCalciumProblem: false })).toBeDefined()
  })
})
