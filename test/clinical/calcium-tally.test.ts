import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { calciumIntakeMg, compareCalcium, tallyCalcium } from '../../src/clinical/calcium-tally.js'
import { calciumNeed } from '../../src/clinical/daily-intake.js'
import type { DailyFood, Slots } from '../../src/types.js'
import { realFacts } from '../support/real-facts.js'

const { calcium, foods: table } = realFacts()
const mgOf = (...eaten: readonly DailyFood[]) => tallyCalcium(eaten, table).totalMg

const anyFood = fc.record({
  food: fc.constantFrom(...Object.keys(table.foods)),
  servings: fc.integer({ min: 0, max: 1000 }).map((hundredths) => hundredths / 100),
})
const anyDay = fc.array(anyFood, { maxLength: 12 })

describe('tallyCalcium', () => {
  test.each([
    ['milk_low_fat', 2, 610],
    ['milk_skim', 1, 300],
    ['yogurt', 1, 450],
    ['cheddar', 1, 310],
    ['calcium_pill', 600, 600],
    ['tap_water', 8, 60],
  ])('%s, %d servings: %d mg', (food, servings, mg) => {
    expect(mgOf({ food, servings })).toBe(mg)
  })

  test.each(['spinach', 'swiss_chard', 'rhubarb', 'beet_greens'])('%s adds nothing', (food) => {
    expect(mgOf({ food, servings: 3 })).toBe(0)
    expect(mgOf({ food: 'milk_skim', servings: 1 }, { food, servings: 1 })).toBe(300)
  })

  test('only those four add nothing', () => {
    const poor = Object.entries(table.foods).filter(([, { isPoorlyAbsorbed }]) => isPoorlyAbsorbed)
    expect(poor.map(([id]) => id).toSorted()).toEqual([
      'beet_greens',
      'rhubarb',
      'spinach',
      'swiss_chard',
    ])
  })

  test('leaves out what the table does not have', () => {
    expect(tallyCalcium([{ food: 'stardust', servings: 1 }], table)).toEqual({
      foods: [],
      totalMg: 0,
    })
  })

  test('shows a total that is the sum of its shown items', () => {
    fc.assert(
      fc.property(anyDay, (eaten) => {
        const tally = tallyCalcium(eaten, table)
        expect(tally.totalMg).toBe(tally.foods.reduce((sum, { mg }) => sum + mg, 0))
        expect(tally.foods).toHaveLength(eaten.length)
        expect(tally.foods.every(({ mg }) => mg >= 0 && mg % 10 === 0)).toBe(true)
      }),
    )
  })

  test('never falls when more is eaten', () => {
    fc.assert(
      fc.property(anyDay, anyFood, (eaten, more) => {
        expect(mgOf(...eaten, more)).toBeGreaterThanOrEqual(mgOf(...eaten))
      }),
    )
  })
})

describe('calciumIntakeMg', () => {
  test('takes the foods before the amount, and nothing where neither was told', () => {
    const dailyFoods = [{ food: 'milk_skim', servings: 1 }]
    expect(calciumIntakeMg({ dailyFoods, calciumMgPerDay: 900 }, table)).toBe(300)
    expect(calciumIntakeMg({ calciumMgPerDay: 900 }, table)).toBe(900)
    expect(calciumIntakeMg({ ageYears: 70 }, table)).toBeUndefined()
  })
})

const RULED_OUT = { kidneyOrCalciumProblem: false } as const
const compared = (intakeMg: number, slots: Slots) =>
  compareCalcium(intakeMg, calciumNeed(slots, calcium), slots)

describe('compareCalcium', () => {
  test.each([
    ['a woman of 51', { sex: 'female', ageYears: 51 }, 800, 'below', 400],
    ['a woman of 50', { sex: 'female', ageYears: 50 }, 800, 'below', 200],
    ['a man of 70', { sex: 'male', ageYears: 70 }, 800, 'below', 200],
    ['a man of 71', { sex: 'male', ageYears: 71 }, 800, 'below', 400],
    ['somebody of 71', { ageYears: 71 }, 800, 'below', 400],
    ['just enough', { sex: 'female', ageYears: 60 }, 1200, 'enough', 0],
    ['10 mg short', { sex: 'female', ageYears: 60 }, 1190, 'below', 10],
    ['at the limit of 51', { sex: 'female', ageYears: 51 }, 2000, 'enough', 0],
    ['over the limit of 51', { sex: 'female', ageYears: 51 }, 2001, 'above_limit', 0],
    ['at the limit of 50', { sex: 'female', ageYears: 50 }, 2500, 'enough', 0],
    ['over the limit of 50', { sex: 'female', ageYears: 50 }, 2501, 'above_limit', 0],
    ['pregnant at 30', { ageYears: 30, pregnant: true }, 600, 'below', 400],
    ['pregnant at 18', { ageYears: 18, pregnant: true }, 600, 'below', 700],
  ] as const)('%s: %j with %d mg', (...[, slots, intakeMg, verdict, gapMg]) => {
    expect(compared(intakeMg, { ...slots, ...RULED_OUT })).toMatchObject({ verdict, gapMg })
  })

  test('says what it compared with', () => {
    expect(compared(800, { sex: 'male', ageYears: 60, ...RULED_OUT })).toEqual({
      ...{ verdict: 'below', gapMg: 200 },
      ...{ needMg: 1000, upperLimitMg: 2000 },
    })
  })

  test('a need that women and men do not share is not guessed', () => {
    expect(compared(800, { ageYears: 60, ...RULED_OUT })).toBeUndefined()
    expect(compared(800, { ageYears: 60, sex: 'other', ...RULED_OUT })).toBeUndefined()
  })

  test.each([
    [1000, 'enough'],
    [1001, 'many_pills'],
  ])('%d mg from pills: %s', (servings, verdict) => {
    const slots = {
      ageYears: 75,
      dailyFoods: [
        { food: 'calcium_pill', servings },
        { food: 'milk_skim', servings: 1 },
      ],
      ...RULED_OUT,
    }
    expect(compared(1300, slots)?.verdict).toBe(verdict)
  })

  // Rules R12.
  test.each([
    [
      'a woman of 70 with weak kidneys',
      { ageYears: 70, sex: 'female', kidneyOrCalciumProblem: true },
    ],
    ['a man of 60 who had stones', { ageYears: 60, sex: 'male', kidneyOrCalciumProblem: true }],
    ['nobody asked about the kidneys', { ageYears: 70, sex: 'female' }],
    ['no age', { sex: 'female', kidneyOrCalciumProblem: false }],
  ] as const)('gives no gap: %s', (_, slots) => {
    expect(compared(600, slots)).toBeUndefined()
  })

  test('never gives a gap unless a kidney problem was ruled out, and never a negative one', () => {
    const anySlots = fc.record(
      {
        ageYears: fc.integer({ min: 18, max: 110 }),
        sex: fc.constantFrom('female', 'male', 'other'),
        pregnant: fc.boolean(),
        kidneyOrCalciumProblem: fc.boolean(),
        dailyFoods: anyDay,
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Slots>
    fc.assert(
      fc.property(anySlots, fc.integer({ min: 0, max: 6000 }), (slots, intakeMg) => {
        const gap = compared(intakeMg, slots)
        if (slots.kidneyOrCalciumProblem !== false) expect(gap).toBeUndefined()
        if (gap !== undefined) {
          expect(gap.gapMg).toBeGreaterThanOrEqual(0)
          expect(gap.gapMg > 0 || gap.verdict !== 'below').toBe(true)
        }
      }),
    )
  })
})
