import { slotsOf } from '../slots.js'
import type { Slots } from '../types.js'
import type { Context } from './context.js'
import type { Persons } from './who-is-meant.js'

/** The facts of the one whom a message is about: a danger may follow from them and the words together. */
function slotsOfOneMeant(
  { slots, focus, aside }: Context,
  { isPersonal, isAboutOther, turnsTo, other }: Persons,
): Slots {
  const whom = turnsTo?.whom ?? (isAboutOther ? 'other' : isPersonal ? 'patient' : undefined)
  if (whom === undefined) return slots
  const known = focus ?? aside?.person
  if (whom === 'other' && other !== undefined && other.relation !== known?.relation) return {}
  const isInFocus = (whom === 'other') === (focus !== undefined)
  return isInFocus ? slots : slotsOf(aside?.slots ?? {})
}

/** For signs of danger a medicine that is spoken of counts like one that is taken: better warned once too often. */
export function slotsAtRisk(context: Context, persons: Persons): Slots {
  const slots = slotsOfOneMeant(context, persons)
  const { spokenOf: medicine } = context
  return medicine === undefined || slots.medicine !== undefined ? slots : { ...slots, medicine }
}
