import type { FoundNumber } from '../numbers.js'
import { textAfter, textBefore, type Reading } from './reading.js'
import {
  findScoreCues,
  isFiller,
  isForeign,
  isLimit,
  signOfScore,
  type ScoreCue,
  type ScoreKind,
} from './score-cues.js'
import { isQuestion } from './yes-no.js'

/** A number that is a score, before it is known which of several counts. */
export interface ScoreValue {
  readonly kind: ScoreKind
  /** With the sign it has; without one, the size alone. */
  readonly value: number
  readonly hasSign: boolean
  readonly isLimit: boolean
  readonly start: number
  readonly end: number
}

/** Finds the numbers that are T-scores or Z-scores, in the order of the text. */
export function findScoreValues(
  reading: Reading,
  free: readonly FoundNumber[],
): readonly ScoreValue[] {
  const { text, awaited } = reading
  const cues = findScoreCues(text)
  const asked = awaited === 'tScore' ? 't' : awaited === 'zScore' ? 'z' : undefined
  const candidates = free.filter((number) => !isForeign(text, number))
  const kinds = kindsOf(candidates, cues)
  const values: ScoreValue[] = []
  candidates.forEach((number, i) => {
    const kind = kinds[i] ?? asked ?? 't'
    const previous = values.at(-1)
    if (!isScore({ reading, cues, previous, isAsked: asked !== undefined }, number)) return
    values.push(scoreValue(text, number, kind))
  })
  return values
}

function scoreValue(text: string, number: FoundNumber, kind: ScoreKind): ScoreValue {
  const sign = signOfScore(text, number)
  const size = Math.abs(number.value)
  return {
    kind,
    value: sign === '-' && size > 0 ? -size : size,
    hasSign: sign !== undefined,
    isLimit: isLimit(text, number),
    start: number.start,
    end: number.end,
  }
}

const AT_A_SITE =
  /^\s*(?:at|in) (?:the |my )?(?:left |right |lumbar |total )?(?:spine|hips?|femoral neck|neck|femur)\b/

interface Surroundings {
  readonly reading: Reading
  readonly cues: readonly ScoreCue[]
  readonly previous: ScoreValue | undefined
  readonly isAsked: boolean
}

function isScore({ reading, cues, previous, isAsked }: Surroundings, number: FoundNumber): boolean {
  const { text } = reading
  const isSigned = signOfScore(text, number) !== undefined && number.value !== 0
  if (isAsked && isBareAnswer(text, number, isSigned)) return true
  const cue = cues.findLast(({ end }) => end <= number.start)
  if (cue?.kind === 'foreign' && !isBrokenOff(text.slice(cue.end, number.start))) return false
  // "What does -2.7 mean?": with no other measure in sight, a minus decimal is a score and nothing else.
  if (isSigned) {
    const isEndOfRange = /\bbetween\b(?:[^.;!?]|\.\d){0,16}\band\s*$/.test(textBefore(text, number))
    return cues.length === 0
      ? isScoreLike(number) && !isEndOfRange
      : cues.some(({ kind }) => kind !== 'foreign')
  }
  if (previous !== undefined && isScoreLike(number)) {
    if (isFiller(text.slice(previous.end, number.start))) return true
  }
  const named = cues.findLast(
    ({ kind, end }) => (kind === 't' || kind === 'z') && end <= number.start,
  )
  if (named !== undefined && isFiller(text.slice(named.end, number.start))) return true
  if (/^\s*(?:[tz][- ]?scores?\b|sds?\b|standard deviation)/.test(text.slice(number.end)))
    return true
  const isOfBone = cues.every(({ kind }) => kind !== 'foreign')
  if (isOfBone && isScoreLike(number) && AT_A_SITE.test(textAfter(text, number))) return true
  const measure = cues.findLast(({ kind, end }) => kind !== 'bone' && end <= number.start)
  if (cue?.kind !== 'bone' || measure?.kind === 'foreign' || !isScoreLike(number)) return false
  // A bare "bone density 1.05" is g/cm², which is never a score.
  const mayBeDensity = /density|bmd/.test(text.slice(cue.start, cue.end)) && number.value <= 1.6
  return !mayBeDensity && isFiller(text.slice(cue.end, number.start))
}

/** What the lone number of an answer must look like to be the score that was asked for. */
function isBareAnswer(text: string, number: FoundNumber, isSigned: boolean): boolean {
  if (isSigned) return true
  if (isQuestion(text) || isYear(number) || isDensity(text, number)) return false
  if (isScoreLike(number)) return true
  return text.split(/\s+/).length <= 5 && !/\bborn\b/.test(textBefore(text, number))
}

function isYear({ value }: FoundNumber): boolean {
  return Number.isInteger(value) && value >= 1900 && value < 2100
}

/** Grams a square centimeter have three decimals, or their name before them. */
function isDensity(text: string, number: FoundNumber): boolean {
  const hasThirdDecimal = !Number.isInteger(roundTo3(number.value * 100))
  return hasThirdDecimal || /\b(?:bmd|density)\W*$/.test(textBefore(text, number))
}

function isScoreLike({ value }: FoundNumber): boolean {
  return !Number.isInteger(value) && Math.abs(value) <= 7 && Number.isInteger(roundTo3(value * 100))
}

function roundTo3(value: number): number {
  return Math.round(value * 1000) / 1000
}

function isBrokenOff(text: string): boolean {
  return /[.;!?]\s|\band\b|\bbut\b/.test(text)
}

/** Names each number's kind by the "T-score" or "Z-score" that it follows, or that follows it. */
function kindsOf(
  numbers: readonly FoundNumber[],
  cues: readonly ScoreCue[],
): readonly (ScoreKind | undefined)[] {
  const named = cues.flatMap(({ kind, start, end }) =>
    kind === 't' || kind === 'z' ? [{ kind, start, end }] : [],
  )
  const first = numbers[0]
  const ahead = first === undefined ? [] : named.filter(({ end }) => end <= first.start)
  // "T- and Z-scores are -2.5 and -1.1": as many names in front as numbers behind.
  const areListed =
    new Set(ahead.map(({ kind }) => kind)).size === 2 &&
    ahead.length === named.length &&
    numbers.length === ahead.length
  return numbers.map((number, i) => {
    if (areListed) return ahead[i]?.kind
    const before = named.findLast(({ end }) => end <= number.start)
    const after = named.find(({ start }) => start >= number.end && start - number.end <= 24)
    return ahead.length > 0 ? before?.kind : (after ?? before)?.kind
  })
}
