/** Hears messages that lean on the last answer: "and for men?", "how often?", "what about vitamin D?". */
import type { EllipsisFile } from '../content/ellipsis-schema.js'
import type { Ellipsis, Entity, SlotName, Slots, Supposition } from '../types.js'
import {
  compilePhrases,
  findPhrases,
  sourceOfAny,
  withoutPhrases,
  type Phrases,
} from './entity/phrases.js'
import { normalize } from './normalize.js'
import { supposedAge } from './supposed-age.js'

/** The words of `_ellipsis.yml`, made ready to search with. */
export interface EllipsisWords {
  readonly leads: RegExp
  readonly fillers: Phrases
  readonly fillersAfterIf: Phrases
  readonly ownCase: Phrases
  readonly facets: readonly Row<string>[]
  readonly subjects: readonly Row<string>[]
  readonly suppositions: readonly Row<Supposition>[]
  /** Subjects that a value names: a medicine. */
  readonly namedBy: ReadonlyMap<string, string>
}

interface Row<T> {
  readonly phrases: Phrases
  readonly means: T
}

/** What is longer says what it means by itself. */
const MAX_WORDS = 8

/** "For a 70 year old woman" is said of others. */
const FOR_SOMEBODY = /\bfor (?:an?|some(?:one|body))\b|\byears?[\s-]olds?\b/

/** Values that may be supposed; the others may be a danger by themselves, so they are told. */
const SUPPOSABLE = new Set<string>([
  'tScore',
  'zScore',
  'ageYears',
  'sex',
  'menopause',
  'priorFracture',
  'fractureSite',
  'supervised',
  'pregnant',
  'kidneyOrCalciumProblem',
  'medicine',
  'weightKg',
])

export function makeEllipsisWords(file: EllipsisFile): EllipsisWords {
  const subjects = Object.entries(file.subjects)
  return {
    leads: new RegExp(`^\\W*(?:${sourceOfAny(file.leads)})`, 'u'),
    fillers: compilePhrases(file.fillers),
    fillersAfterIf: compilePhrases(file.fillersAfterIf),
    ownCase: compilePhrases(file.ownCase),
    facets: Object.entries(file.facets).map(([id, words]) => rowOf(words, id)),
    subjects: subjects
      .filter(([, { words }]) => words.length > 0)
      .map(([id, { words }]) => rowOf(words, id)),
    suppositions: file.suppositions.map(({ words, slots, tScoreClass, isOther }) =>
      rowOf(words, {
        slots: withoutGaps(slots),
        ...(tScoreClass !== undefined && { tScoreClass }),
        ...(isOther && { isOther }),
      }),
    ),
    namedBy: new Map(
      subjects.flatMap(([id, { namedBy }]) => (namedBy === undefined ? [] : [[namedBy, id]])),
    ),
  }
}

function rowOf<T>(words: readonly string[], means: T): Row<T> {
  return { phrases: compilePhrases(words), means }
}

function withoutGaps(slots: { readonly [S in keyof Slots]: Slots[S] | undefined }): Slots {
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== undefined))
}

/** Undefined when a message is long, or holds any word that the table does not know. */
export function hearEllipsis(
  words: EllipsisWords,
  utterance: string,
  entities: readonly Entity[],
): Ellipsis | undefined {
  if (utterance.trim().split(/\s+/).length > MAX_WORDS) return undefined
  if (entities.some(({ slot, doubt }) => doubt !== undefined || !SUPPOSABLE.has(slot))) {
    return undefined
  }
  const { text } = normalize(blanked(utterance, entities))
  const isLeaning = words.leads.test(text)
  const named = nameParts(words, withoutNames(text, entities), isLeaning)
  if (named === undefined) return undefined
  const { facet, isOwnCase } = named
  const subject = named.subject ?? subjectNamedBy(words, entities)
  const supposing = joined(named.supposed, entities, FOR_SOMEBODY.test(text))
  // A bare value tells, a bare subject is offered its questions, and a bare "a man" answers something else.
  const isAlone = facet === undefined && !isOwnCase && !isLeaning
  const isTelling = isAlone && (entities.length > 0 || subject !== undefined || !isAsking(text))
  const isNothing =
    subject === undefined && facet === undefined && supposing === undefined && !isOwnCase
  if (isNothing || isTelling) return undefined
  return {
    isLeaning,
    ...(subject !== undefined && { subject }),
    ...(facet !== undefined && { facet }),
    ...(supposing !== undefined && { supposing }),
    ...(isOwnCase && { isOwnCase }),
  }
}

/** What values are called beside them: "a T-score of -2.7", "a 70 year old woman". */
const NAMES: { readonly [S in SlotName]?: RegExp } = {
  tScore: /\b(?:t[\s-]?)?scores?\b/g,
  zScore: /\b(?:z[\s-]?)?scores?\b/g,
  ageYears: /\b(?:years?|yrs?)(?:[\s-]*olds?)?\b|\by\/?o\b|\bage[ds]?\b/g,
  weightKg: /\b(?:kgs?|kilos?|lbs?|pounds?|weigh(?:s|ed|t|ing)?)\b/g,
}

function withoutNames(text: string, entities: readonly Entity[]): string {
  return entities.reduce((rest, { slot }) => rest.replace(NAMES[slot] ?? /$^/, ' '), text)
}

interface Named {
  readonly subject?: string
  readonly facet?: string
  readonly supposed: readonly Supposition[]
  readonly isOwnCase: boolean
}

/** Reads part after part; undefined when a word is left over. */
function nameParts(words: EllipsisWords, text: string, isFramed: boolean): Named | undefined {
  let rest = withoutPhrases(words.ownCase, text)
  const isOwnCase = rest !== text
  const take = <T>(rows: readonly Row<T>[]): T | undefined => {
    const found = longest(rows, rest)
    if (found !== undefined) rest = cut(rest, found)
    return found?.means
  }
  const facet = take(words.facets)
  const supposed: Supposition[] = []
  for (let next = take(words.suppositions); next !== undefined; next = take(words.suppositions))
    supposed.push(next)
  const subject = take(words.subjects)
  const age = isFramed || isAsking(text) ? supposedAge(rest) : undefined
  if (age !== undefined) {
    rest = cut(rest, age)
    supposed.push({ slots: { ageYears: age.years } })
  }
  if (hasWordsLeft(words, rest)) return undefined
  return {
    supposed,
    isOwnCase,
    ...(subject !== undefined && { subject }),
    ...(facet !== undefined && { facet }),
  }
}

const IF = /\b(?:if|when|once)\b/g

function hasWordsLeft({ leads, fillers, fillersAfterIf }: EllipsisWords, text: string): boolean {
  const isIf = text.search(IF) >= 0
  const known = isIf ? withoutPhrases(fillersAfterIf, text.replace(IF, ' ')) : text
  return /[\p{L}\p{N}]/u.test(withoutPhrases(fillers, known.replace(leads, ' ')))
}

function isAsking(text: string): boolean {
  return /\?\W*$/.test(text)
}

function longest<T>(rows: readonly Row<T>[], text: string) {
  return rows
    .flatMap(({ phrases, means }) =>
      findPhrases(phrases, text).map((match) => ({
        means,
        start: match.index,
        end: match.index + match[0].length,
      })),
    )
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))[0]
}

function cut(text: string, { start, end }: { readonly start: number; readonly end: number }) {
  return `${text.slice(0, start)} ${text.slice(end)}`
}

/** An utterance without the values that were read in it. */
function blanked(utterance: string, entities: readonly Entity[]): string {
  return entities.reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    utterance,
  )
}

function subjectNamedBy({ namedBy }: EllipsisWords, entities: readonly Entity[]) {
  return entities.map(({ slot }) => namedBy.get(slot)).find((subject) => subject !== undefined)
}

function joined(
  supposed: readonly Supposition[],
  entities: readonly Entity[],
  isForSomebody: boolean,
): Supposition | undefined {
  if (supposed.length + entities.length === 0) return undefined
  const read: Slots = Object.fromEntries(entities.map(({ slot, value }) => [slot, value]))
  const slots = supposed.reduce<Slots>((all, { slots }) => ({ ...all, ...slots }), read)
  const tScoreClass = supposed.find(({ tScoreClass }) => tScoreClass !== undefined)?.tScoreClass
  const isOther =
    isForSomebody ||
    supposed.some(({ isOther }) => isOther) ||
    entities.some(({ about }) => about === 'other')
  return {
    slots: slots.fractureSite === undefined ? slots : { ...slots, priorFracture: true },
    ...(tScoreClass !== undefined && { tScoreClass }),
    ...(isOther && { isOther: true as const }),
  }
}
