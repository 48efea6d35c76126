/** Reads a reply to a weekly check-in: "3, pain 2, no fall", "did 2 sessions, hurts 7/10", "fell tuesday". */
import {
  FELL,
  MUCH_PAIN,
  NO_FALL,
  NO_PAIN,
  NOT_OWN_FALL,
  PAIN,
  plainWords,
  SESSION_WORDS,
  SESSIONS,
} from './check-in-words.js'

/** What a check-in asks for, in the order in which it asks. */
export type CheckInPart = 'sessions' | 'pain' | 'fall'

export const CHECK_IN_PARTS: readonly CheckInPart[] = ['sessions', 'pain', 'fall']

/** What was read of a week; a part that was not said, or not clearly, is absent. */
export interface CheckIn {
  /** 0…21. */
  readonly sessions?: number
  /** The worst of the week, 0…10. */
  readonly painOf10?: number
  /** Said to be bad, in words: it is taken seriously without a number. */
  readonly isMuchPain?: boolean
  readonly hasFallen?: boolean
}

const MAX_SESSIONS = 21
const MAX_PAIN = 10

/**
 * Reads a reply; undefined when it says nothing about a week, and is something else.
 *
 * @param awaited The part that was asked for last, so that a bare "2" or "no" is read as its answer.
 */
export function readCheckIn(text: string, awaited?: CheckInPart): CheckIn | undefined {
  const words = plainWords(text)
  if (QUESTION.test(words))
    return readFall(words).hasFallen === true ? { hasFallen: true } : undefined
  const read = [readList(words), readAwaited(words, awaited), readSaid(words)]
  return read.find((each) => Object.keys(each).length > 0)
}

/** Of a question nothing is read but a fall: "is it bad that I fell?" */
const QUESTION =
  /^(?:what|how|is|are|should|shall|can|could|may|do|does|when|why|which|who|will|would|am)\b/

/** Puts what was said later to what was said before. A fall once told is not taken back by a slip. */
export function completeCheckIn(before: CheckIn, now: CheckIn): CheckIn {
  const hasFallen = before.hasFallen === true || now.hasFallen
  return { ...before, ...now, ...(hasFallen !== undefined && { hasFallen }) }
}

/** The parts to ask for, in order; none when the check-in is complete. */
export function missingFrom(checkIn: CheckIn): readonly CheckInPart[] {
  const { sessions, painOf10, hasFallen } = checkIn
  const told = { sessions, pain: painOf10, fall: hasFallen }
  return CHECK_IN_PARTS.filter((part) => told[part] === undefined)
}

const YES = '(?:y|yes|yep|yeah|yup|fell|i fell|i did|1|2|3)'
const NO = "(?:n|no|nope|none|nah|0|no falls?|nofall|no fall this week|didn't fall)"
const LIST = new RegExp(
  `^(?:1[).] ?)?(?<sessions>\\d{1,3}|none|once|twice)(?: sessions?)? ?[,;/. -] ?(?:2[).] ?)?(?:pain ?)?(?<pain>\\d{1,3}|none|no pain)(?:/10)? ?(?:[,;/. -] ?(?:3[).] ?)?(?<fall>${YES}|${NO}))?[.!]?$`,
)

/** Bare answers in the order of the questions: "3, 2, no", "3 2 n", "2/0/none". */
function readList(words: string): CheckIn {
  const { sessions, pain, fall } = LIST.exec(words)?.groups ?? {}
  if (sessions === undefined || pain === undefined) return {}
  // "7/10" is how much it hurts, and "1/2" is half of something.
  if (fall === undefined && /^\d+ ?[/-] ?\d+[.!]?$/.test(words)) return {}
  return {
    ...sessionsOf(COUNTS[sessions] ?? Number(sessions)),
    ...painOf(/^n/.test(pain) ? 0 : Number(pain)),
    ...(fall !== undefined && { hasFallen: new RegExp(`^${YES}$`).test(fall) }),
  }
}

const COUNTS: Readonly<Record<string, number>> = { none: 0, once: 1, twice: 2 }

function readSaid(words: string): CheckIn {
  const read = { ...readSessions(words), ...readPain(words), ...readFall(words) }
  const { sessions, painOf10, hasFallen } = read
  const isOnlyFallOpen = sessions !== undefined && painOf10 !== undefined && hasFallen === undefined
  return isOnlyFallOpen ? { ...read, ...readLast(words) } : read
}

/** "3x, 1/10, no": the last of the three questions is answered last. */
function readLast(words: string): CheckIn {
  const last =
    words
      .split(/[,;.] ?/)
      .filter((part) => part !== '')
      .at(-1) ?? ''
  if (new RegExp(`^${YES}[.!]?$`).test(last)) return { hasFallen: true }
  return new RegExp(`^${NO}[.!]?$`).test(last) ? { hasFallen: false } : {}
}

function readSessions(words: string): CheckIn {
  // What hurts "3/10" was not done three times.
  const withoutPain = PAIN.reduce((rest, pattern) => rest.replace(pattern, ' '), words)
  const told = SESSIONS.map(
    (pattern) => pattern.exec(withoutFalls(withoutPain))?.groups?.['count'],
  ).find((count) => count !== undefined)
  if (told !== undefined) return sessionsOf(Number(told))
  const word = SESSION_WORDS.find(([pattern]) => pattern.test(withoutFalls(words)))
  if (word !== undefined) return sessionsOf(word[1])
  const lead = /^(?<count>\d{1,2})(?= ?[,;.]| and\b| pain\b| no (?:pain|falls?)\b)/.exec(words)
  const count = lead?.groups?.['count']
  return count === undefined || PAIN.some((pattern) => pattern.exec(words)?.index === 0)
    ? {}
    : sessionsOf(Number(count))
}

/** "Fell once" is no session. */
function withoutFalls(words: string): string {
  return words.replace(
    /\b(?:fell|fallen|falls?|fall)\b(?: (?:down|over|again))?,? (?:once|twice|daily|\d+ ?(?:times|x))\b/g,
    '',
  )
}

function sessionsOf(sessions: number): CheckIn {
  return Number.isInteger(sessions) && sessions <= MAX_SESSIONS ? { sessions } : {}
}

function readPain(words: string): CheckIn {
  const isMuchPain =
    MUCH_PAIN.test(words) &&
    !/\b(?:no|not|without|wasn't|isn't)\b[^,.;]{0,12}\b(?:severe|bad|terrible|much|awful)\b/.test(
      words,
    )
  const much = isMuchPain ? { isMuchPain } : {}
  for (const pattern of PAIN) {
    const { pain, higher } = pattern.exec(words)?.groups ?? {}
    // Of "7 or 8" the worse counts.
    if (pain !== undefined)
      return { ...much, ...painOf(Math.max(Number(pain), Number(higher ?? 0))) }
  }
  if (isMuchPain) return much
  return NO_PAIN.test(words) ? painOf(0) : {}
}

/** Between two numbers the worse counts; more than ten is asked about again. */
function painOf(pain: number): CheckIn {
  const painOf10 = Math.ceil(pain)
  return painOf10 <= MAX_PAIN ? { painOf10 } : {}
}

function readFall(words: string): CheckIn {
  const own = words.replace(new RegExp(NOT_OWN_FALL.source, 'g'), ' ')
  const withoutNo = own.replace(new RegExp(NO_FALL.source, 'g'), ' ')
  if (FELL.some((pattern) => pattern.test(withoutNo))) return { hasFallen: true }
  return NO_FALL.test(own) ? { hasFallen: false } : {}
}

const LEAD =
  "^(?:i think |i guess |about |around |maybe |just |only |it was |it's |its |was |a |an |like |i did |did |i'd say |id say |say |probably |ok,? |um,? )*"
const TAIL =
  '(?: ?(?:i think|i guess|or so|this week|in all|total|times|sessions?|today|thanks|thank you|maybe|at (?:its|the) worst))*[.!]*$'

function readAwaited(words: string, awaited: CheckInPart | undefined): CheckIn {
  switch (awaited) {
    case undefined:
      return {}
    case 'sessions': {
      const told = answerOf(words, '(?<told>\\d{1,3}|none|nothing|nil|no|nope|once|twice|not any)')
      if (told === undefined) return {}
      return sessionsOf(COUNTS[told] ?? (/^n/.test(told) ? 0 : Number(told)))
    }
    case 'pain': {
      const told = answerOf(
        words,
        '(?<told>\\d{1,3}(?:\\.\\d)?(?: ?(?:-|or|to) ?\\d{1,2})?|none|nothing|nil|no|nope|not at all)',
      )
      if (told === undefined) return {}
      const numbers = (told.match(/\d+(?:\.\d)?/g) ?? ['0']).map(Number)
      return painOf(Math.max(...numbers))
    }
    case 'fall': {
      const said = { ...readPain(words), ...readFall(words) }
      if (said.hasFallen !== undefined) return said
      if (NOT_FALLEN.test(words)) return { ...said, hasFallen: false }
      return HAS_FALLEN.test(words) ? { ...said, hasFallen: true } : {}
    }
  }
}

const NOT_FALLEN =
  /^0[.!]*$|^(?:n|no|nope|nah|never|none|nothing|not once)\b(?! (?:idea|clue|wonder))/
const HAS_FALLEN =
  /^(?:y|yes|yep|yeah|yup|[1-3] ?(?:times|x)|once|twice|i did|i have)\b|^[1-3][.!]*$/

function answerOf(words: string, wanted: string): string | undefined {
  return new RegExp(`${LEAD}${wanted}${TAIL}`).exec(words)?.groups?.['told']
}
