/** Shape of the words about somebody else, in `_system.yml`. */
import { z } from 'zod'
import { slotName } from './schema.js'

/** Who somebody else is to the one who writes. */
export const relation = z.enum([
  'mother',
  'father',
  'mother_in_law',
  'father_in_law',
  'parent',
  'wife',
  'husband',
  'partner',
  'sister',
  'brother',
  'daughter',
  'son',
  'child',
  'grandmother',
  'grandfather',
  'grandchild',
  'aunt',
  'uncle',
  'cousin',
  'niece',
  'nephew',
  'friend',
  'neighbor',
  'client',
  'patient',
  'resident',
  'someone',
  'others',
])

const text = z.string().min(1)
const wording = z.strictObject({ text, sms: text.optional() })
const pronoun = z.strictObject({ them: text, their: text })

/**
 * `{person}` is "your mother", `{whom}` the same, or "someone else"; `{them}` and `{their}` are her pronouns.
 * No other pronoun, because the verb after it would have to change with it.
 */
export const people = z.strictObject({
  /** Stands before an answer for somebody else; `sms` only where it still fits. */
  about_other: z.strictObject({ text, sms: text }),
  /** Whose case is it? */
  whose: z.strictObject({ text, sms: text, replies: z.array(text) }),
  /** The new person in place of the one so far, who is `{before}`. */
  instead: z.strictObject({ text, sms: text }),
  turned_to_you: wording,
  turned_to_other: wording,
  /** What both were told of; `{facts}` are the patient's, `{theirs}` the other person's. */
  show_facts: wording,
  /** In place of `still_happening`, and after any other check question. */
  still_happening: text,
  check_for: text,
  names: z.record(relation, z.strictObject({ name: text, whom: text.optional() })),
  pronouns: z.strictObject({ she: pronoun, he: pronoun, they: pronoun }),
  /** The questions of `asks` about somebody else; where one is missing, the line before says who "you" is. */
  asks: z.partialRecord(slotName, z.strictObject({ text, why: text, sms: text })),
  /** The names of `facts` when they are somebody else's. */
  facts: z.partialRecord(slotName, text),
})
