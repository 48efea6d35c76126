import { profileOf, type Profile } from '../clinical/profile.js'
import type { Content } from '../content/content.js'
import type { SlotName, Slots } from '../types.js'
import { fill } from './fill.js'
import { firstFitting } from './match.js'
import { TELLING_VALUES } from './telling-values.js'

interface Question {
  readonly intent: string
  readonly slot: SlotName
  /** A medicine that is only spoken of. */
  readonly spokenOf?: string | undefined
}

/**
 * Tells whether some value of a slot would change the answer to an intent, given what was told.
 *
 * A question that cannot change the answer is not asked: weight with a known kidney problem, sex at
 * an age at which women and men need the same.
 */
export function matters(
  content: Content,
  { intent, slot, spokenOf }: Question,
  slots: Slots,
): boolean {
  const medicine = slot === 'medicine' ? undefined : spokenOf
  const wordsOf = (facts: Slots) =>
    wordsFor(content, intent, profileOf(facts, content.facts, medicine))
  const now = wordsOf(slots)
  return TELLING_VALUES[slot].some((value) => wordsOf({ ...slots, [slot]: value }) !== now)
}

/** What is known of a patient: their facts, and a medicine that is only spoken of. */
export interface Known {
  readonly slots: Slots
  readonly spokenOf?: string | undefined
}

/** Tells whether the answer to an intent is another one by what is known now. */
export function isChanged(
  content: Content,
  intent: string,
  { before, now }: { readonly before: Known; readonly now: Known },
): boolean {
  const wordsOf = ({ slots, spokenOf }: Known) =>
    wordsFor(content, intent, profileOf(slots, content.facts, spokenOf))
  return wordsOf(before) !== wordsOf(now)
}

function wordsFor(content: Content, intent: string, profile: Profile): string {
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
  'clinicRequests',
  'clinicRequestsShort',
]
const NO_CLINIC = new Map(CLINIC_VALUES.map((name) => [name, '']))
