import type { Facts } from '../content/facts-schema.js'
import type { Slots } from '../types.js'

/**
 * Years until 1 in 10 women with such a hip score reached osteoporosis in the one study of it.
 *
 * Undefined for everybody whom the study did not follow: men, women under 67, spine scores and
 * scores of an unknown site, treated women, and women who have broken a bone.
 *
 * @source gourlay_2012
 */
export function rescanYears(slots: Slots, table: Facts['rescan']): number | undefined {
  const { sex, ageYears, tScore, tScoreSite, priorFracture, medicine } = slots
  const isStudied =
    sex === 'female' &&
    ageYears !== undefined &&
    ageYears >= table.fromAge &&
    tScoreSite === 'hip' &&
    priorFracture !== true &&
    medicine === undefined
  if (!isStudied || tScore === undefined) return undefined
  const hundredths = Math.round(tScore * 100)
  return table.rows.find(
    ({ fromHundredths, toHundredths }) =>
      hundredths >= fromHundredths && hundredths <= toHundredths,
  )?.years
}
