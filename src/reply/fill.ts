import type { Profile } from '../clinical/profile.js'
import type { Content } from '../content/content.js'
import { fillPlaceholders, withoutMarks } from '../content/marks.js'
import type { Aside, Person, SlotName, Supposition } from '../types.js'
import { foodItems } from './food-items.js'
import { firstFitting } from './match.js'
import { valueFor } from './values.js'

/** A text with its lines and values put in; its source marks are still there. */
export interface Filled {
  readonly text: string
  /** Told facts that changed the words. */
  readonly used: readonly SlotName[]
}

/** What texts are filled from. */
export interface Filling {
  readonly content: Content
  readonly profile: Profile
  readonly clinic: ReadonlyMap<string, string>
  /** Whose facts these are, when they are not those of the one who writes. */
  readonly person?: Person | undefined
  /** What was told of the other of the two. */
  readonly aside?: Aside | undefined
  /** What the profile only supposes; it is never given as a reason. */
  readonly supposing?: Supposition
}

/** The one line that is computed: what was eaten, item by item. */
export const FOOD_ITEMS = 'food_items_line'

/** How long a form of a shared line is wanted. */
export type Form = 'text' | 'sms'

/**
 * Puts shared lines and values into a text. A line that fits nobody vanishes.
 *
 * @throws {RangeError} for a value that the patient's facts do not give: content must not offer a
 *   variant without asking for what it shows.
 */
export function fill(filling: Filling, text: string, form: Form): Filled {
  const used: SlotName[] = []
  const withLines = fillPlaceholders(text, (name) => lineFor(filling, { name, form, used }))
  const filled = fillPlaceholders(withLines, (name) => {
    const clinic = filling.clinic.get(name)
    if (clinic !== undefined) return clinic
    const value = valueFor(name, filling.profile, filling.content.facts)
    if (value === undefined) throw new RangeError(`nothing was told that gives {${name}}`)
    used.push(...value.used.filter((slot) => filling.profile.slots[slot] !== undefined))
    return value.shown
  })
  return { text: filled.replace(/[ \t]{2,}/g, ' ').trim(), used }
}

function lineFor(
  { content, profile }: Filling,
  { name, form, used }: { name: string; form: Form; used: SlotName[] },
): string {
  if (name === FOOD_ITEMS) {
    if (profile.calciumTally === undefined) return ''
    used.push('dailyFoods')
    return foodItems(profile.calciumTally, content.facts.foods)
  }
  const line = content.lines[name]
  if (line === undefined) return `{${name}}`
  const { fitting, used: decisive } = firstFitting(line, profile)
  if (fitting === undefined) return ''
  used.push(...decisive)
  if (needsScore(profile, fitting.text)) return ''
  return form === 'text' ? fitting.text : (fitting.sms ?? withoutMarks(fitting.text))
}

/** A text about a number, where only the range of it is supposed. */
export function needsScore({ slots, tScoreClass }: Profile, text: string): boolean {
  return tScoreClass !== undefined && slots.tScore === undefined && text.includes('{tScore}')
}
