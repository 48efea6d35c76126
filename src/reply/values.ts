import { proteinRange } from '../clinical/protein.js'
import { calciumNeed, vitaminDNeed } from '../clinical/daily-intake.js'
import type { Profile } from '../clinical/profile.js'
import type { Facts } from '../content/facts-schema.js'
import type { Clinic } from '../types.js'
import type { System } from '../content/system-schema.js'
import { fillPlaceholders } from '../content/marks.js'
import type { SlotName } from '../types.js'

/** A value for a placeholder, and the told facts that it came from. */
export interface Value {
  readonly shown: string
  readonly used: readonly SlotName[]
}

const AGE_AND_PREGNANCY: readonly SlotName[] = ['ageYears', 'pregnant']

/**
 * Works out what a placeholder stands for; undefined when the facts it needs were not told.
 *
 * @throws {RangeError} from the tables, when no row holds for the age.
 */
export function valueFor(name: string, profile: Profile, facts: Facts): Value | undefined {
  const { slots } = profile
  const calcium = () => calciumNeed(slots, facts.calcium)
  const vitaminD = () => vitaminDNeed(slots, facts.vitaminD)
  switch (name) {
    case 'tScore':
    case 'zScore':
      return slots[name] === undefined ? undefined : { shown: showScore(slots[name]), used: [name] }
    case 'ageYears':
      return slots.ageYears === undefined
        ? undefined
        : { shown: String(slots.ageYears), used: ['ageYears'] }
    case 'calciumRdaMg': {
      const need = calcium()
      return amount(slots.sex === 'male' ? need?.menMg : need?.womenMg, [
        ...AGE_AND_PREGNANCY,
        'sex',
      ])
    }
    case 'calciumRdaWomenMg':
      return amount(calcium()?.womenMg, AGE_AND_PREGNANCY)
    case 'calciumRdaMenMg':
      return amount(calcium()?.menMg, AGE_AND_PREGNANCY)
    case 'calciumUlMg':
      return amount(calcium()?.upperLimitMg, AGE_AND_PREGNANCY)
    case 'vitaminDRdaIu':
      return amount(vitaminD()?.needIu, ['ageYears'])
    case 'vitaminDUlIu':
      return amount(vitaminD()?.upperLimitIu, ['ageYears'])
    case 'weightKg':
      return slots.weightKg === undefined
        ? undefined
        : { shown: String(slots.weightKg), used: ['weightKg'] }
    case 'proteinGrams':
      return protein(proteinRange(slots))
    default:
      return undefined
  }
}

/** Shows a T- or Z-score as reports print it: one decimal, two where the patient told two. */
export function showScore(score: number): string {
  const hundredths = Math.round(score * 100)
  const shown = (hundredths / 100).toFixed(hundredths % 10 === 0 ? 1 : 2)
  return hundredths > 0 ? `+${shown}` : shown
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
  const say = (form: keyof System['clinic']) =>
    fillPlaceholders(system.clinic[form], (name) => own.get(name) ?? '')
  const short = clinic.phone === undefined ? say('without_phone') : say('with_phone')
  const hasHours = clinic.phone !== undefined && clinic.hours !== undefined
  return new Map([
    ...own,
    ['clinicContactShort', short],
    ['clinicContact', hasHours ? say('with_hours') : short],
  ])
}

function amount(value: number | undefined, used: readonly SlotName[]): Value | undefined {
  return value === undefined ? undefined : { shown: value.toLocaleString('en-US'), used }
}

/** "70 to 85", or one number where both ends meet the cap. */
function protein(range: ReturnType<typeof proteinRange>): Value | undefined {
  if (range === undefined) return undefined
  const { lowGrams, highGrams } = range
  const shown = lowGrams === highGrams ? `${highGrams}` : `${lowGrams} to ${highGrams}`
  return { shown, used: ['weightKg'] }
}
