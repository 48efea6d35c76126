import type { PainRegion } from '../../types.js'
import { findPhrases } from './phrases.js'
import { isNegated, spanOf, type Found, type Reader, type Reading, type Span } from './reading.js'
import { isQuestion } from './yes-no.js'

/** A pain and its place are rarely further apart. */
const REACH = 24
const HURTS =
  /\b(?:hurts?|hurting|aches?|aching|pains?|painful|sore|soreness|throbs?|throbbing|stabbing|killing me|tender|stiff)\b/
/** "My" before the place, or a pain "in" it, makes it a place of somebody's own. */
const OWN = /\b(?:my|her|his|the|both|in|of|across|between)\s+(?:\w+\s+){0,2}$/
/** A longer answer tells something else as well. */
const MAX_ANSWER_WORDS = 14

interface Place extends Span {
  readonly region: PainRegion
}

/** Reads where it hurts: "my thigh aches", and as an answer "groin"; two places are in doubt. */
export const readPainRegions: Reader = (reading) => {
  const places = placesOf(reading)
  const told =
    reading.awaited === 'painRegion' ? answered(reading, places) : hurting(reading, places)
  const all = told.find(({ region }) => region === 'all_over')
  if (all !== undefined) return [regionFound(all)]
  const regions = new Set(told.map(({ region }) => region))
  return told.map((place) => regionFound(place, regions.size > 1))
}

function regionFound({ region, start, end }: Place, isSeveral = false): Found {
  return { slot: 'painRegion', value: region, start, end, ...(isSeveral && { doubt: 'several' }) }
}

/** Each region once, in the order of the text; "hip or groin" is one. */
function placesOf({ lexicon, text }: Reading): readonly Place[] {
  const places = [...lexicon.painRegions].flatMap(([region, phrases]) => {
    const spans = findPhrases(phrases, text).map(spanOf)
    const span = spans.find((found) => !isNegated(text, found) && isPlace(text, found))
    return span === undefined ? [] : [{ region, ...span }]
  })
  // "Lower back of my leg" and "shoulder blades" name another place inside: the longer one counts.
  return places
    .filter(({ start, end }) => {
      const around = places.filter((other) => other.start <= start && other.end >= end)
      return around.every((other) => other.end - other.start <= end - start)
    })
    .toSorted((a, b) => a.start - b.start)
}

/** Where a pain runs to is not where it is, and "the back of my thigh" is no back. */
const RUNS_TO =
  /\b(?:down|into|toward|radiat\w+(?: to)?|shoot\w*(?: to)?|runs?(?: to)?|goes to)\s+(?:\w+\s+){0,2}$/

function isPlace(text: string, { start, end }: Span): boolean {
  const isSideOf = /^back$/.test(text.slice(start, end)) && /^\s+of\b/.test(text.slice(end))
  return !isSideOf && !RUNS_TO.test(text.slice(Math.max(0, start - 32), start))
}

function answered({ text }: Reading, places: readonly Place[]): readonly Place[] {
  const isAnswer = text.split(/\s+/).length <= MAX_ANSWER_WORDS && !isQuestion(text)
  return isAnswer || HURTS.test(text) ? places : []
}

function hurting(
  { text, isPersonal, whoseIs }: Reading,
  places: readonly Place[],
): readonly Place[] {
  return places.filter((place) => {
    if (!isPersonal && whoseIs(place) !== 'other') return false
    const before = text.slice(Math.max(0, place.start - REACH), place.start)
    const after = /^[^.;!?,]*/.exec(text.slice(place.end, place.end + REACH))?.[0] ?? ''
    const isDenied = /\b(?:not|n't|never|no longer|doesn'?t|don'?t|stopped)\b/.test(after)
    const hurts = HURTS.test(after) || HURTS.test(before.split(/[.;!?,]/).at(-1) ?? '')
    return hurts && !isDenied && (OWN.test(before) || /\b(?:have|got|get)\b/.test(before))
  })
}
