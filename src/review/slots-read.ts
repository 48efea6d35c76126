import { READINESS_SLOTS } from '../clinical/readiness.js'
import type { When } from '../content/schema.js'
import type { SlotName } from '../types.js'

const STAGE_OF_LIFE: readonly SlotName[] = ['ageYears', 'sex', 'menopause']

/**
 * Every slot that can change whether a key fits, also those behind a class: a T-score has none when
 * it comes from a heel, or when T-scores are not meant for the patient.
 */
const READS: Readonly<Record<keyof When, readonly SlotName[]>> = {
  tScore: ['tScore', 'tScoreSite', ...STAGE_OF_LIFE],
  tScoreApplies: STAGE_OF_LIFE,
  zScore: ['zScore'],
  age: ['ageYears'],
  sex: ['sex'],
  menopause: ['menopause'],
  priorFracture: ['priorFracture'],
  fractureSite: ['fractureSite', 'priorFracture'],
  fractureCaution: ['tScore', 'priorFracture', 'fractureSite'],
  supervised: ['supervised'],
  pregnant: ['pregnant'],
  kidneyOrCalciumProblem: ['kidneyOrCalciumProblem'],
  medicine: ['medicine'],
  screening: [
    'medicine',
    'priorFracture',
    'secondaryCause',
    ...STAGE_OF_LIFE,
    'riskFactor',
    'weightKg',
  ],
  readiness: READINESS_SLOTS,
  ost: ['weightKg', ...STAGE_OF_LIFE, 'priorFracture', 'medicine'],
  calciumIntake: [
    'dailyFoods',
    'calciumMgPerDay',
    'ageYears',
    'sex',
    'pregnant',
    'kidneyOrCalciumProblem',
  ],
  vitaminDLevel: ['vitaminDLevel'],
  denosumabTiming: ['monthsSinceDose'],
  heightLoss: ['heightLoss'],
  rescan: ['tScore', 'tScoreSite', 'ageYears', 'sex', 'priorFracture', 'medicine'],
  falls: ['fallsPastYear'],
  unsteady: ['unsteady'],
  heartTrouble: ['heartTrouble'],
  recentSurgeryOrBreak: ['recentSurgeryOrBreak'],
  newBackPain: ['newBackPain'],
  painAlarm: ['painAlarm'],
  painRegion: ['painRegion'],
  known: [],
  unknown: [],
}

/** Slots that can change whether a `when` fits, each once. */
export function slotsReadBy(when: When = {}): readonly SlotName[] {
  const byKey = (Object.keys(when) as (keyof When)[]).flatMap((name) => READS[name])
  return [...new Set([...byKey, ...(when.known ?? []), ...(when.unknown ?? [])])]
}
