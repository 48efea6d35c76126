import type { Facts } from '../content/facts-schema.js'
import type { Slots } from '../types.js'
import { classOfTScore, doTScoresApply, type TScoreClass } from './t-score.js'
import { classOfZScore, type ZScoreClass } from './z-score.js'

/** What follows from the facts that a patient told; absent where nothing follows. */
export interface Profile {
  readonly slots: Slots
  readonly tScoreClass?: TScoreClass
  readonly tScoreApplies?: boolean
  readonly zScoreClass?: ZScoreClass
  /** No heavy lifting or jumping before a clinician has cleared it. */
  readonly hasFractureCaution: boolean
}

const CAUTION_SITES = new Set(['hip', 'spine', 'pelvis'])

/**
 * Works out what the told facts mean together.
 *
 * @source sss_2022 for the caution after breaks of spine, hip or pelvis (see R1 and rule 10 of the fact base)
 */
export function profileOf(slots: Slots, facts: Facts): Profile {
  const { tScore, tScoreSite, zScore, fractureSite } = slots
  // A heel or finger device gives numbers that the ranges of a hip or spine scan do not fit.
  const isClassed = tScore !== undefined && tScoreSite !== 'other'
  const applies = doTScoresApply(slots, facts.tScore)
  const isVeryLow =
    tScore !== undefined && Math.round(tScore * 100) <= facts.tScore.cautionToHundredths
  return {
    slots,
    ...(isClassed && applies !== false && { tScoreClass: classOfTScore(tScore, facts.tScore) }),
    ...(applies !== undefined && { tScoreApplies: applies }),
    ...(zScore !== undefined && { zScoreClass: classOfZScore(zScore, facts.zScore) }),
    hasFractureCaution:
      isVeryLow ||
      (slots.priorFracture === true &&
        fractureSite !== undefined &&
        CAUTION_SITES.has(fractureSite)),
  }
}
