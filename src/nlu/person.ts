import type { Person } from '../types.js'
import { normalize } from './normalize.js'
import { askingPart, isPlainlyOwn, withoutOpinions } from './own-case.js'
import { rememberLast } from './remember.js'
import { fits, KIN, personOf } from './relations.js'

/** Words that say whose case is being told from there on. */
export interface PersonAnchor {
  /** Offset into the normal text. */
  readonly start: number
  readonly about: 'patient' | 'other'
  /** "she" or "he": the talk goes on about the same person. */
  readonly isPronoun: boolean
  /** Who the other is; `someone` for "she" where nobody was named. */
  readonly person?: Person
  /** "My mom is…", and not "with my aunt": whom a later "she" is of. */
  readonly isTold?: boolean
}

// "my 82-year-old mother", "my dear old mum": the age stands inside, so the anchor starts at "my".
const BETWEEN =
  '(?:(?:\\d{1,3}|[a-z]+(?:ty|teen)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)[- ]?(?:y\\/?o|years?|yrs?)?[- ]?(?:old)?\\s+|(?:elderly|older|younger|dear|poor|late|best|good|close|own|little|old|frail|sweet|female|male|new)\\s+){0,3}'
const OWNER = 'my|our|his|her|the|this|a|an|one of my|one of our'

/** What is done with somebody who is only held, or told of the patient's own case. */
const HANDLE =
  '(?:pick(?:ing)?(?: up)?|lift(?:ing)?|carry(?:ing)?|hold(?:ing)?|hug(?:ging)?|cuddl(?:e|ing)|babysit(?:ting)?|play(?:ing)? with|run(?:ning)? after|chas(?:e|ing)(?: after)?|tell(?:ing)?)'

const ANCHORS = new RegExp(
  [
    // "Can I pick up my grandson?" asks for one's own back.
    `(?<handled>(?<!\\b(?:what|how) (?:\\w+ )?i )\\b${HANDLE} (?:(?:my|our|the|a|an) ${BETWEEN}(?:${KIN})|him|her)\\b)`,
    // "like my mother" and "since my mom had it" compare; they do not ask for her.
    `(?<compared>\\b(?:like|than|from|unlike)\\s+(?:my|our)\\s+(?:${KIN})\\b)`,
    // "as a mother of two" is the patient, and so is "I'm her daughter".
    `(?<role>\\b(?:(?:i am|i'm|im|as|being) an?|(?:i am|i'm|im) (?:her|his|the|their)) ${BETWEEN}(?:${KIN})\\b)`,
    // "I look after a lady of 90": somebody without a name.
    `(?<charge>\\b(?:(?:carer|caregiver|caretaker|nurse|aide) (?:for|of|to)|car(?:e|ing) for|look(?:s|ing)? after) an? ${BETWEEN}(?<cared>lady|woman|gentleman|man|person|patient|resident|client)\\b)`,
    `(?<relative>(?<!'s )\\b(?:(?<owner>${OWNER})\\s+)?${BETWEEN}(?<kin>${KIN})\\b(?!'?s day\\b)(?:'s)?(?<mine> of (?:mine|ours)\\b)?)`,
    `(?<pronoun>\\b(?:she|he|her|his|him|hers|herself|himself|she's|he's|shes|hes)\\b)`,
    `(?<carrier>\\bi (?:(?:do not|don't|dont|did not|didn't|can not|cannot|can't|cant|would not|wouldn't) )?(?:meant|said|wrote|typed|mistyped|told you|forgot|forget|remember|recall|know of|know|am aware of|am not sure|am sure|misspoke|mistook|think|guess|believe|suppose|mean|heard|read|wonder|want to know|need to know|would like to know|have a question)\\b|\\bi(?:'m|m| am) (?:wondering|asking|writing|curious|worried|concerned|calling)\\b|\\b(?:what|how) (?:should|can|could|do) i (?:do|help|give|tell|get|make|protect|feed|support)\\b|\\b(?:should|can|could) i (?:give|take (?:her|him)|help|get (?:her|him))\\b|\\b(?:how|what|should|can|could|may|must|do)(?: (?:should|can|could|do))? i (?!(?:\\w+ )?${HANDLE} )(?:\\w+ )?\\w+(?= (?:(?:my|our) ${BETWEEN}(?:${KIN})|her|him)\\b)|\\b(?:tell|show|give|help|explain to|told) me\\b|\\bcan i (?:ask|know)\\b)`,
    `(?<self>\\b(?:i|i'm|im|i've|ive|i'd|i'll|me|my|mine|myself)\\b)`,
  ].join('|'),
  'g',
)

/** Somebody who only says something, or does something for the patient, is not asked for. */
const SAYS =
  /^,?\s*(?:(?:also|always|just|once|really|often|only|both|has|had|have|is|was|keeps?|kept|who)\s+){0,2}(?:says?|said|saying|thinks?|thought|told|tells?|telling|on at|swears?|swore|reckons?|claims?|insists?|reads?|heard|hears|asks?|asked|suggests?|suggested|recommend(?:s|ed)?|gave|gives|giving|bought|buys|sent|sends|show(?:s|ed)|mention(?:s|ed)|believes?|knows|knew|wonders?|nags?|jokes?|laughs?|laughed|teases?|teased|prescribe[sd]?|ordered|offered|explained|wrote|called it|put me|made me|makes me|wants? me|pushed me|got me|took me|drove me|drives me|lent me|signed me|set (?:me|this|it)|warned|advised)\b/

const TOLD_OF =
  /^,?\s*(?:who\s+)?(?:is|was|has|had|takes|took|broke|fell|gets|got|wants?|needs?|lives?|weighs|can'?t|won'?t|keeps|\d{2})\b/

const CARER_OF_THE_PATIENT =
  /\b(?:doctors?|doc|dr|gp|nurse|pharmacist|physio|therapist|pt|trainer|coach|specialist|consultant|surgeon|dentist|radiologist|(?:rheumat|endocrin|gynaec|gynec|onc)olog\w*|teacher|instructor)\b/

const IS_TOLD_OF =
  /^(?:she|he)(?:'?s)?\s+(?:is|has|had|takes|weighs|broke|fell|\d)|^(?:her|his) (?:\w+ )?(?:[tz][- ]?scores?|age|weight|dexa|dxa|bone density|scan|hip|spine)\b/

/** Even where a doctor is spoken of, whoever is 82 or weighs 50 kg is not the doctor. */
const IS_MEASURED =
  /^(?:she|he)(?:'?s| is)? (?:now |about )?(?:\d|weighs|takes|broke)|^(?:her|his) (?:\w+ )?(?:[tz][- ]?scores?|age|weight|bone density)\b/

/** "When should a woman have her first scan?" */
const ANYBODY =
  /\b(?:an?|any|every|each) (?:\w+ )?(?:woman|man|person|lady|girl|boy|teen\w*|child|patient|client|adult|mother|father)\b|\b(?:women|men|people|anyone)\b/

/** What is somebody's and not of their body: "my son's wedding". */
const BELONGINGS =
  /^ (?:\d\w* )?(?:wedding|birthday|party|graduation|christening|funeral|house|home|place|kitchen|garden|car|truck|boat|phone|dog|cat|dialysis|class|school|affairs)\b/

/**
 * Finds who is spoken of, in the order of the text.
 *
 * The second argument is who was asked for before: "she" may be them.
 */
export const findPersons = rememberLast(personsIn)

function personsIn(text: string, known: Person | undefined): readonly PersonAnchor[] {
  const anchors: PersonAnchor[] = []
  for (const { index, groups = {}, 0: found } of text.matchAll(ANCHORS)) {
    const after = text.slice(index + found.length)
    const { kin, owner, mine, pronoun, cared } = groups
    if (kin !== undefined) {
      const named = personOf(kin, mine ?? owner)
      const isAside = found.endsWith('s') && BELONGINGS.test(after)
      if (named === undefined || isAside || isOnlySaying(after, named)) continue
      // "Her mother" is a third one, of whom nothing is kept.
      const person = owner === 'her' || owner === 'his' ? undefined : refined(named, after)
      const isTold = TOLD_OF.test(after)
      anchors.push({
        start: index,
        about: 'other',
        isPronoun: false,
        isTold,
        ...(person && { person }),
      })
    }
    if (cared !== undefined) {
      const person = refined({ relation: 'someone', pronoun: CARED[cared] ?? 'they' }, after)
      anchors.push({ start: index, about: 'other', isPronoun: false, isTold: true, person })
    }
    if (pronoun !== undefined && !SAYS.test(after)) {
      const person = whoIs(pronoun, anchors, known) ?? whoIsUnnamed(pronoun, text, index)
      if (person) anchors.push({ start: index, about: 'other', isPronoun: true, person })
    }
    if (groups['self'] !== undefined || groups['role'] !== undefined) {
      anchors.push({ start: index, about: 'patient', isPronoun: false })
    }
  }
  return anchors
}

const CARED: Readonly<Record<string, Person['pronoun']>> = {
  lady: 'she',
  woman: 'she',
  man: 'he',
  gentleman: 'he',
}

/** "My husband says walking is enough": unless it goes on about him, he is not asked for. */
function isOnlySaying(after: string, { pronoun }: Person): boolean {
  if (!SAYS.test(after)) return false
  const goesOn = { she: /\b(?:she|her)\b/, he: /\b(?:he|his|him)\b/, they: /\b(?:s?he|her|his)\b/ }
  return !goesOn[pronoun].test(after)
}

/** A friend or a client is a woman or a man as soon as it says so. */
function refined(person: Person, after: string): Person {
  if (person.pronoun !== 'they') return person
  const word = /\b(?:she|her|he|his|him)\b/.exec(after)?.[0]
  return word === undefined ? person : { ...person, pronoun: genderOf(word) }
}

function genderOf(pronoun: string): 'she' | 'he' {
  return pronoun.startsWith('s') || pronoun === 'her' || pronoun.startsWith('hers') ? 'she' : 'he'
}

/** The one named last whom a pronoun fits, or the one who was asked for before. */
function whoIs(
  pronoun: string,
  anchors: readonly PersonAnchor[],
  known: Person | undefined,
): Person | undefined {
  const gender = genderOf(pronoun)
  const fitting = anchors.filter(({ person }) => person !== undefined && fits(person, gender))
  const before = fitting.findLast(({ isTold }) => isTold) ?? fitting.at(-1)
  if (before?.person !== undefined) return before.person
  const isKnown = known !== undefined && fits(known, gender)
  return isKnown ? { ...known, pronoun: gender } : undefined
}

/** "She said my score is…" is the doctor, unless somebody is being described or asked for. */
function whoIsUnnamed(pronoun: string, text: string, at: number): Person | undefined {
  const after = text.slice(at)
  const isNobody = ANYBODY.test(text)
  const isTold = IS_TOLD_OF.test(after) && !isNobody
  const isPlain = CARER_OF_THE_PATIENT.test(text) ? IS_MEASURED.test(after) : isTold
  if (!isPlain && (isNobody || CARER_OF_THE_PATIENT.test(text) || !isAskedFor(text, at))) {
    return undefined
  }
  return { relation: 'someone', pronoun: genderOf(pronoun) }
}

function isAskedFor(text: string, at: number): boolean {
  return /\b(?:can|should|does|is|could|will|would|may|for|help|give)\s*$/.test(text.slice(0, at))
}

/** Whose a value is, and how that is known. */
export interface Owner {
  readonly about: 'patient' | 'other'
  readonly person?: Person
  readonly isUnsaid?: true
}

interface Spoken {
  readonly text: string
  readonly persons: readonly PersonAnchor[]
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Says whose a value is: of the last person named before it, or of the one it is said to be for. */
export function ownerOf({ text, persons }: Spoken, { start, end }: Span): Owner {
  const before = persons.findLast((person) => person.start <= start)
  if (before !== undefined) return ownedBy(before)
  const after = persons.find((person) => person.start >= end)
  const isFor = /\b(?:for|of|in|is|are|was)\s*$/.test(text.slice(end, after?.start))
  if (after?.about === 'other' && isFor) return ownedBy(after)
  const isSaid = persons.some(({ about }) => about === 'patient')
  return { about: 'patient', ...(!isSaid && { isUnsaid: true }) }
}

function ownedBy({ about, person }: PersonAnchor): Owner {
  return { about, ...(person !== undefined && { person }) }
}

const ASKING =
  /\b(?:tell|show|give|help|explain to|teach|remind|send|text|let) me\b|\bi (?:want|need|would like|wish) to know\b|\bi'?d like to know\b|\bi have a question\b|\bi (?:heard|read|wonder|saw)\b|\bi(?:'m|m| am) (?:wondering|asking|curious)\b|\b(?:can|could|may) i ask\b/g
const FIRST_PERSON = /\b(?:i|i'm|im|i've|ive|i'd|i'll|me|my|mine|myself)\b/

/** Tells whether a normal text speaks of the patient's own case. */
export const hasOwnCase = rememberLast(speaksOfOwnCase)

function speaksOfOwnCase(text: string): boolean {
  if (!FIRST_PERSON.test(text)) return false
  return findPersons(text.replace(ASKING, ' '), undefined).some(({ about }) => about === 'patient')
}

/** Tells whether patients speak of their own case ("do I need…", "my score"), not just ask in general. */
export function isPersonal(utterance: string): boolean {
  return hasOwnCase(normalize(utterance).text)
}

/** Puts the relative into the question: "can my mother…", "for my mom". */
const ASKED_FOR =
  /\b(?:for|help|helping|give|giving|can|should|does|do|is|could|will|would|may|tell|about|take|feed|care of|caring for|care for|look after|looking after|on behalf of)\s*$/

/** Tells whether the case asked about is somebody else's ("my mother…"), and not the patient's own. */
export function isAboutOther(utterance: string, known?: Person): boolean {
  const text = withoutOpinions(normalize(utterance).text)
  const persons = findPersons(text, known)
  const last = persons.at(-1)
  if (last?.about !== 'other') return false
  // "I'm 45, my mother had it" adds a family history to the patient's own case.
  const isOwnCase = persons.some(({ about }) => about === 'patient')
  if (isOwnCase && isOwnQuestion(text)) return false
  return !isOwnCase || last.isPronoun || ASKED_FOR.test(text.slice(0, last.start))
}

/** "My grandson weighs 24 lb. Can I lift him?", and "I'm 46, what does it mean?" after much of a wife. */
function isOwnQuestion(text: string): boolean {
  const question = askingPart(text)
  if (question !== text && isPlainlyOwn(question)) return true
  return isPlainlyOwn(text) && !SPEAKS_OF_OTHER.test(question)
}

const SPEAKS_OF_OTHER = new RegExp(`\\b(?:s?he|her|his|him|hers|${KIN})\\b`)
