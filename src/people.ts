/** Whom the talk is about: the one who writes, or the one other person whom they ask for. */
import type { SlotName, ToldSlots } from './slots.js'
import type { Entity } from './types.js'

/** Who somebody else is to the one who writes; `someone` where it was not said. */
export type Relation =
  | 'mother'
  | 'father'
  | 'mother_in_law'
  | 'father_in_law'
  | 'parent'
  | 'wife'
  | 'husband'
  | 'partner'
  | 'sister'
  | 'brother'
  | 'daughter'
  | 'son'
  | 'child'
  | 'grandmother'
  | 'grandfather'
  | 'grandchild'
  | 'aunt'
  | 'uncle'
  | 'cousin'
  | 'niece'
  | 'nephew'
  | 'friend'
  | 'neighbor'
  | 'client'
  | 'patient'
  | 'resident'
  | 'someone'
  /** Several at once, of whom nothing can be kept. */
  | 'others'

export type Pronoun = 'she' | 'he' | 'they'

/** Somebody else, as the patient spoke of them. */
export interface Person {
  readonly relation: Relation
  readonly pronoun: Pronoun
}

/** The facts of the person whom the talk is not about just now. */
export interface Aside {
  /** Absent for the one who writes. */
  readonly person?: Person
  readonly slots: ToldSlots
  readonly asked: { readonly [S in SlotName]?: number }
  /** Only spoken of so far, and never asked for: another may take their place without a word. */
  readonly isMentioned?: true
}

/** A question about whose case it is, before anything of the message is stored. */
export interface PersonQuestion {
  /** `whose`: for yourself or for someone else? `instead`: for the new person in place of the one so far? */
  readonly about: 'whose' | 'instead'
  /** Whom "someone else" would be, or the new person. */
  readonly other: Person
  /** What the message told, kept until it is known of whom. */
  readonly facts: readonly Entity[]
  /** What is to be answered then. */
  readonly forIntent?: string
}

/** The patient says whom it is about: "back to me", "and my husband?". */
export interface TurnsTo {
  readonly whom: 'patient' | 'other'
  /** And says nothing else. */
  readonly isAll: boolean
}
