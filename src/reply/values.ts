import { proteinRange } from '../clinical/protein.js'
import { calciumIntakeMg } from '../clinical/calcium-tally.js'
import { calciumNeed, vitaminDNeed } from '../clinical/daily-intake.js'
import { ostValue } from '../clinical/screening.js'
import type { Profile } from '../clinical/profile.js'
import type { Facts } from '../content/facts-schema.js'
import type { Clinic } from '../types.js'
import type { System } from '../content/system-schema.js'
import { fillPlaceholders } from '../content/marks.js'
import type { SlotName } from '../types.js'
import {
  showAmount,
  showHeightLoss,
  showMonths,
  showScore,
  showVitaminDLevel,
  showWeight,
} from './show.js'

/** A value for a placeholder, and the told facts that it came from. */
export interface Value {
  readonly shown: string
  readonly used: readonly SlotName[]
}

interface ValueRule {
  /** Told facts that it comes from. */
  readonly slots: readonly SlotName[]
  readonly show: (profile: Profile, facts: Facts) => string | undefined
}

const AGE_AND_PREGNANCY: readonly SlotName[] = ['ageYears', 'pregnant']
const INTAKE: readonly SlotName[] = ['dailyFoods', 'calciumMgPerDay']

const VALUES: Readonly<Record<string, ValueRule>> = {
  tScore: { slots: ['tScore'], show: ({ slots }) => shown(slots.tScore, showScore) },
  zScore: { slots: ['zScore'], show: ({ slots }) => shown(slots.zScore, showScore) },
  ageYears: { slots: ['ageYears'], show: ({ slots }) => shown(slots.ageYears, String) },
  calciumRdaMg: {
    slots: [...AGE_AND_PREGNANCY, 'sex'],
    show: ({ slots }, facts) => {
      const need = calciumNeed(slots, facts.calcium)
      return shown(slots.sex === 'male' ? need?.menMg : need?.womenMg, showAmount)
    },
  },
  calciumRdaWomenMg: {
    slots: AGE_AND_PREGNANCY,
    show: ({ slots }, facts) => shown(calciumNeed(slots, facts.calcium)?.womenMg, showAmount),
  },
  calciumRdaMenMg: {
    slots: AGE_AND_PREGNANCY,
    show: ({ slots }, facts) => shown(calciumNeed(slots, facts.calcium)?.menMg, showAmount),
  },
  calciumUlMg: {
    slots: AGE_AND_PREGNANCY,
    show: ({ slots }, facts) => shown(calciumNeed(slots, facts.calcium)?.upperLimitMg, showAmount),
  },
  calciumTotalMg: {
    slots: INTAKE,
    show: ({ slots }, facts) => shown(calciumIntakeMg(slots, facts.foods), showAmount),
  },
  calciumGapMg: {
    slots: [...INTAKE, 'ageYears', 'sex'],
    show: ({ calciumGap }) => shown(calciumGap?.gapMg, showAmount),
  },
  vitaminDRdaIu: {
    slots: ['ageYears'],
    show: ({ slots }, facts) => shown(vitaminDNeed(slots, facts.vitaminD)?.needIu, showAmount),
  },
  vitaminDUlIu: {
    slots: ['ageYears'],
    show: ({ slots }, facts) =>
      shown(vitaminDNeed(slots, facts.vitaminD)?.upperLimitIu, showAmount),
  },
  vitaminDLevel: {
    slots: ['vitaminDLevel'],
    show: ({ slots }) => shown(slots.vitaminDLevel, showVitaminDLevel),
  },
  monthsSinceDose: {
    slots: ['monthsSinceDose'],
    show: ({ slots }) => shown(slots.monthsSinceDose, showMonths),
  },
  heightLoss: {
    slots: ['heightLoss'],
    show: ({ slots }) => shown(slots.heightLoss, showHeightLoss),
  },
  rescanYears: {
    slots: ['ageYears', 'sex', 'tScore', 'tScoreSite'],
    show: ({ rescanYears }) => shown(rescanYears, (years) => String(Math.round(years))),
  },
  ost: {
    slots: ['weightKg', 'ageYears'],
    show: ({ slots: { weightKg, ageYears } }, facts) =>
      weightKg === undefined || ageYears === undefined
        ? undefined
        : String(ostValue(weightKg, ageYears, facts.screening)),
  },
  weight: { slots: ['weightKg'], show: ({ slots }) => shown(slots.weightKg, showWeight) },
  proteinGrams: { slots: ['weightKg'], show: ({ slots }) => shown(proteinRange(slots), showRange) },
}

/**
 * Works out what a placeholder stands for; undefined when the facts it needs were not told.
 *
 * @throws {RangeError} from the tables, when no row holds for the age.
 */
export function valueFor(name: string, profile: Profile, facts: Facts): Value | undefined {
  const rule = VALUES[name]
  const value = rule?.show(profile, facts)
  return rule === undefined || value === undefined ? undefined : { shown: value, used: rule.slots }
}

/** Told facts that a placeholder is worked out from. */
export function slotsShownBy(name: string): readonly SlotName[] {
  return VALUES[name]?.slots ?? []
}

function shown<T>(value: T | undefined, show: (value: T) => string): string | undefined {
  return value === undefined ? undefined : show(value)
}

/** "70 to 85", or one number where both ends meet the cap. */
function showRange({ lowGrams, highGrams }: NonNullable<ReturnType<typeof proteinRange>>): string {
  return lowGrams === highGrams ? `${highGrams}` : `${lowGrams} to ${highGrams}`
}

/** Values that come from the clinic's settings, not from the patient. */
export function clinicValues(clinic: Clinic, system: System): ReadonlyMap<string, string> {
  const own = new Map([
    ['emergencyNumber', clinic.emergencyNumber],
    ['clinicName', clinic.name],
    ['clinicPhone', clinic.phone ?? ''],
    ['clinicHours', clinic.hours ?? ''],
    ['retentionDays', String(clinic.retentionDays)],
  ])
  const say = (form: 'with_hours' | 'with_phone' | 'without_phone') =>
    fillPlaceholders(system.clinic[form], (name) => own.get(name) ?? '')
  const short = clinic.phone === undefined ? say('without_phone') : say('with_phone')
  const requests = clinic.takesRequests === true ? 'with_requests' : 'without_requests'
  const hasHours = clinic.phone !== undefined && clinic.hours !== undefined
  return new Map([
    ...own,
    ['clinicContactShort', short],
    ['clinicContact', hasHours ? say('with_hours') : short],
    ['clinicRequests', system.clinic[requests].text],
    ['clinicRequestsShort', system.clinic[requests].sms],
  ])
}
