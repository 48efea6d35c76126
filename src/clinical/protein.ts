import type { Slots } from '../types.js'

/** Grams a day for older adults, per kilogram of body weight. */
const GRAMS_PER_KG = { low: 1, high: 1.2 }
const STEP_GRAMS = 5
const MOST_GRAMS = 120

/**
 * Works out the daily protein range, in steps of 5 g and at most 120 g; undefined without a weight,
 * and with a kidney problem, where the range does not hold.
 *
 * @source protage_2013
 */
export function proteinRange({
  weightKg,
  kidneyOrCalciumProblem,
}: Slots): { readonly lowGrams: number; readonly highGrams: number } | undefined {
  if (weightKg === undefined || kidneyOrCalciumProblem === true) return undefined
  const grams = (perKg: number) =>
    Math.min(MOST_GRAMS, Math.round((weightKg * perKg) / STEP_GRAMS) * STEP_GRAMS)
  return { lowGrams: grams(GRAMS_PER_KG.low), highGrams: grams(GRAMS_PER_KG.high) }
}
