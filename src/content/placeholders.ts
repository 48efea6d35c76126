import { gsmSegments, septetsOf } from '../channels/gsm.js'
import type { Content } from './content.js'
import { fillPlaceholders, withoutMarks } from './marks.js'

/** Every value that a text may name in braces, with its longest form, by which lengths are checked. */
export const PLACEHOLDERS: ReadonlyMap<string, string> = new Map([
  ['tScore', '-2.75'],
  ['zScore', '-2.75'],
  ['ageYears', '110'],
  ['calciumRdaMg', '1,200'],
  ['calciumRdaWomenMg', '1,200'],
  ['calciumRdaMenMg', '1,200'],
  ['calciumUlMg', '2,500'],
  ['vitaminDRdaIu', '800'],
  ['vitaminDUlIu', '4,000'],
  ['calciumTotalMg', '6,000'],
  ['calciumGapMg', '1,200'],
  ['vitaminDLevel', '1250.5 nmol/L (500.2 ng/mL)'],
  ['monthsSinceDose', '60.5 months'],
  ['heightLoss', '10.5 inches (26.5 cm)'],
  ['rescanYears', '17'],
  ['ost', '-16'],
  ['weight', '250.5 kg (552 lb)'],
  // As long as a patient's list of foods: it has no place in a text message.
  ['food_items_line', 'x'.repeat(400)],
  ['proteinGrams', '100 to 120'],
  ['emergencyNumber', '911'],
  ['retentionDays', '3650'],
  // A clinic's own words may be longer; these are a long name and an international number.
  ['clinicName', 'Riverside Bone Clinic'],
  ['clinicPhone', '+1 555 010 0199'],
  ['clinicHours', 'Mon-Fri 8-5'],
  ['clinicContact', 'call Riverside Bone Clinic at +1 555 010 0199 (Mon-Fri 8-5)'],
  ['clinicContactShort', 'call Riverside Bone Clinic at +1 555 010 0199'],
  // The longer of their two forms.
  [
    'clinicRequests',
    'Please do not wait for a call from this chat, as I cannot ask anyone to call you.',
  ],
  ['clinicRequestsShort', 'No one will call you back from this chat.'],
])

/** A short text with each line and value in its longest form. */
export function longestSms(content: Content, sms: string): string {
  const longestValue = (name: string) => PLACEHOLDERS.get(name) ?? ''
  return fillPlaceholders(sms, (name) => {
    const forms = (content.lines[name] ?? [])
      .map((line) => line.sms ?? withoutMarks(line.text))
      .map((form) => fillPlaceholders(form, longestValue))
    return forms.toSorted((a, b) => b.length - a.length)[0] ?? longestValue(name)
  })
}

/** What a short text costs in its longest form. */
export function smsCost(
  content: Content,
  sms: string,
): { readonly segments: number; readonly characters: number } {
  const longest = longestSms(content, sms)
  return { segments: gsmSegments(longest), characters: septetsOf(longest) }
}

const MAX_SEGMENTS = 2

/** Whether a finished text may be sent as a text message. */
export function fitsTextMessage(text: string): boolean {
  return gsmSegments(text) <= MAX_SEGMENTS
}
