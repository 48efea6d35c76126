import { profileOf } from '../clinical/profile.js'
import type { Content } from '../content/content.js'
import type { SlotName, Slots, SlotValues } from '../types.js'
import { fill } from './fill.js'
import { firstFitting } from './match.js'

/** For each slot, values on every side of the limits that answers turn on. */
const TELLING_VALUES: { readonly [S in SlotName]: readonly SlotValues[S][] } = {
  tScore: [-4, -2.6, -2.47, -2, -1.02, 0],
  tScoreSite: ['hip', 'spine', 'other'],
  zScore: [-2.5, 0],
  ageYears: [30, 42, 48, 55, 62, 67, 74],
  sex: ['female', 'male'],
  menopause: ['pre', 'peri', 'post'],
  priorFracture: [true, false],
  fractureSite: ['hip', 'spine', 'pelvis', 'wrist', 'rib'],
  supervised: [true, false],
  pregnant: [true],
  kidneyOrCalciumProblem: [true, false],
  medicine: [
    'alendronate',
    'ibandronate',
    'zoledronic_acid',
    'denosumab',
    'teriparatide',
    'romosozumab',
    'raloxifene',
    'hormone_therapy',
  ],
  weightKg: [50, 70, 90],
  calciumMgPerDay: [300, 1100, 3000],
  dailyFoods: [[{ food: 'milk_low_fat', servings: 1 }]],
  vitaminDLevel: [
    { value: 8, unit: 'ng/mL' },
    { value: 30, unit: 'ng/mL' },
    { value: 80, unit: 'ng/mL' },
  ],
  monthsSinceDose: [2, 6],
  heightLoss: [{ value: 3, unit: 'in', since: 'tallest' }],
  riskFactor: [true, false],
  secondaryCause: [true],
}

/**
 * Tells whether some value of a slot would change the answer to an intent, given what was told.
 *
 * A question that cannot change the answer is not asked: weight with a known kidney problem, sex at
 * an age at which women and men need the same.
 */
export function matters(
  content: Content,
  { intent, slot }: { readonly intent: string; readonly slot: SlotName },
  slots: Slots,
): boolean {
  const now = wordsFor(content, intent, slots)
  return TELLING_VALUES[slot].some(
    (value) => wordsFor(content, intent, { ...slots, [slot]: value }) !== now,
  )
}

function wordsFor(content: Content, intent: string, slots: Slots): string {
  const profile = profileOf(slots, content.facts)
  const variants = content.responses.get(intent)?.variants ?? []
  const { fitting } = firstFitting(variants, profile)
  if (fitting === undefined) return ''
  // The clinic's own values are the same on both sides.
  const { text } = fill({ content, profile, clinic: NO_CLINIC }, fitting.text, 'text')
  return `${fitting.id} ${text}`
}

const CLINIC_VALUES = [
  'emergencyNumber',
  'clinicName',
  'clinicPhone',
  'clinicHours',
  'retentionDays',
  'clinicContact',
  'clinicContactShort',
]
const NO_CLINIC = new Map(CLINIC_VALUES.map((name) => [name, '']))
