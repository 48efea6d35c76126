import type { Facts } from '../content/facts-schema.js'
import type { Slots } from '../types.js'

export type TScoreClass =
  'normal' | 'line_at_normal' | 'low' | 'line_at_osteoporosis' | 'osteoporosis_range'

/**
 * Names the range in which a central DXA T-score lies, without rounding it first.
 *
 * A score "on the line" would be printed as −1.0 or −2.5, so it gets no class of its own.
 *
 * @param tScore Standard deviations from the young-adult mean (not a Z-score), −7…+5.
 * @source who_1994, iscd_2005
 */
export function classOfTScore(tScore: number, table: Facts['tScore']): TScoreClass {
  const hundredths = Math.round(tScore * 100)
  if (isWithin(hundredths, table.lines.normal)) return 'line_at_normal'
  if (isWithin(hundredths, table.lines.osteoporosis)) return 'line_at_osteoporosis'
  if (hundredths >= table.normalFromHundredths) return 'normal'
  return hundredths <= table.osteoporosisToHundredths ? 'osteoporosis_range' : 'low'
}

/** Where the ranges begin and end, in standard deviations. */
export interface TScoreLimits {
  /** This and higher is normal. */
  readonly normalFrom: number
  /** This and lower is the osteoporosis range. */
  readonly osteoporosisTo: number
}

/** The two limits of the three ranges. */
export function limitsOfTScore(table: Facts['tScore']): TScoreLimits {
  return {
    normalFrom: table.normalFromHundredths / 100,
    osteoporosisTo: table.osteoporosisToHundredths / 100,
  }
}

/**
 * Tells whether T-score ranges are meant for this person; undefined when too little is known.
 *
 * They are for women from the menopausal transition on and for men of 50 and over. A woman under
 * 50 who has not said that she is past menopause is read by Z-score, which is the safer reading.
 *
 * @source iscd_2005, iscd_2023
 */
export function doTScoresApply(slots: Slots, table: Facts['tScore']): boolean | undefined {
  const { ageYears, sex, menopause } = slots
  if (sex !== 'male' && menopause !== undefined) return menopause !== 'pre'
  if (ageYears === undefined) return undefined
  if (ageYears < table.zScoreBelowAge) return false
  if (sex === 'male') return ageYears >= table.menFromAge
  return ageYears >= table.womenPostmenopausalFromAge ? true : undefined
}

function isWithin(value: number, [min, max]: readonly [number, number]): boolean {
  return value >= min && value <= max
}
