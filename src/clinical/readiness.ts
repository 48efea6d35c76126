import type { Facts } from '../content/facts-schema.js'
import type { SlotName, Slots } from '../types.js'
import { heightLossAdvice } from './height-loss.js'

/** With whom a patient begins to exercise. */
export type Readiness = 'prenatal' | 'clinician_first' | 'therapist_first' | 'start_gently'

/** The facts that it goes by. */
export const READINESS_SLOTS: readonly SlotName[] = [
  'pregnant',
  'priorFracture',
  'fractureSite',
  'tScore',
  'newBackPain',
  'heightLoss',
  'recentSurgeryOrBreak',
  'heartTrouble',
  'unsteady',
  'fallsPastYear',
]

/**
 * Says how to begin to exercise; undefined while too little is known, which is never a yes.
 *
 * One risk that is told outranks everything that is not told, and a gentle start needs a plain no to
 * every question. A T-score on the line is read as the lower one.
 *
 * @param hasFractureCaution A break of hip, spine or pelvis, or a very low score.
 * @source tftf_2014, tftf_2015, sss_2022
 */
export function readinessOf(
  slots: Slots,
  hasFractureCaution: boolean,
  facts: Pick<Facts, 'tScore' | 'heightLoss'>,
): Readiness | undefined {
  if (slots.pregnant === true) return 'prenatal'
  if (hasFractureCaution || needsClinician(slots, facts.heightLoss)) return 'clinician_first'
  if (needsTherapist(slots, facts.tScore)) return 'therapist_first'
  return hasDeniedAll(slots) ? 'start_gently' : undefined
}

function needsClinician(slots: Slots, heightLossTable: Facts['heightLoss']): boolean {
  const { priorFracture, fractureSite, heightLoss } = slots
  const hasLostHeight =
    heightLoss !== undefined && heightLossAdvice(heightLoss, heightLossTable) !== 'small'
  return (
    slots.heartTrouble === true ||
    slots.recentSurgeryOrBreak === true ||
    slots.newBackPain === true ||
    hasLostHeight ||
    // It may have been the hip or the spine.
    (priorFracture === true && fractureSite === undefined)
  )
}

function needsTherapist(slots: Slots, table: Facts['tScore']): boolean {
  const { tScore, fallsPastYear = 0 } = slots
  const [, upperEndOfLine] = table.lines.osteoporosis
  const isLow = tScore !== undefined && Math.round(tScore * 100) <= upperEndOfLine
  return slots.priorFracture === true || slots.unsteady === true || fallsPastYear > 0 || isLow
}

function hasDeniedAll(slots: Slots): boolean {
  return (
    slots.priorFracture === false &&
    slots.newBackPain === false &&
    slots.recentSurgeryOrBreak === false &&
    slots.heartTrouble === false &&
    slots.unsteady === false &&
    slots.fallsPastYear === 0
  )
}
