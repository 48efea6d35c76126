import type { Day } from './calendar.js'
import { findTimesSince } from './how-long-ago.js'
import { readPastDay } from './past-day.js'
import { isNegated, spanOf, type Reader, type Reading } from './reading.js'
import { isQuestion } from './yes-no.js'
import { readYesNo } from './yes-no-slots.js'

const RECENT_MONTHS = 3
const EVENT =
  /\b(?:surger(?:y|ies)|surgical|operations?|operated on|replaced|(?:knee|hip|shoulder|valve) replacements?|(?:broke|broken|fractured|cracked)\b(?! (?:up|down|out|into|even|off)\b)|fracture)/
/** What is still to come, or only feared. */
const TO_COME =
  /\b(?:if|will|have i|having|getting|nothing|going to|scheduled|need|needs|before|next|afraid|risk|avoid|might|should)\b[^.;!?]{0,24}$/
const JUST_NOW =
  /\b(?:just had|yesterday|today|last (?:week|month|night|\w+day)|this (?:week|month)|recently|(?:a )?few weeks ago|(?:a )?few days ago)\b/

/** Reads an operation or a break of the last three months: "I had surgery six weeks ago". */
export const readRecentSurgery: Reader = (reading) => {
  const { text, awaited, isPersonal } = reading
  const event = EVENT.exec(text)
  const isAnswer = awaited === SLOT && !isQuestion(text)
  const isTold =
    event !== null &&
    (isPersonal || isAnswer) &&
    !TO_COME.test(text.slice(0, event.index)) &&
    !isNegated(text, spanOf(event))
  const isRecent = isTold ? wasRecent(reading, sentenceAt(text, event.index)) : undefined
  if (event === null || isRecent === undefined || !(isRecent || isAnswer)) {
    return readYesNo(SLOT)(reading)
  }
  const start = event.index
  return [{ slot: SLOT, value: isRecent, start, end: start + event[0].length }]
}

const SLOT = 'recentSurgeryOrBreak'

/** "I broke my hip 5 years ago. My last shot was in March": the shot's day is not the break's. */
function sentenceAt(text: string, index: number): string {
  const start = text.slice(0, index).search(/[^.;!?]*$/)
  return /^(?:[^.;!?]|\.\d)*/.exec(text.slice(start))?.[0] ?? ''
}

/** Undefined where no time is told. */
function wasRecent({ receivedAt, awaited }: Reading, text: string): boolean | undefined {
  if (JUST_NOW.test(text)) return true
  const [year = 0, month = 1, day = 1] = receivedAt.slice(0, 10).split('-').map(Number)
  const today: Day = { year, month, day }
  const dated = readPastDay(text, today, { isAnswer: awaited === SLOT })
  const times = findTimesSince(text).filter(({ kind }) => kind === 'ago')
  const months = [...times, ...(dated === undefined ? [] : [dated])].map((time) => time.months)
  const years = [...text.matchAll(/\b(?:19|20)\d\d\b/g)].map(([said]) => Number(said))
  if (months.length > 0) return months.some((count) => count >= 0 && count <= RECENT_MONTHS)
  return years.some((said) => said < year) ? false : undefined
}
