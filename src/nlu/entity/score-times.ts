import type { Span } from './reading.js'

const YEAR = /\b(?:19|20)\d\d\b/g
const NOW =
  /\b(?:now|currently|today|latest|newest|most recent|recently|recent|this (?:year|time|one|month|week)|new|current|is)\b/
const PAST =
  /\b(?:was|were|used to be|previously|previous|before|prior|last (?:year|time|scan)|first|old|older|baseline|earlier|ago|back then|originally|initially)\b/

/** Ranks when each score was measured: a higher number is later; 0 where nothing is said. */
export function timesOf(text: string, scores: readonly Span[]): readonly number[] {
  const years = yearsOf(text, scores)
  if (years !== undefined) return years
  return scores.map(({ start, end }, i) => {
    const from = scores[i - 1]?.end ?? 0
    const to = scores[i + 1]?.start ?? text.length
    const before = clausesOf(text.slice(from, start)).at(-1) ?? ''
    const after = clausesOf(text.slice(end, to))[0] ?? ''
    if (NOW.test(after) && !PAST.test(before)) return 1
    if (PAST.test(after) || PAST.test(before) || /\bfrom\s*$/.test(before)) return -1
    return NOW.test(before) ? 1 : 0
  })
}

function clausesOf(text: string): readonly string[] {
  return text.split(/[,;.()]|\band\b|\bbut\b|\bthen\b/)
}

/** The year named with each score, if every score has one or the rest are of now. */
function yearsOf(text: string, scores: readonly Span[]): readonly number[] | undefined {
  const first = scores[0]
  if (first === undefined) return undefined
  const isYearFirst = text.slice(0, first.start).search(YEAR) >= 0
  const years = scores.map(({ start, end }, i) => {
    const from = isYearFirst ? (scores[i - 1]?.end ?? 0) : end
    const to = isYearFirst ? start : (scores[i + 1]?.start ?? text.length)
    const found = text.slice(from, to).match(YEAR) ?? []
    const year = isYearFirst ? found.at(-1) : found[0]
    return year === undefined ? undefined : Number(year)
  })
  const known = years.filter((year) => year !== undefined)
  if (known.length < 1 || new Set(years).size === 1) return undefined
  // A score without a year beside one with a year is the present one.
  return years.map((year) => year ?? Number.POSITIVE_INFINITY)
}
