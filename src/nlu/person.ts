import { normalize } from './normalize.js'

/** Words that say whose case is being told from there on. */
export interface PersonAnchor {
  /** Offset into the normal text. */
  readonly start: number
  readonly about: 'patient' | 'other'
  /** "she" or "he": the talk goes on about the same person. */
  readonly isPronoun: boolean
}

const RELATIVES = [
  'mother|mothers|mom|moms|mum|mums|mommy|mummy|mama|momma|mam|mother-in-law|father|fathers|dad|dads|daddy|papa',
  'parent|parents|grandmother|grandma|grandmom|granny|gran|nan|nana|nanna|grandfather|grandpa|granddad|grandparents',
  'wife|wifes|husband|husbands|hubby|spouse|partner|partners|fiance|fiancee|boyfriend|girlfriend',
  'sister|sisters|brother|brothers|sibling|daughter|daughters|son|sons|child|kid|grandson|granddaughter',
  'aunt|auntie|aunty|uncle|cousin|niece|nephew|friend|friends|neighbor|neighbour|roommate|client|clients',
].join('|')

// "my 82-year-old mother", "my dear old mum": the age stands inside, so the anchor starts at "my".
const BETWEEN =
  '(?:(?:\\d{1,3}|[a-z]+(?:ty|teen)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)[- ]?(?:y\\/?o|years?|yrs?)?[- ]?(?:old)?\\s+|(?:elderly|older|younger|dear|poor|late|best|good|close|own|little|old|frail|sweet|female|male)\\s+){0,3}'

const ANCHORS = new RegExp(
  [
    // "like my mother" and "since my mom had it" compare; they do not ask for her.
    `(?<compared>\\b(?:like|than|from|unlike)\\s+(?:my|our)\\s+(?:${RELATIVES})\\b)`,
    // "as a mother of two" is the patient.
    `(?<role>\\b(?:i am|i'm|im|as|being) an? ${BETWEEN}(?:${RELATIVES})\\b)`,
    `(?<patient>\\b(?:(?:my|our) ${BETWEEN}patients?|an? ${BETWEEN}patient of (?:mine|ours)|one of (?:my|our) (?:patients|clients|residents)|(?:(?:carer|caregiver|caretaker|nurse|aide) (?:for|of|to)|car(?:e|ing) for|look(?:s|ing)? after) an? ${BETWEEN}(?:lady|woman|man|gentleman|person|patient|resident|client))\\b(?! (?:portal|chart|record|file|advocate|navigator|info)))`,
    `(?<relative>\\b(?:(?:my|our|his|her|the|a|an)\\s+)?${BETWEEN}(?:${RELATIVES})(?:'s)?\\b)`,
    `(?<pronoun>\\b(?:she|he|her|his|him|hers|herself|himself|she's|he's|shes|hes)\\b)`,
    `(?<carrier>\\bi (?:think|guess|believe|suppose|mean|heard|read|wonder|want to know|need to know|would like to know|have a question)\\b|\\bi(?:'m|m| am) (?:wondering|asking|writing|curious|worried|concerned|calling)\\b|\\b(?:what|how) (?:should|can|could|do) i (?:do|help|give|tell|get|make|protect|feed|support)\\b|\\b(?:should|can|could) i (?:give|take (?:her|him)|help|get (?:her|him))\\b|\\b(?:tell|show|give|help|explain to|told) me\\b|\\bcan i (?:ask|know)\\b)`,
    `(?<self>\\b(?:i|i'm|im|i've|ive|i'd|i'll|me|my|mine|myself)\\b)`,
  ].join('|'),
  'g',
)

const IS_TOLD_OF =
  /^(?:she|he)(?:'?s)?\s+(?:is|has|had|takes|weighs|broke|fell|\d)|^(?:her|his) (?:\w+ )?(?:[tz][- ]?scores?|age|weight|dexa|dxa|bone density|scan)\b/

/** Finds who is spoken of, in the order of the text. */
export function findPersons(text: string): readonly PersonAnchor[] {
  const anchors: PersonAnchor[] = []
  for (const { index, groups = {} } of text.matchAll(ANCHORS)) {
    if (groups['compared'] !== undefined || groups['carrier'] !== undefined) continue
    if ((groups['relative'] ?? groups['patient']) !== undefined) {
      anchors.push({ start: index, about: 'other', isPronoun: false })
    }
    // "she said my score is…" is the doctor, unless somebody was named or is being described.
    const isNamed = anchors.some(({ about }) => about === 'other')
    if (groups['pronoun'] !== undefined && (isNamed || IS_TOLD_OF.test(text.slice(index)))) {
      anchors.push({ start: index, about: 'other', isPronoun: true })
    }
    if (groups['self'] !== undefined || groups['role'] !== undefined) {
      anchors.push({ start: index, about: 'patient', isPronoun: false })
    }
  }
  return anchors
}

/** Says whose a value is: of the last person named before it, or of the one it is said to be for. */
export function whoseIs(
  { text, persons }: { readonly text: string; readonly persons: readonly PersonAnchor[] },
  { start, end }: { readonly start: number; readonly end: number },
): 'patient' | 'other' {
  const before = persons.findLast((person) => person.start <= start)
  if (before !== undefined) return before.about
  const after = persons.find((person) => person.start >= end)
  if (after?.about !== 'other') return 'patient'
  return /\b(?:for|of|in|is|are|was)\s*$/.test(text.slice(end, after.start)) ? 'other' : 'patient'
}

const ASKING =
  /\b(?:tell|show|give|help|explain to|teach|remind|send|text|let) me\b|\bi (?:want|need|would like|wish) to know\b|\bi'?d like to know\b|\bi have a question\b|\bi (?:heard|read|wonder|saw)\b|\bi(?:'m|m| am) (?:wondering|asking|curious)\b|\b(?:can|could|may) i ask\b/g
const FIRST_PERSON = /\b(?:i|i'm|im|i've|ive|i'd|i'll|me|my|mine|myself)\b/

/** Tells whether a normal text speaks of the patient's own case. */
export function hasOwnCase(text: string): boolean {
  if (!FIRST_PERSON.test(text)) return false
  return findPersons(text.replace(ASKING, ' ')).some(({ about }) => about === 'patient')
}

/** Tells whether patients speak of their own case ("do I need…", "my score"), not just ask in general. */
export function isPersonal(utterance: string): boolean {
  return hasOwnCase(normalize(utterance).text)
}

/** Puts the relative into the question: "can my mother…", "for my mom". */
const ASKED_FOR =
  /\b(?:for|help|helping|give|giving|can|should|does|do|is|could|will|would|may|tell|about|take|feed|care of|caring for)\s*$/

/** Tells whether the case asked about is somebody else's ("my mother…"), and not the patient's own. */
export function isAboutOther(utterance: string): boolean {
  const { text } = normalize(utterance)
  const persons = findPersons(text)
  const last = persons.at(-1)
  if (last?.about !== 'other') return false
  // "I'm 45, my mother had it" adds a family history to the patient's own case.
  const isOwnCase = persons.some(({ about }) => about === 'patient')
  return !isOwnCase || last.isPronoun || ASKED_FOR.test(text.slice(0, last.start))
}
