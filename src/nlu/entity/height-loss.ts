import type { HeightLoss } from '../../types.js'
import { spanOf, textAfter, textBefore, type Found, type Reader } from './reading.js'

const LOST =
  /(?<value>\d+(?:\.\d+)?(?:\s1\/2)?|an?|one|two|three|four|half an?)\s*(?:and a half\s*)?(?<unit>inch(?:es)?|ins?\b|"|''|cms?\b|centimet(?:er|re)s?)/g
const CUE = /\b(?:shrunk|shrinking|shrank|shorter|lost|losing|loss|less tall|smaller|down)\b/
const HEIGHT = /\b(?:height|tall|taller|shorter|shrunk|shrinking|shrank|shorten\w*)\b/
const ELSEWHERE = /\b(?:waist|hips?|belly|bust|hair|weight|tumou?r|lump|leg length)\b/
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
const FEET =
  /(?<feet>[4-7])\s?(?:'|ft\.?|feet|foot)\s?(?<inches>\d{1,2}(?:\.\d+)?)?(?:\s?(?:"|''|in(?:ches)?\b))?/g

const MAX_LOSS = { in: 10, cm: 25 }

/** Reads lost height: "I've shrunk 2 inches", "used to be 5'6 and now I'm 5'4". */
export const readHeightLoss: Reader = ({ text }) => {
  const since: HeightLoss['since'] = SINCE_LAST.test(text) ? 'last' : 'tallest'
  const two = betweenTwoHeights(text, since)
  if (two !== undefined) return [two]
  if (!HEIGHT.test(text) || !CUE.test(text) || ELSEWHERE.test(text)) return []
  const found = [...text.matchAll(LOST)].flatMap((match): readonly Found[] => {
    const span = spanOf(match)
    const { value: said = '', unit = '' } = match.groups ?? {}
    const value =
      (WORDS[said] ?? Number(said.replace(/\s1\/2$/, '.5'))) +
      (/and a half/.test(match[0]) ? 0.5 : 0)
    const near = textBefore(text, span) + textAfter(text, span)
    const inUnit = unit.startsWith('c') ? 'cm' : 'in'
    if (!CUE.test(near) || /\bor (?:more|less)\b/.test(near) || value > MAX_LOSS[inUnit]) return []
    return [{ slot: 'heightLoss', value: { value, unit: inUnit, since }, ...span }]
  })
  return found.slice(0, 1)
}

/** Two heights in feet, the second one smaller. */
function betweenTwoHeights(text: string, since: HeightLoss['since']): Found | undefined {
  if (!/\b(?:used to be|was|from|went from|were|now|to)\b/.test(text)) return undefined
  const [first, second] = [...text.matchAll(FEET)]
  if (first === undefined || second === undefined) return undefined
  const value = Math.round((inchesOf(first) - inchesOf(second)) * 100) / 100
  if (value <= 0 || value > MAX_LOSS.in) return undefined
  const end = spanOf(second).end
  return { slot: 'heightLoss', value: { value, unit: 'in', since }, start: first.index, end }
}

function inchesOf({ groups = {} }: RegExpExecArray | RegExpMatchArray): number {
  return Number(groups['feet']) * 12 + Number(groups['inches'] ?? 0)
}
