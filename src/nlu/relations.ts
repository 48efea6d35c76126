/** The words for those whom patients ask for, and what they say of them. */
import type { Person, Pronoun, Relation } from '../types.js'

interface Words {
  readonly relation: Relation
  readonly pronoun: Pronoun
  /** Alternatives of a pattern. */
  readonly words: string
  /** "Mom is 82" names her; "child's pose" and "a workout partner" name nobody. */
  readonly needsMy?: true
}

const WORDS: readonly Words[] = [
  { relation: 'mother_in_law', pronoun: 'she', words: '(?:mother|mom|mum)[- ]in[- ]law' },
  { relation: 'father_in_law', pronoun: 'he', words: '(?:father|dad)[- ]in[- ]law' },
  {
    relation: 'mother',
    pronoun: 'she',
    words: 'mothers?|moms?|mums?|mommy|mummy|mama|momma|mam|step(?:mother|mom|mum)',
  },
  { relation: 'father', pronoun: 'he', words: 'fathers?|dads?|daddy|papa|step(?:father|dad)' },
  {
    relation: 'grandmother',
    pronoun: 'she',
    words: 'grandmothers?|grandmas?|grandmoms?|granny|gran|nans?|nana|nanna',
  },
  { relation: 'grandfather', pronoun: 'he', words: 'grandfathers?|grandpas?|grand?dads?' },
  { relation: 'wife', pronoun: 'she', words: 'wifes?|wives' },
  { relation: 'husband', pronoun: 'he', words: 'husbands?|hubby' },
  { relation: 'sister', pronoun: 'she', words: '(?:step)?sister(?:[- ]in[- ]law)?' },
  { relation: 'brother', pronoun: 'he', words: '(?:step)?brother(?:[- ]in[- ]law)?' },
  { relation: 'daughter', pronoun: 'she', words: '(?:step)?daughter(?:[- ]in[- ]law)?' },
  { relation: 'son', pronoun: 'he', words: '(?:step)?son(?:[- ]in[- ]law)?', needsMy: true },
  { relation: 'grandchild', pronoun: 'she', words: 'granddaughter', needsMy: true },
  { relation: 'grandchild', pronoun: 'he', words: 'grandson', needsMy: true },
  { relation: 'child', pronoun: 'they', words: 'child|kid', needsMy: true },
  { relation: 'parent', pronoun: 'they', words: 'parent', needsMy: true },
  { relation: 'partner', pronoun: 'they', words: 'spouse|partners?', needsMy: true },
  { relation: 'partner', pronoun: 'she', words: 'girlfriend|fiancee', needsMy: true },
  { relation: 'partner', pronoun: 'he', words: 'boyfriend|fiance', needsMy: true },
  { relation: 'aunt', pronoun: 'she', words: 'aunt|auntie|aunty', needsMy: true },
  { relation: 'uncle', pronoun: 'he', words: 'uncle', needsMy: true },
  { relation: 'niece', pronoun: 'she', words: 'niece', needsMy: true },
  { relation: 'nephew', pronoun: 'he', words: 'nephew', needsMy: true },
  { relation: 'cousin', pronoun: 'they', words: 'cousin', needsMy: true },
  { relation: 'friend', pronoun: 'they', words: 'friend', needsMy: true },
  { relation: 'someone', pronoun: 'they', words: 'roommate|flatmate|colleague', needsMy: true },
  { relation: 'neighbor', pronoun: 'they', words: 'neighbou?r', needsMy: true },
  { relation: 'client', pronoun: 'they', words: 'client', needsMy: true },
  { relation: 'resident', pronoun: 'they', words: 'resident', needsMy: true },
  {
    relation: 'patient',
    pronoun: 'they',
    words: 'patient(?! (?:portal|chart|record|file|advocate|navigator|info|leaflet|guide))',
    needsMy: true,
  },
  {
    relation: 'others',
    pronoun: 'they',
    words:
      'parents|grandparents|sisters|brothers|siblings?|sons|daughters|kids|children|friends|clients|patients|residents',
    needsMy: true,
  },
]

/** Every word of the table, for a pattern. */
export const KIN = WORDS.map(({ words }) => words).join('|')

const PATTERNS = WORDS.map((entry) => ({ ...entry, whole: new RegExp(`^(?:${entry.words})$`) }))

/**
 * Who a word of the table names; undefined when it is nobody in particular.
 *
 * @param owner "my", "the", "a" or "of mine", beside it.
 */
export function personOf(word: string, owner: string | undefined): Person | undefined {
  const entry = PATTERNS.find(({ whole }) => whole.test(word))
  if (entry === undefined || !isSomebody(entry, owner)) return undefined
  return { relation: entry.relation, pronoun: entry.pronoun }
}

/** "A mother" and "the patient" are anybody; "a client of mine" and "for a friend" are not. */
function isSomebody({ relation, needsMy }: Words, owner: string | undefined): boolean {
  if (owner === undefined || owner === 'the') return needsMy !== true
  const isAny = owner === 'a' || owner === 'an'
  return !isAny || relation === 'friend'
}

/** Whether a pronoun may stand for somebody. */
export function fits(person: Person, pronoun: Pronoun): boolean {
  if (person.relation === 'others') return false
  return person.pronoun === pronoun || person.pronoun === 'they' || pronoun === 'they'
}
