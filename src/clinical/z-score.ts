import type { Facts } from '../content/facts-schema.js'

export type ZScoreClass = 'below_expected' | 'within_expected'

/**
 * Names the range in which a Z-score lies: −2.0 itself is below the expected range for age.
 *
 * @param zScore Standard deviations from the mean of the same age and sex, −6…+6.
 * @source iscd_2005
 */
export function classOfZScore(zScore: number, table: Facts['zScore']): ZScoreClass {
  return Math.round(zScore * 100) <= table.belowExpectedToHundredths
    ? 'below_expected'
    : 'within_expected'
}
