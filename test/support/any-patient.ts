/** Any facts and any conditions, for what must hold for all of them. */
import fc from 'fast-check'
import { painRegion, when, slotName, type When } from '../../src/content/schema.js'
import { FRACTURE_SITES } from '../../src/slots.js'
import type { Slots } from '../../src/types.js'

const MEDICINES = ['alendronate', 'denosumab', 'teriparatide']
const SEXES = ['female', 'male', 'other'] as const
const MENOPAUSES = ['pre', 'peri', 'post'] as const
const T_SCORE_CLASSES = [
  'normal',
  'line_at_normal',
  'low',
  'line_at_osteoporosis',
  'osteoporosis_range',
] as const

/** Any facts, plausible together or not. */
export const anySlots = fc.record(
  {
    tScore: fc.oneof(
      fc.integer({ min: -700, max: 500 }).map((hundredths) => hundredths / 100),
      fc.constantFrom(-1, -1.01, -1.04, -1.05, -2.44, -2.45, -2.49, -2.5, -3.49, -3.5),
    ),
    tScoreSite: fc.constantFrom('hip', 'spine', 'wrist', 'other'),
    zScore: fc.integer({ min: -60, max: 60 }).map((tenths) => tenths / 10),
    ageYears: fc.integer({ min: 18, max: 110 }),
    sex: fc.constantFrom(...SEXES),
    menopause: fc.constantFrom(...MENOPAUSES),
    priorFracture: fc.boolean(),
    fractureSite: fc.constantFrom(...FRACTURE_SITES),
    supervised: fc.boolean(),
    pregnant: fc.boolean(),
    kidneyOrCalciumProblem: fc.boolean(),
    medicine: fc.constantFrom(...MEDICINES, 'raloxifene'),
    weightKg: fc.integer({ min: 30, max: 250 }),
    calciumMgPerDay: fc.integer({ min: 0, max: 6000 }),
    dailyFoods: fc.array(
      fc.record({
        food: fc.constantFrom('milk_low_fat', 'calcium_pill'),
        servings: fc.integer({ min: 0, max: 2000 }),
      }),
      { maxLength: 2 },
    ),
    vitaminDLevel: fc.record({
      value: fc.integer({ min: 1, max: 400 }),
      unit: fc.constantFrom('ng/mL', 'nmol/L'),
    }),
    monthsSinceDose: fc.integer({ min: 0, max: 120 }).map((halves) => halves / 2),
    heightLoss: fc.record({
      value: fc.integer({ min: 0, max: 60 }).map((tenths) => tenths / 10),
      unit: fc.constantFrom('in', 'cm'),
      since: fc.constantFrom('tallest', 'last'),
    }),
    riskFactor: fc.boolean(),
    secondaryCause: fc.boolean(),
    fallsPastYear: fc.integer({ min: 0, max: 50 }),
    unsteady: fc.boolean(),
    heartTrouble: fc.boolean(),
    recentSurgeryOrBreak: fc.boolean(),
    newBackPain: fc.boolean(),
    painAlarm: fc.boolean(),
    painRegion: fc.constantFrom(...painRegion.options),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Slots>

const age = fc.integer({ min: 18, max: 110 })
const falls = fc.integer({ min: 0, max: 50 })
const someSlots = fc.uniqueArray(fc.constantFrom(...slotName.options), {
  minLength: 1,
  maxLength: 2,
})
const someOf = <T>(values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 })

const CONDITIONS: { readonly [K in keyof Required<When>]: fc.Arbitrary<When[K]> } = {
  tScore: someOf(T_SCORE_CLASSES),
  tScoreApplies: fc.boolean(),
  zScore: fc.constantFrom('below_expected', 'within_expected'),
  age: fc.record({ min: age, max: age }, { requiredKeys: [] }),
  sex: someOf(SEXES),
  menopause: someOf(MENOPAUSES),
  priorFracture: fc.boolean(),
  fractureSite: someOf(FRACTURE_SITES),
  fractureCaution: fc.boolean(),
  supervised: fc.boolean(),
  pregnant: fc.boolean(),
  kidneyOrCalciumProblem: fc.boolean(),
  medicine: someOf(MEDICINES),
  screening: someOf(when.shape.screening.unwrap().options[0].options),
  readiness: someOf(when.shape.readiness.unwrap().options[0].options),
  ost: fc.constantFrom('higher', 'lower'),
  calciumIntake: someOf(when.shape.calciumIntake.unwrap().options[0].options),
  vitaminDLevel: someOf(when.shape.vitaminDLevel.unwrap().options[0].options),
  denosumabTiming: someOf(when.shape.denosumabTiming.unwrap().options[0].options),
  heightLoss: someOf(when.shape.heightLoss.unwrap().options[0].options),
  rescan: fc.boolean(),
  falls: fc.record({ min: falls, max: falls }, { requiredKeys: [] }),
  unsteady: fc.boolean(),
  heartTrouble: fc.boolean(),
  recentSurgeryOrBreak: fc.boolean(),
  newBackPain: fc.boolean(),
  painAlarm: fc.boolean(),
  painRegion: someOf(painRegion.options),
  known: someSlots,
  unknown: someSlots,
}

/** Any condition of one or two keys. */
export const anyWhen: fc.Arbitrary<When> = fc
  .uniqueArray(fc.constantFrom(...Object.entries(CONDITIONS)), {
    minLength: 1,
    maxLength: 2,
    selector: ([key]) => key,
  })
  .chain((conditions) => fc.record(Object.fromEntries(conditions)))
  .map((made) => when.parse(made))
