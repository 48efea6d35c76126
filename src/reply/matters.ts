import { profileOf } from '../clinical/profile.js'
import type { Content } from '../content/content.js'
import type { SlotName, Slots } from '../types.js'
import { fill } from './fill.js'
import { firstFitting } from './match.js'
import { TELLING_VALUES } from './telling-values.js'

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
  'clinicRequests',
  'clinicRequestsShort',
]
const NO_CLINIC = new Map(CLINIC_VALUES.map((name) => [name, '']))
