import type { ScanSite } from '../../types.js'
import { findPhrases } from './phrases.js'
import { spanOf, type Found, type Reading, type Span } from './reading.js'
import type { Lexicon } from './lexicon.js'
import type { ScoreValue } from './score-values.js'

/** A score and where in the body it was measured, if that is said. */
export interface SitedScore extends ScoreValue {
  readonly site?: ScanSite
  readonly siteSpan?: Span
  /** Ward's area or a single vertebra, which no diagnosis may rest on (rules R1). */
  readonly isUnusable: boolean
}

interface FoundSite extends Span {
  readonly site: ScanSite | 'unusable'
}

/** Gives each score the site named with it: before it ("hip -1.5") or after it ("-1.5 in the hip"). */
export function withSites(
  { lexicon, text }: Reading,
  values: readonly ScoreValue[],
): readonly SitedScore[] {
  const first = values[0]
  if (first === undefined) return []
  const sites = findSites(lexicon, text)
  const ahead = sites.filter(({ end }) => end <= first.start)
  const behind = sites.filter(({ start }) => start >= first.end)
  // "spine and hip are -2.7 and -1.9": as many sites in front as scores behind.
  const areListed = values.length > 1 && ahead.length === values.length && behind.length === 0
  return values.map((value, i) => {
    const from = values[i - 1]?.end ?? 0
    const to = values[i + 1]?.start ?? text.length
    const before = sites.findLast(({ start, end }) => start >= from && end <= value.start)
    const after = sites.find(({ start, end }) => start >= value.end && end <= to)
    const prefixed = ahead.length > 0 ? (before ?? lone(after, i, values)) : after
    return sited(value, areListed ? ahead[i] : prefixed)
  })
}

function sited(value: ScoreValue, found: FoundSite | undefined): SitedScore {
  if (found === undefined) return { ...value, isUnusable: false }
  const { site, start, end } = found
  if (site === 'unusable') return { ...value, isUnusable: true }
  return { ...value, isUnusable: false, site, siteSpan: { start, end } }
}

const UNUSABLE = /\bward'?s?\b|(?<![-\w]|to )l[1-5]\b(?!\s*(?:-|to|through|thru)\s*l?\d)/g

// A site after a score that has none in front belongs to it only if the score stands alone.
function lone(
  site: FoundSite | undefined,
  index: number,
  { length }: readonly ScoreValue[],
): FoundSite | undefined {
  return length === 1 && index === 0 ? site : undefined
}

/** Reads a site that answers the bot's question for it. */
export function siteOfBareAnswer({ awaited, lexicon, text }: Reading): readonly Found[] {
  if (awaited !== 'tScoreSite') return []
  const [first, ...others] = findSites(lexicon, text)
  if (first === undefined || first.site === 'unusable') return []
  const isSeveral = others.some(({ site }) => site !== first.site)
  const { site: value, start, end } = first
  return [
    { slot: 'tScoreSite', value, start, end, ...(isSeveral && { doubt: 'several' as const }) },
  ]
}

function findSites({ scanSites }: Lexicon, text: string): readonly FoundSite[] {
  const found = [...scanSites].flatMap(([site, phrases]) =>
    findPhrases(phrases, text).flatMap((match) => {
      const span = spanOf(match)
      return isPlace(text, match[0], span) ? [{ site, ...span }] : []
    }),
  )
  const unusable = [...text.matchAll(UNUSABLE)].map((match) => ({
    site: 'unusable' as const,
    ...spanOf(match),
  }))
  const inOrder = [...found, ...unusable].toSorted((a, b) => a.start - b.start)
  // "femoral neck" and "hip (femoral neck)" are one site, not two.
  return inOrder.filter((site, i) => {
    const next = inOrder[i + 1]
    return next?.site !== site.site || next.start - site.end > 3
  })
}

const BREAK_BEFORE =
  /\b(?:broke|broken|break|fractur\w*|crack\w*|shatter\w*|crush\w*)\b[^.,;:]{0,25}$/
const BREAK_AFTER = /^\s*(?:fractur|break|broke|crack|shatter|replace|surgery|op\b)/

/** "came back -2.5" names no spine, and "I broke my wrist" is no scan of it. */
function isPlace(text: string, word: string, { start, end }: Span): boolean {
  const before = text.slice(0, start)
  if (BREAK_BEFORE.test(before) || BREAK_AFTER.test(text.slice(end))) return false
  return word !== 'back' || /\b(?:my|the|lower|low|in|of)\s*$/.test(before)
}
