import type { Profile } from '../clinical/profile.js'
import { READINESS_SLOTS } from '../clinical/readiness.js'
import type { When } from '../content/schema.js'
import type { SlotName } from '../types.js'

/** Whether a patient's facts fit a `when`, and which of the told facts decided it. */
export interface Match {
  readonly fits: boolean
  readonly used: readonly SlotName[]
}

interface Key {
  /** The slots that it looks at. */
  readonly slots: readonly SlotName[]
  readonly fits: (when: When, profile: Profile) => boolean
}

/** A test for each key that a `when` may have. A slot that was not told fits no test but `unknown`. */
const KEYS: Readonly<Record<keyof When, Key>> = {
  tScore: { slots: ['tScore'], fits: (when, p) => isOneOf(when.tScore, p.tScoreClass) },
  tScoreApplies: {
    slots: ['ageYears', 'sex', 'menopause'],
    fits: (when, p) => when.tScoreApplies === p.tScoreApplies,
  },
  zScore: { slots: ['zScore'], fits: (when, p) => when.zScore === p.zScoreClass },
  age: { slots: ['ageYears'], fits: (when, p) => isWithin(when.age, p.slots.ageYears) },
  sex: { slots: ['sex'], fits: (when, p) => isOneOf(when.sex, p.slots.sex) },
  menopause: {
    slots: ['menopause'],
    fits: (when, p) => isOneOf(when.menopause, p.slots.menopause),
  },
  priorFracture: {
    slots: ['priorFracture'],
    fits: (when, p) => when.priorFracture === p.slots.priorFracture,
  },
  fractureSite: {
    slots: ['fractureSite'],
    fits: (when, p) =>
      p.slots.priorFracture !== false && isOneOf(when.fractureSite, p.slots.fractureSite),
  },
  fractureCaution: {
    slots: ['fractureSite', 'tScore'],
    fits: (when, p) => when.fractureCaution === p.hasFractureCaution,
  },
  supervised: { slots: ['supervised'], fits: (when, p) => when.supervised === p.slots.supervised },
  pregnant: { slots: ['pregnant'], fits: (when, p) => when.pregnant === p.slots.pregnant },
  kidneyOrCalciumProblem: {
    slots: ['kidneyOrCalciumProblem'],
    fits: (when, p) => when.kidneyOrCalciumProblem === p.slots.kidneyOrCalciumProblem,
  },
  medicine: {
    slots: ['medicine'],
    fits: (when, p) => isOneOf(when.medicine, p.spokenOf ?? p.slots.medicine),
  },
  screening: {
    slots: [
      'medicine',
      'priorFracture',
      'secondaryCause',
      'ageYears',
      'sex',
      'menopause',
      'riskFactor',
      'weightKg',
    ],
    fits: (when, p) => isOneOf(when.screening, p.screening),
  },
  readiness: {
    slots: READINESS_SLOTS,
    fits: (when, p) => isOneOf(when.readiness, p.readiness),
  },
  ost: { slots: ['weightKg', 'ageYears'], fits: (when, p) => when.ost === p.ostRisk },
  calciumIntake: {
    slots: ['dailyFoods', 'calciumMgPerDay', 'ageYears', 'sex'],
    fits: (when, p) => isOneOf(when.calciumIntake, p.calciumGap?.verdict),
  },
  vitaminDLevel: {
    slots: ['vitaminDLevel'],
    fits: (when, p) => isOneOf(when.vitaminDLevel, p.vitaminDLevelClass),
  },
  denosumabTiming: {
    slots: ['monthsSinceDose'],
    fits: (when, p) => isOneOf(when.denosumabTiming, p.denosumabTiming),
  },
  heightLoss: {
    slots: ['heightLoss'],
    fits: (when, p) => isOneOf(when.heightLoss, p.heightLossAdvice),
  },
  rescan: {
    slots: ['ageYears', 'sex', 'tScore', 'tScoreSite'],
    fits: (when, p) => when.rescan === (p.rescanYears !== undefined),
  },
  falls: {
    slots: ['fallsPastYear'],
    fits: (when, p) => isWithin(when.falls, p.slots.fallsPastYear),
  },
  unsteady: { slots: ['unsteady'], fits: (when, p) => when.unsteady === p.slots.unsteady },
  heartTrouble: {
    slots: ['heartTrouble'],
    fits: (when, p) => when.heartTrouble === p.slots.heartTrouble,
  },
  recentSurgeryOrBreak: {
    slots: ['recentSurgeryOrBreak'],
    fits: (when, p) => when.recentSurgeryOrBreak === p.slots.recentSurgeryOrBreak,
  },
  newBackPain: {
    slots: ['newBackPain'],
    fits: (when, p) => when.newBackPain === p.slots.newBackPain,
  },
  painAlarm: { slots: ['painAlarm'], fits: (when, p) => when.painAlarm === p.slots.painAlarm },
  painRegion: {
    slots: ['painRegion'],
    fits: (when, p) => isOneOf(when.painRegion, p.slots.painRegion),
  },
  known: {
    slots: [],
    fits: (when, p) => (when.known ?? []).every((slot) => p.slots[slot] !== undefined),
  },
  unknown: {
    slots: [],
    fits: (when, p) => (when.unknown ?? []).every((slot) => p.slots[slot] === undefined),
  },
}

/** Tests all keys of a `when`; none at all fits everybody. One key that fails decides alone. */
export function match(when: When = {}, profile: Profile): Match {
  const keys = (Object.keys(when) as (keyof When)[]).map((name) => KEYS[name])
  const failing = keys.find((key) => !key.fits(when, profile))
  const decisive = failing === undefined ? keys : [failing]
  const told = decisive
    .flatMap((key) => key.slots)
    .filter((slot) => profile.slots[slot] !== undefined)
    .filter((slot) => slot !== 'medicine' || profile.spokenOf === undefined)
  return { fits: failing === undefined, used: told }
}

/** Slots that a `when` names, by its keys or in its lists. */
export function slotsNamedBy(when: When = {}): readonly SlotName[] {
  const keys = Object.keys(when) as (keyof When)[]
  const byKey = keys.flatMap((name) => KEYS[name].slots)
  return [...new Set([...byKey, ...(when.known ?? []), ...(when.unknown ?? [])])]
}

/** The first variant that fits, and the told facts that led to it: "no past break" leads past a variant, too. */
export function firstFitting<V extends { readonly when?: When | undefined }>(
  variants: readonly V[],
  profile: Profile,
): { readonly fitting?: V; readonly used: readonly SlotName[] } {
  const used: SlotName[] = []
  for (const variant of variants) {
    const result = match(variant.when, profile)
    used.push(...result.used)
    if (result.fits) return { fitting: variant, used }
  }
  return { used: [] }
}

function isWithin(range: When['age'], value: number | undefined): boolean {
  const { min = 0, max = Infinity } = range ?? {}
  return value !== undefined && value >= min && value <= max
}

function isOneOf<T>(wanted: T | readonly T[] | undefined, value: T | undefined): boolean {
  return value !== undefined && (Array.isArray(wanted) ? wanted.includes(value) : wanted === value)
}
