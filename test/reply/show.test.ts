import { describe, expect, test } from '@jest/globals'
import { tallyCalcium } from '../../src/clinical/calcium-tally.js'
import { foodItems } from '../../src/reply/food-items.js'
import {
  showHeightLoss,
  showMonths,
  showPortion,
  showScore,
  showVitaminDLevel,
  showWeight,
} from '../../src/reply/show.js'
import { realFacts } from '../support/real-facts.js'

const { foods: table } = realFacts()

describe('values as they are shown', () => {
  test.each([
    [showScore(-2.5), '-2.5'],
    [showScore(-2.46), '-2.46'],
    [showScore(-1), '-1.0'],
    [showScore(0), '0.0'],
    [showScore(1.2), '+1.2'],
    [showWeight(68), '68 kg (150 lb)'],
    [showVitaminDLevel({ value: 18, unit: 'ng/mL' }), '18 ng/mL (45 nmol/L)'],
    [showVitaminDLevel({ value: 45, unit: 'nmol/L' }), '45 nmol/L (18 ng/mL)'],
    [showVitaminDLevel({ value: 376, unit: 'nmol/L' }), '376 nmol/L (150.4 ng/mL)'],
    [showHeightLoss({ value: 1, unit: 'in', since: 'tallest' }), '1 inch (2.5 cm)'],
    [showHeightLoss({ value: 1.5, unit: 'in', since: 'tallest' }), '1.5 inches (3.8 cm)'],
    [showHeightLoss({ value: 4, unit: 'cm', since: 'last' }), '4 cm (1.6 inches)'],
    [showMonths(1), '1 month'],
    [showMonths(8), '8 months'],
    [showMonths(6.5), '6.5 months'],
  ])('%s', (shown, expected) => {
    expect(shown).toBe(expected)
  })

  test('months are never rounded up to a limit that is not reached', () => {
    expect(showMonths(6.99)).toBe('6.9 months')
    expect(showMonths(5.48)).toBe('5.4 months')
  })
})

describe('showPortion', () => {
  test.each([
    ['milk_low_fat', 2, '2 cups of milk'],
    ['milk_low_fat', 1, '1 cup of milk'],
    ['milk_low_fat', 0.125, '1/8 cup of milk'],
    ['milk_low_fat', 1.5, '1 1/2 cups of milk'],
    ['milk_low_fat', 0.03, '0.1 cup of milk'],
    ['egg', 1, '1 egg'],
    ['egg', 2, '2 eggs'],
    ['almonds', 0.43, '0.4 ounce of almonds'],
    ['calcium_pill', 1200, '1,200 mg of calcium from pills'],
  ] as const)('%s, %d measures: %s', (food, measures, expected) => {
    const row = table.foods[food]
    expect(row && showPortion(row, measures, table)).toBe(expected)
  })
})

describe('foodItems', () => {
  const itemsOf = (...foods: readonly string[]) =>
    foodItems(
      tallyCalcium(
        foods.map((food) => ({ food, servings: 1 })),
        table,
      ),
      table,
    )

  test('shows each food with its source', () => {
    expect(itemsOf('milk_skim')).toBe('1 cup of skim milk: about 300 mg. [@dga_calcium]')
  })

  test('says why greens that are hardly taken up add nothing', () => {
    expect(itemsOf('spinach')).toContain('counted as 0')
  })

  test('shows ten at most', () => {
    const all = Object.keys(table.foods).slice(0, 14)
    expect(itemsOf(...all).match(/\[@/g)).toHaveLength(10)
  })
})
