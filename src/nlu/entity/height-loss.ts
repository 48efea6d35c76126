import type { HeightLoss } from '../../types.js'
import { isNegated, spanOf, textAfter, textBefore } from './reading.js'
import type { Found, Reader, Span } from './reading.js'

const LOST =
  /(?<value>\d+(?:\.\d+)?|an?|one|two|three|four|half an?)\s*(?<half>and a half\s*)?(?<unit>inch(?:es)?|ins?\b|"|''|cms?\b|centimet(?:er|re)s?)(?<plus>\s+and a half\b)?/g
const CUE = /\b(?:shrunk|shrinking|shrank|shorter|lost|losing|loss|less tall|smaller|down)\b/
const HEIGHT = /\b(?:height|tall|taller|shorter|shrunk|shrinking|shrank|shorten\w*)\b/
/** Shorter than somebody else, or somewhere else than in height. */
const ELSEWHERE =
  /\b(?:waist|hips?|belly|bust|hair|weight|tumou?r|lump|legs?|arms?|shorter than (?:my|her|his|him|she|he|the|other|most))\b/
/** Asked of people in general. */
const IN_GENERAL =
  /\b(?:is it|is losing|normal|people|women|men|everyone|do (?:you|we)|or (?:more|less))\b/
const SINCE_LAST =
  /\b(?:since (?:my )?last|last (?:year|visit|check|time|appointment|measured)|this (?:past )?year|past year|within a year|in (?:a|one|the last|the past) (?:year|few (?:months|years))|recently)\b/
const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  'half a': 0.5,
  'half an': 0.5,
}
const MAX_LOSS = { in: 10, cm: 25 }

/** Reads lost height: "I've shrunk 2 inches", "used to be 5'6 and now I'm 5'4". */
export const readHeightLoss: Reader = ({ text, awaited }) => {
  const isAnswer = awaited === 'heightLoss'
  const since: HeightLoss['since'] = SINCE_LAST.test(text) ? 'last' : 'tallest'
  const two = betweenTwoHeights(text, since)
  if (two !== undefined) return [two]
  const isOfHeight = HEIGHT.test(text) && CUE.test(text) && !IN_GENERAL.test(text)
  if (ELSEWHERE.test(text) || !(isAnswer || isOfHeight)) return []
  const found = [...text.matchAll(LOST)].flatMap((match) => {
    const span = spanOf(match)
    const near = textBefore(text, span) + textAfter(text, span)
    if (isNegated(text, span) || !(isAnswer || CUE.test(near))) return []
    const { value: said = '', unit = '', half, plus } = match.groups ?? {}
    const value = (WORDS[said] ?? Number(said)) + ((half ?? plus) === undefined ? 0 : 0.5)
    return lossOf({ value, unit: unit.startsWith('c') ? 'cm' : 'in', since }, span)
  })
  return found.slice(0, 1)
}

function lossOf(loss: HeightLoss, { start, end }: Span): readonly Found[] {
  const isLoss = loss.value > 0 && loss.value <= MAX_LOSS[loss.unit]
  return isLoss ? [{ slot: 'heightLoss', value: loss, start, end }] : []
}

const THEN_AND_NOW = /\b(?:used to be|was|from|went from|were|now)\b/
const FEET =
  /\b(?<feet>[4-7])\s?(?:'|ft\.?|feet|foot)\s?(?<inches>\d{1,2}(?:\.\d+)?)?(?:\s?(?:"|''|in(?:ches)?\b))?/g
const CENTIMETERS = /\b(?<cm>1\d\d(?:\.\d+)?)\s?(?:cms?\b|centimet(?:er|re)s?)/g
const INCHES_PER_FOOT = 12

/** Two heights in the same unit, the second one smaller. */
function betweenTwoHeights(text: string, since: HeightLoss['since']): Found | undefined {
  if (!THEN_AND_NOW.test(text)) return undefined
  for (const [unit, pattern] of [
    ['in', FEET],
    ['cm', CENTIMETERS],
  ] as const) {
    const [first, second] = [...text.matchAll(pattern)]
    if (first === undefined || second === undefined) continue
    const value = Math.round((sizeOf(first) - sizeOf(second)) * 100) / 100
    const span = { start: first.index, end: spanOf(second).end }
    const [found] = lossOf({ value, unit, since }, span)
    if (found !== undefined) return found
  }
  return undefined
}

function sizeOf({ groups = {} }: RegExpExecArray): number {
  const { cm, feet, inches } = groups
  return cm === undefined ? Number(feet) * INCHES_PER_FOOT + Number(inches ?? 0) : Number(cm)
}
