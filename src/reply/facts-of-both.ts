/** Lists what was told of the one who writes, and of the other person. */
import { profileOf } from '../clinical/profile.js'
import { slotsOf } from '../slots.js'
import type { SlotName } from '../types.js'
import { becauseOf } from './draft.js'
import type { Filling } from './fill.js'

export interface FactsOfBoth {
  /** Of the one who writes. */
  readonly own: readonly string[]
  readonly theirs: readonly string[]
  /** Those of the two whom the talk is about now. */
  readonly focused: readonly string[]
}

/** Facts as patients are shown them: "age 60", and "your mother is 82". */
export function factsOfBoth(filling: Filling): FactsOfBoth {
  const focused = factsOf(filling)
  const aside = factsAside(filling)
  return filling.person === undefined
    ? { own: focused, theirs: aside, focused }
    : { own: aside, theirs: focused, focused }
}

function factsAside(filling: Filling): readonly string[] {
  const { aside, content } = filling
  if (aside === undefined) return []
  const profile = profileOf(slotsOf(aside.slots), content.facts)
  return factsOf({ ...filling, profile, person: aside.person })
}

function factsOf(filling: Filling): readonly string[] {
  const told = Object.keys(filling.profile.slots) as SlotName[]
  return becauseOf(filling, told).map(({ label }) => label)
}
