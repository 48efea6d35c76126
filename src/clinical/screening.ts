import type { Facts } from '../content/facts-schema.js'
import type { Slots } from '../types.js'

/** Rows of the testing rules, in the order in which they are tried (rules R5). */
export type ScreeningRow =
  | 'monitoring'
  | 'fracture'
  | 'secondary_cause'
  | 'woman_65'
  | 'risk_check'
  | 'early_menopause'
  | 'not_yet'
  | 'man_70'
  | 'man_with_risk'
  | 'not_routine'

/**
 * Finds the row of the testing rules that holds for a person; undefined while too little is known.
 *
 * The first row that fits wins: treatment, a break and a cause are looked at before age.
 *
 * @source uspstf_op_2025, iscd_2023, bhof_2022
 */
export function screeningRow(slots: Slots, table: Facts['screening']): ScreeningRow | undefined {
  const { ageYears, sex, priorFracture, medicine, secondaryCause } = slots
  if (medicine !== undefined) return 'monitoring'
  if (priorFracture === true && ageYears !== undefined && ageYears >= table.fractureFromAge) {
    return 'fracture'
  }
  if (secondaryCause === true) return 'secondary_cause'
  // The rows by age and sex are for people who have not broken a bone.
  if (ageYears === undefined || priorFracture === true) return undefined
  if (sex === 'female') return rowForWomen({ ...slots, ageYears }, table)
  return sex === 'male' ? rowForMen({ ...slots, ageYears }, table) : undefined
}

type Aged = Slots & { readonly ageYears: number }

function rowForWomen(slots: Aged, table: Facts['screening']): ScreeningRow | undefined {
  const { ageYears, menopause } = slots
  if (ageYears >= table.womenFromAge) return 'woman_65'
  if (menopause === 'pre') return 'not_routine'
  if (menopause !== 'post') return undefined
  if (ageYears < table.riskCheckFromAge) return 'early_menopause'
  const hasRisk = hasRiskFactor(slots, table)
  if (hasRisk === undefined) return undefined
  return hasRisk ? 'risk_check' : 'not_yet'
}

function rowForMen(slots: Aged, table: Facts['screening']): ScreeningRow | undefined {
  if (slots.ageYears >= table.menFromAge) return 'man_70'
  if (slots.ageYears < table.menWithRiskFromAge) return 'not_routine'
  return hasRiskFactor(slots, table) === true ? 'man_with_risk' : undefined
}

/** A light person has a risk factor, whatever they answered to the question for the others. */
function hasRiskFactor(slots: Slots, table: Facts['screening']): boolean | undefined {
  const isLight = slots.weightKg !== undefined && slots.weightKg < table.lowWeightKg
  return isLight ? true : slots.riskFactor
}

/**
 * The osteoporosis self-assessment tool: 0.2 × (kg − years), its decimals dropped toward zero.
 *
 * @source ost_koh_2001
 */
export function ostValue(weightKg: number, ageYears: number, table: Facts['screening']): number {
  // In tenths of a kilogram first: 0.2 × 9.999… would drop a whole point to a binary fraction.
  const tenths = Math.round((weightKg - ageYears) * 10)
  return Math.trunc((tenths * table.ostPerKgOrYear) / 10)
}

/**
 * What weight and age alone say about the risk of a woman past menopause and under 65.
 *
 * Undefined for everybody whom the tool is not for: it never says that no scan is needed.
 *
 * @source ost_koh_2001, uspstf_op_2025
 */
export function ostRisk(slots: Slots, table: Facts['screening']): 'higher' | 'lower' | undefined {
  const { weightKg, ageYears, sex, menopause, priorFracture, medicine } = slots
  const isMeant =
    sex === 'female' && menopause === 'post' && priorFracture !== true && medicine === undefined
  if (!isMeant || weightKg === undefined || ageYears === undefined) return undefined
  if (ageYears >= table.womenFromAge) return undefined
  return ostValue(weightKg, ageYears, table) < table.ostHigherBelow ? 'higher' : 'lower'
}
