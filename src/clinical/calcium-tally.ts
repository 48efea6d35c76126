import type { Food, Foods } from '../content/facts-schema.js'
import type { DailyFood, Slots } from '../types.js'
import type { CalciumNeed } from './daily-intake.js'

/** What one food adds to a day's calcium. */
export interface TalliedFood {
  readonly food: Food
  /** Measures eaten: cups, ounces, slices or pieces. */
  readonly measures: number
  /** Milligrams, in steps of 10; 0 for what is hardly taken up. */
  readonly mg: number
}

export interface CalciumTally {
  readonly foods: readonly TalliedFood[]
  readonly totalMg: number
}

/** The food that stands for calcium from pills. */
const CALCIUM_PILL = 'calcium_pill'

/** More than this from pills a day is a reason for care about kidney stones (rules R2). */
const MANY_PILLS_MG = 1000

/** Portions differ more than this, so finer numbers would only look exact. */
const STEP_MG = 10

/**
 * Adds up the calcium of a day's foods, item by item; foods that the table does not have are left out.
 *
 * The total is the sum of the rounded items, so that a patient who adds them up gets the same.
 *
 * @source dga_calcium, ods_calcium, bourassa_2022, usda_fdc
 */
export function tallyCalcium(eaten: readonly DailyFood[], table: Foods): CalciumTally {
  const foods = eaten.flatMap(({ food: id, servings }) => {
    const food = table.foods[id]
    if (food === undefined) return []
    const mg = food.isPoorlyAbsorbed ? 0 : Math.round((food.mg * servings) / STEP_MG) * STEP_MG
    return [{ food, measures: servings * food.perMeasures, mg }]
  })
  return { foods, totalMg: foods.reduce((sum, { mg }) => sum + mg, 0) }
}

/** Milligrams a day, from the foods told or else from the amount told; undefined when neither was. */
export function calciumIntakeMg(slots: Slots, table: Foods): number | undefined {
  if (slots.dailyFoods === undefined) return slots.calciumMgPerDay
  return tallyCalcium(slots.dailyFoods, table).totalMg
}

export interface CalciumGap {
  readonly verdict: 'below' | 'enough' | 'many_pills' | 'above_limit'
  /** Milligrams a day still missing; 0 when there is enough. */
  readonly gapMg: number
  /** What it was compared with, in milligrams a day. */
  readonly needMg: number
  readonly upperLimitMg: number
}

/**
 * Compares a day's calcium with the need; undefined where the usual numbers may be wrong for the
 * patient, and where the need is not known because women and men of that age differ.
 *
 * A kidney or calcium problem must have been ruled out: not knowing is no reason to advise more.
 *
 * @source iom_2011, kdoqi_2020, and whi_cad_2006 for many pills
 */
export function compareCalcium(
  intakeMg: number,
  need: CalciumNeed | undefined,
  { sex, kidneyOrCalciumProblem, dailyFoods }: Slots,
): CalciumGap | undefined {
  if (need === undefined || kidneyOrCalciumProblem !== false) return undefined
  const needMg = needOf(need, sex)
  if (needMg === undefined) return undefined
  const { upperLimitMg } = need
  const gapMg = Math.max(0, needMg - intakeMg)
  const compared = { gapMg, needMg, upperLimitMg }
  if (intakeMg > upperLimitMg) return { verdict: 'above_limit', ...compared }
  if (pillsMg(dailyFoods) > MANY_PILLS_MG) return { verdict: 'many_pills', ...compared }
  return { verdict: gapMg > 0 ? 'below' : 'enough', ...compared }
}

/** Calcium from pills is counted in milligrams, so that its servings are its dose. */
function pillsMg(eaten: readonly DailyFood[] = []): number {
  return eaten.find(({ food }) => food === CALCIUM_PILL)?.servings ?? 0
}

function needOf({ womenMg, menMg }: CalciumNeed, sex: Slots['sex']): number | undefined {
  if (sex === 'female') return womenMg
  if (sex === 'male') return menMg
  return womenMg === menMg ? womenMg : undefined
}
