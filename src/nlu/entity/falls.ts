import type { SlotDoubt } from '../../types.js'
import { NUMBER_WORDS } from '../number-words.js'
import { findTimesSince } from './how-long-ago.js'
import { spanOf, textBefore, type Found, type Reader, type Reading, type Span } from './reading.js'
import { answerOf, isQuestion } from './yes-no.js'

const MAX_FALLS = 50
const A_YEAR_IN_MONTHS = 12
const MAX_BARE_WORDS = 6

const COUNTS: Readonly<Record<string, number>> = {
  once: 1,
  twice: 2,
  thrice: 3,
  a: 1,
  'a couple of': 2,
  'a couple': 2,
  ...NUMBER_WORDS,
}
const COUNT = `(?<count>\\d{1,3}|${Object.keys(COUNTS)
  .toSorted((a, b) => b.length - a.length)
  .join('|')})`
const AND_MORE = '(?:\\s+or more|\\s+at least)?'
const TIMES = `(?:${COUNT}\\s*(?:times|x)|(?<often>once|twice|thrice))${AND_MORE}`
const HOW = '(?:\\s+(?:down|over|hard|badly|about|maybe|like|around|at least))*'

/** "Fell twice", "two bad falls", "had a fall". */
const COUNTED = [
  new RegExp(`\\b(?:fell|fallen)${HOW}\\s+${TIMES}(?![\\w])`),
  new RegExp(
    `\\b${COUNT}\\s+(?:(?:bad|small|minor|little|nasty|serious)\\s+)?(?:falls?|tumbles?)\\b`,
  ),
  new RegExp(`\\b${TIMES}\\s+(?:i|she|he) (?:fell|have fallen|has fallen)\\b`),
]
/** One fall: it counts where its time is told. */
const FELL = /\b(?:i|i've|she|he|\w+)\s+(?:just |also |have |has |recently )*(?:fell|fallen)\b/
const OFTEN =
  /\b(?:keeps? (?:on )?falling|fall(?:s|ing)? (?:a lot|often|all the time|down a lot|over a lot|quite a (?:bit|lot))|(?:a few|several|some|many|lots of|multiple) falls|fell (?:a few|several|many) times)\b/
const NONE =
  /\b(?:(?:no|zero|without any|any|had no|0)(?<! if any) falls?|(?:haven'?t|have not|hasn'?t|has not|never|didn'?t|did not)(?: had (?:a|any|one)(?: single)?| ever| actually)* (?:fall(?:en|s)?|fell))\b/
const ONLY_NEARLY =
  /\b(?:almost|nearly|(?:would|could|might|may|should)(?:n'?t)?(?: have)?|afraid of|doctor|chair)\s+(?:fell|fall(?:en|ing)?)\b/
/** What falls here is no person. */
const NO_FALL =
  /\b(?:asleep|in love|apart|behind|through|for (?:it|him|her|that)|ill|pregnant|short|out of|off the wagon|(?:from|to|by) -?\d)/
const OF_A_NUMBER =
  /\b(?:e?gfr|sugar|hemoglobin|scores?|density|level|bmd|weight|pressure|numbers?|it)\s+(?:has |have )?$/
const IN_GENERAL =
  /\b(?:if|when|people|women|men|those|who|prevent|avoid|afraid|scared|fear|risk|worry)\b/
const RECENT =
  /\b(?:this (?:past )?(?:year|month|week|winter|spring|summer|fall|morning)|last (?:year|month|week|winter|spring|summer|fall|night|\w+day)|(?:in the )?(?:past|last) (?:year|12 months|twelve months|few (?:weeks|months)|\w+ (?:weeks|months))|(?:a )?few (?:weeks|months|days) ago|recently|lately|yesterday|today|since (?:christmas|january|last))\b/
/** What is told of a fall holds one of these, and most messages tell of none. */
const NAMES_FALL = /f[ae]ll|tumble/
const LONG_AGO = /\b(?:as a (?:kid|child)|when i was|years ago|in my (?:\d0s|\w+ties))\b/

/** Reads how often somebody has fallen in the last twelve months: "I fell twice last year", "no falls". */
export const readFalls: Reader = (reading) => {
  const told = readTold(reading)
  if (told.length > 0 || reading.awaited !== 'fallsPastYear') return told
  return readAnswer(reading)
}

function readTold(reading: Reading): readonly Found[] {
  const { text, isPersonal, awaited } = reading
  if (!NAMES_FALL.test(text)) return []
  const isOfCase = (span: Span) =>
    isPersonal ||
    awaited === 'fallsPastYear' ||
    reading.whoseIs(span) === 'other' ||
    isWholeMessage(text, span)
  const none = find(NONE, text)
  const isSupposed = none !== undefined && /\bif\b[^.;!?]*$/.test(textBefore(text, none))
  if (none !== undefined && isOfCase(none) && !isSupposed && !isQuestion(text))
    return [fallsFound(0, none)]
  const told = [...COUNTED, OFTEN, FELL].flatMap((pattern) => {
    const match = pattern.exec(text)
    return match !== null && isFall(text, spanOf(match)) ? [match] : []
  })
  const [first] = told
  if (first === undefined || !isOfCase(spanOf(first)) || isLongAgo(reading)) return []
  const count = countIn(first)
  const span = spanOf(first)
  if (OFTEN.test(first[0])) return [fallsFound(/keep/.test(first[0]) ? 2 : 3, span, 'vague')]
  // One fall, or one that is only mentioned, needs a time.
  if (count === undefined || count === 1) return isRecent(reading) ? [fallsFound(1, span)] : []
  return [fallsFound(count, span)]
}

/** "No falls": nothing else is said, so nobody else is meant. */
function isWholeMessage(text: string, { start }: Span): boolean {
  return start === 0 && text.split(/\s+/).length <= MAX_BARE_WORDS && !isQuestion(text)
}

function find(pattern: RegExp, text: string): Span | undefined {
  const match = pattern.exec(text)
  return match === null ? undefined : spanOf(match)
}

function countIn({ groups = {} }: RegExpExecArray): number | undefined {
  const said = groups['count'] ?? groups['often']
  return said === undefined ? undefined : (COUNTS[said] ?? Number(said))
}

function isFall(text: string, span: Span): boolean {
  const before = textBefore(text, span)
  const upToIt = before + text.slice(span.start, span.end)
  if (ONLY_NEARLY.test(upToIt)) return false
  const clause = (before.split(/[.;!?,]/).at(-1) ?? '') + text.slice(span.start, span.end)
  const isTold = !IN_GENERAL.test(clause) && !isNumberFalling(clause)
  return isTold && !NO_FALL.test(text.slice(span.start, span.end + 16))
}

function isNumberFalling(clause: string): boolean {
  return OF_A_NUMBER.test(clause.replace(/\b(?:fell|fallen)\b.*$/, ''))
}

function isRecent({ text, receivedAt, awaited }: Reading): boolean {
  const thisYear = Number(receivedAt.slice(0, 4))
  const isThisYear = new RegExp(`\\b${thisYear}\\b`).test(text)
  const times = findTimesSince(text)
  return (
    RECENT.test(text) ||
    isThisYear ||
    times.some(({ months }) => months <= A_YEAR_IN_MONTHS) ||
    awaited === 'fallsPastYear'
  )
}

function isLongAgo({ text, receivedAt }: Reading): boolean {
  const thisYear = Number(receivedAt.slice(0, 4))
  const years = [...text.matchAll(/\b(?:19|20)\d\d\b/g)].map(([year]) => Number(year))
  const isOldYear = years.some((year) => year < thisYear - 1)
  const isOldTime = findTimesSince(text).some(
    ({ months, kind }) => kind === 'ago' && months > A_YEAR_IN_MONTHS,
  )
  return !RECENT.test(text) && (isOldYear || isOldTime || LONG_AGO.test(text))
}

const LEAD =
  "^\\W*(?:(?:i think|i guess|about|maybe|around|only|just|probably|like|it was|i fell|i have|i've|had|yes|well|at least|more than|the)[,\\s]+)*"
const TAIL =
  '(?:\\s*(?:times?|x|falls?|or so|or more|in all|total|this year|last year|that i (?:know|remember)(?: of)?|in the (?:past|last) (?:year|12 months)|in \\w+))*\\W*$'
const BARE = new RegExp(`${LEAD}${COUNT}${TAIL}`)
const EITHER = new RegExp(
  `${LEAD}(?:\\d{1,2}|\\w+)\\s*(?:or|to|,|-)\\s*(?<more>\\d{1,2}|twice|two|three|four|five|six)${TAIL}`,
)
const ZERO =
  /^\W*(?:none|zero|0|nil|never|not once|not (?:at all|any)|no,? (?:none|never))\b|\b(?:don'?t|do not|never) fall\b/
const SOME =
  /\b(?:a few|several|some|many|lots|a lot|all the time|often|too many|more than i can)\b/

/** "Three times", "none", "a few": nothing more was said. */
function readAnswer({ text }: Reading): readonly Found[] {
  if (isQuestion(text)) return []
  const span = { start: 0, end: text.length }
  if (ZERO.test(text)) return [fallsFound(0, span)]
  if (/\bmore than (?:once|one)\b/.test(text)) return [fallsFound(2, span)]
  const either = EITHER.exec(text)?.groups?.['more']
  if (either !== undefined) {
    return [fallsFound(COUNTS[either] ?? Number(either), span, 'several')]
  }
  const bare = BARE.exec(text)
  const count = bare === null ? undefined : countIn(bare)
  if (count !== undefined) return [fallsFound(count, span)]
  if (SOME.test(text)) return [fallsFound(3, span, 'vague')]
  const answer = answerOf(text)
  if (answer === undefined) return []
  return [answer ? fallsFound(1, span, 'vague') : fallsFound(0, span)]
}

function fallsFound(value: number, { start, end }: Span, doubt?: SlotDoubt): Found {
  const judged = value > MAX_FALLS ? 'implausible' : doubt
  return { slot: 'fallsPastYear', value, start, end, ...(judged && { doubt: judged }) }
}
