import type { Day } from './calendar.js'
import { findTimesSince } from './how-long-ago.js'
import { holdsPhrase } from './phrases.js'
import { readPastDay } from './past-day.js'
import { spanOf, type Found, type Reader, type Reading, type Span } from './reading.js'

const MAX_MONTHS = 60
/** A shot that is late by so much was due when six months had passed. */
const DUE_MONTHS = 6

const SHOT = /\b(?:shots?|injections?|jabs?|dose|prolia|denosumab|injected)\b/
const LAST =
  /\b(?:last|ago|since|previous|most recent|had (?:it|my|one|the)|got (?:it|my|one|the)|(?:shot|injection|jab|dose) was)\b/
/** "I started Prolia 3 years ago" tells no last shot, nor does "I take Prolia and broke my wrist 9 months ago". */
const BEGAN = /\b(?:started|began|begun|first|been on|diagnosed|broke|fell|fractured)\b[^.;!?,]*$/
/** "I take Prolia, my last scan was 2 years ago." */
const OF_ANOTHER = /\b(?:scans?|dexa|dxa|density|tests?|falls?|fracture|surgery|operation)\b/

/**
 * Reads how long ago the last denosumab shot for osteoporosis was, in months.
 *
 * Not for a cancer dose, which has its own schedule, and not for any other medicine (rules R13).
 */
export const readLastDose: Reader = (reading) => {
  const { text, awaited, lexicon } = reading
  const isAnswer = awaited === 'monthsSinceDose'
  if (holdsPhrase(lexicon.cancerWords, text) || isOtherMedicine(reading)) return []
  if (!isAnswer && !isDenosumab(reading)) return []
  const part = isAnswer ? { text, start: 0 } : sentenceOfShot(text)
  if (part === undefined) return []
  const found =
    readAgo(part.text, isAnswer) ?? readDate(part.text, reading) ?? readRecent(part.text)
  return (found ?? []).map((value) => ({
    ...value,
    start: value.start + part.start,
    end: value.end + part.start,
  }))
}

/** Ids of the medicines named; one that is only for cancer has none. */
function namedMedicines({ lexicon, text }: Reading): readonly (string | undefined)[] {
  return [...text.matchAll(/[\p{L}\d]{3,}/gu)]
    .map(([word]) => lexicon.medicineNames.meaningOf(word))
    .filter(({ isMedicine }) => isMedicine)
    .map(({ id }) => id)
}

function isDenosumab(reading: Reading): boolean {
  return namedMedicines(reading).includes('denosumab')
}

/** "My last Reclast" is another medicine's date, and Xgeva is a cancer dose. */
function isOtherMedicine(reading: Reading): boolean {
  return namedMedicines(reading).some((id) => id !== 'denosumab')
}

/** The sentence that tells of a last shot: "I broke my hip 5 years ago" in another one is no dose. */
function sentenceOfShot(
  text: string,
): { readonly text: string; readonly start: number } | undefined {
  const sentences = [...text.matchAll(/[^.;!?]+(?:\.\d[^.;!?]*)*/g)]
  const found = sentences.find(([sentence]) => SHOT.test(sentence) && LAST.test(sentence))
  return found && { text: found[0], start: found.index }
}

function readAgo(text: string, isAnswer: boolean): readonly Found[] | undefined {
  const times = findTimesSince(text).filter(({ start }) => isOfShot(text.slice(0, start)))
  const told =
    times.find(({ kind }) => kind !== 'bare') ??
    (isAnswer ? times.find(({ kind }) => kind === 'bare') : undefined)
  if (told === undefined) return undefined
  return monthsFound(told.kind === 'late' ? DUE_MONTHS + told.months : told.months, told)
}

/** Whether a time that follows this is that of a shot, as far as its clause tells. */
function isOfShot(before: string): boolean {
  const clause = before.slice(before.lastIndexOf(',') + 1)
  return !BEGAN.test(before) && (SHOT.test(clause) || !OF_ANOTHER.test(clause))
}

const NOT_THEN = /,? not (?:in )?[a-z]+\W*$/

/** The day of a shot to come. */
const NEXT = /\b(?:next|due|appointment|appt|scheduled|booked|will|going)\b[^.;!?,]*$/

function readDate(text: string, { receivedAt, awaited }: Reading): readonly Found[] | undefined {
  const [year = 0, month = 1, day = 1] = receivedAt.slice(0, 10).split('-').map(Number)
  const today: Day = { year, month, day }
  // "July, not June".
  const told = readPastDay(text.replace(NOT_THEN, ''), today, {
    isAnswer: awaited === 'monthsSinceDose',
  })
  if (told === undefined || NEXT.test(text.slice(0, told.start))) return undefined
  const isVague = told.isEither || (told.isMonthOnly && isNearLimit(told.months))
  return monthsFound(told.months, told, isVague)
}

/** With no day told, half a month either way may decide whether it is late. */
function isNearLimit(months: number): boolean {
  return months > 4.9 && months < 7.6
}

const ABOUT_A_WEEK = 0.23
/** Months of what is told without a number; near enough, for none comes near a limit. */
const RECENT: Readonly<Record<string, number>> = {
  today: 0,
  'this morning': 0,
  yesterday: 0.03,
  'last week': ABOUT_A_WEEK,
  'last month': 1,
  'last year': 12,
}
/** At the end of what is said, for "I'll call today" tells no shot. */
const RECENTLY =
  /(?:^\W*|\b(?:was|(?:had|got)(?:\s+(?:it|one|mine|my|the|last|prolia|shot|injection|jab|dose))*)\s+)(?:just |sometime )?(?<when>today|this morning|yesterday|last (?:week|month|year)|last \w+day)\W*$/

function readRecent(text: string): readonly Found[] | undefined {
  const match = RECENTLY.exec(text)
  const when = match?.groups?.['when']
  if (match === null || when === undefined) return undefined
  // "Last Tuesday" is some day of the last week.
  return monthsFound(RECENT[when] ?? ABOUT_A_WEEK, spanOf(match), when === 'last year')
}

function monthsFound(months: number, { start, end }: Span, isVague = false): readonly Found[] {
  const value = Math.floor(months * 100) / 100
  const isPlausible = value >= 0 && value <= MAX_MONTHS
  const doubt = isPlausible ? isVague && 'vague' : 'implausible'
  return [{ slot: 'monthsSinceDose', value, start, end, ...(doubt && { doubt }) }]
}
