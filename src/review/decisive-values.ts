import type { Facts } from '../content/facts-schema.js'
import { painRegion, type When } from '../content/schema.js'
import { FRACTURE_SITES } from '../slots.js'
import type { DailyFood, SlotName, SlotValues } from '../types.js'

/** What decides which values of a slot must be tried. */
export interface Deciders {
  readonly whens: readonly When[]
  readonly facts: Facts
}

const MIN_AGE = 18
const MAX_AGE = 110
const MIN_WEIGHT_KG = 30
const MAX_WEIGHT_KG = 250
const MAX_FALLS = 50
const A_MEDICINE_OF_NO_VARIANT = 'another_medicine'

const EITHER: () => readonly boolean[] = () => [true, false]

/** For each slot a value of every group that no condition can tell apart. */
export const DECISIVE: {
  readonly [S in SlotName]: (deciders: Deciders) => readonly SlotValues[S][]
} = {
  tScore: ({ facts: { tScore } }) =>
    inUnits([
      tScore.normalFromHundredths,
      tScore.lines.normal[0],
      tScore.lines.normal[0] - 1,
      tScore.lines.osteoporosis[0],
      tScore.osteoporosisToHundredths,
      tScore.cautionToHundredths,
    ]),
  tScoreSite: () => ['hip', 'spine', 'other'],
  zScore: ({ facts: { zScore } }) =>
    inUnits([zScore.belowExpectedToHundredths, zScore.belowExpectedToHundredths + 1]),
  ageYears: (deciders) => endsOfStretches(MIN_AGE, MAX_AGE, ageLimits(deciders)),
  sex: () => ['female', 'male', 'other'],
  menopause: () => ['post', 'peri', 'pre'],
  priorFracture: EITHER,
  fractureSite: () => FRACTURE_SITES,
  supervised: EITHER,
  pregnant: EITHER,
  kidneyOrCalciumProblem: EITHER,
  medicine: ({ whens }) => [...new Set([...whens.flatMap(medicinesIn), A_MEDICINE_OF_NO_VARIANT])],
  // The risk by weight and age rises with one and falls with the other, so the ends show all of it.
  weightKg: ({ facts: { screening } }) =>
    endsOfStretches(MIN_WEIGHT_KG, MAX_WEIGHT_KG, [screening.lowWeightKg]),
  calciumMgPerDay: ({ facts }) => intakesMg(facts),
  dailyFoods: ({ facts }) => [...intakesMg(facts).map((mg) => someFood(mg, facts)), MANY_PILLS],
  vitaminDLevel: ({ facts: { vitaminDLevel: limits } }) =>
    [
      limits.lowBelow - 1,
      limits.lowBelow,
      limits.enoughTo,
      limits.higherTo,
      limits.callTodayTo,
      limits.callTodayTo + 1,
    ].map((value) => ({ value, unit: 'ng/mL' })),
  monthsSinceDose: ({ facts: { denosumab } }) => [
    0,
    denosumab.dueFromMonths,
    denosumab.lateFromMonths,
    denosumab.overdueFromMonths,
  ],
  heightLoss: ({ facts: { heightLoss } }) => [
    { value: 0, unit: 'cm', since: 'tallest' },
    { value: heightLoss.cm.tallest, unit: 'cm', since: 'tallest' },
    { value: heightLoss.cm.last, unit: 'cm', since: 'last' },
  ],
  riskFactor: EITHER,
  secondaryCause: EITHER,
  fallsPastYear: ({ whens }) =>
    endsOfStretches(
      0,
      MAX_FALLS,
      whens.flatMap(({ falls }) => limitsOf(falls)),
    ),
  unsteady: EITHER,
  heartTrouble: EITHER,
  recentSurgeryOrBreak: EITHER,
  newBackPain: EITHER,
  painAlarm: EITHER,
  painRegion: () => painRegion.options,
}

/** Ages at which something begins to hold, or ceases to. */
function ageLimits({ whens, facts }: Deciders): readonly number[] {
  const { tScore, screening, calcium, rescan } = facts
  const inWhens = whens.flatMap(({ age }) => limitsOf(age))
  return [
    tScore.zScoreBelowAge,
    tScore.menFromAge,
    tScore.womenPostmenopausalFromAge,
    screening.riskCheckFromAge,
    screening.fractureFromAge,
    screening.menWithRiskFromAge,
    screening.womenFromAge,
    screening.menFromAge,
    rescan.fromAge,
    ...calcium.rows.map(({ fromAge }) => fromAge),
    ...calcium.pregnant.map(({ belowAge }) => belowAge),
    ...inWhens,
  ]
}

/** Whole values at which a range begins, or ends. */
function limitsOf(range: When['age']): readonly number[] {
  const ends = [range?.min, range?.max === undefined ? undefined : range.max + 1]
  return ends.filter((end) => end !== undefined)
}

/** The first and the last whole value of each stretch between one limit and the next. */
function endsOfStretches(min: number, max: number, limits: readonly number[]): readonly number[] {
  const inside = limits.filter((limit) => limit > min && limit <= max)
  const ends = [min, ...inside.flatMap((limit) => [Math.ceil(limit) - 1, limit]), max]
  return [...new Set(ends)].sort((a, b) => a - b)
}

function inUnits(hundredths: readonly number[]): readonly number[] {
  return hundredths.map((value) => value / 100)
}

function medicinesIn({ medicine = [] }: When): readonly string[] {
  return typeof medicine === 'string' ? [medicine] : medicine
}

/** Too little calcium for everybody, enough for everybody, and more than anybody's limit. */
function intakesMg({ calcium: { rows } }: Facts): readonly number[] {
  const limits = rows.map(({ upperLimitMg }) => upperLimitMg)
  return [0, Math.min(...limits), Math.max(...limits) + 10]
}

/** More calcium from pills than the care about kidney stones allows, and less than anybody's limit. */
const MANY_PILLS: readonly DailyFood[] = [{ food: 'calcium_pill', servings: 1500 }]

/** So much calcium from food. */
function someFood(mg: number, { foods: { foods } }: Facts): readonly DailyFood[] {
  const found = Object.entries(foods).find(
    ([id, { isPoorlyAbsorbed }]) => !isPoorlyAbsorbed && id !== 'calcium_pill',
  )
  return found === undefined ? [] : [{ food: found[0], servings: mg / found[1].mg }]
}
