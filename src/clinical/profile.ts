import type { Facts } from '../content/facts-schema.js'
import type { Slots } from '../types.js'
import {
  calciumIntakeMg,
  compareCalcium,
  tallyCalcium,
  type CalciumGap,
  type CalciumTally,
} from './calcium-tally.js'
import { calciumNeed } from './daily-intake.js'
import { denosumabTiming, type DenosumabTiming } from './denosumab-timing.js'
import { heightLossAdvice, type HeightLossAdvice } from './height-loss.js'
import { readinessOf, type Readiness } from './readiness.js'
import { rescanYears } from './rescan.js'
import { ostRisk, screeningRow, type ScreeningRow } from './screening.js'
import { classOfTScore, doTScoresApply, type TScoreClass } from './t-score.js'
import { classOfVitaminDLevel, type VitaminDLevelClass } from './vitamin-d-level.js'
import { classOfZScore, type ZScoreClass } from './z-score.js'

/** What follows from the facts that a patient told; absent where nothing follows. */
export interface Profile {
  readonly slots: Slots
  /** A medicine that is only spoken of: it says which one is asked about, and nothing of the patient. */
  readonly spokenOf?: string
  readonly tScoreClass?: TScoreClass
  readonly tScoreApplies?: boolean
  readonly zScoreClass?: ZScoreClass
  /** No heavy lifting or jumping before a clinician has cleared it. */
  readonly hasFractureCaution: boolean
  readonly screening?: ScreeningRow
  readonly readiness?: Readiness
  readonly ostRisk?: 'higher' | 'lower'
  readonly calciumTally?: CalciumTally
  readonly calciumGap?: CalciumGap
  readonly vitaminDLevelClass?: VitaminDLevelClass
  readonly denosumabTiming?: DenosumabTiming
  readonly heightLossAdvice?: HeightLossAdvice
  readonly rescanYears?: number
}

const CAUTION_SITES = new Set(['hip', 'spine', 'pelvis'])

/**
 * Works out what the told facts mean together.
 *
 * @source sss_2022 for the caution after breaks of spine, hip or pelvis (see R1 and rule 10 of the fact base)
 */
export function profileOf(slots: Slots, facts: Facts, spokenOf?: string): Profile {
  const { tScore, tScoreSite, zScore, fractureSite } = slots
  // A heel or finger device gives numbers that the ranges of a hip or spine scan do not fit.
  const isClassed = tScore !== undefined && tScoreSite !== 'other'
  const applies = doTScoresApply(slots, facts.tScore)
  const isVeryLow =
    tScore !== undefined && Math.round(tScore * 100) <= facts.tScore.cautionToHundredths
  const hasFractureCaution =
    isVeryLow ||
    (slots.priorFracture === true && fractureSite !== undefined && CAUTION_SITES.has(fractureSite))
  return {
    slots,
    ...(spokenOf !== undefined && { spokenOf }),
    ...(isClassed && applies !== false && { tScoreClass: classOfTScore(tScore, facts.tScore) }),
    ...(applies !== undefined && { tScoreApplies: applies }),
    ...(zScore !== undefined && { zScoreClass: classOfZScore(zScore, facts.zScore) }),
    hasFractureCaution,
    ...withoutGaps({ readiness: readinessOf(slots, hasFractureCaution, facts) }),
    ...calculatedFrom(slots, facts),
  }
}

/** The calculators' results, as far as what was told is enough for them. */
function calculatedFrom(slots: Slots, facts: Facts): Partial<Profile> {
  const { dailyFoods, vitaminDLevel, monthsSinceDose, heightLoss } = slots
  return withoutGaps({
    screening: screeningRow(slots, facts.screening),
    ostRisk: ostRisk(slots, facts.screening),
    calciumTally: dailyFoods && tallyCalcium(dailyFoods, facts.foods),
    calciumGap: calciumGapOf(slots, facts),
    vitaminDLevelClass: vitaminDLevel && classOfVitaminDLevel(vitaminDLevel, facts.vitaminDLevel),
    denosumabTiming:
      monthsSinceDose === undefined ? undefined : denosumabTiming(monthsSinceDose, facts.denosumab),
    heightLossAdvice: heightLoss && heightLossAdvice(heightLoss, facts.heightLoss),
    rescanYears: rescanYears(slots, facts.rescan),
  })
}

function calciumGapOf(slots: Slots, facts: Facts): CalciumGap | undefined {
  const intakeMg = calciumIntakeMg(slots, facts.foods)
  return intakeMg === undefined
    ? undefined
    : compareCalcium(intakeMg, calciumNeed(slots, facts.calcium), slots)
}

type Results = { readonly [Name in keyof Profile]?: Profile[Name] | undefined }

function withoutGaps(results: Results): Partial<Profile> {
  const known = Object.entries(results).filter(([, result]) => result !== undefined)
  return Object.fromEntries(known)
}
