import type { SlotDoubt } from '../../types.js'
import { textAfter, textBefore, type Reading, type Span } from './reading.js'
import type { SitedScore } from './score-sites.js'
import { timesOf } from './score-times.js'

export interface ChosenScore extends SitedScore {
  readonly doubt?: SlotDoubt
}

type Choose = (reading: Reading, values: readonly SitedScore[]) => ChosenScore | undefined

/**
 * Chooses the score that counts: the latest of one place, and of several places the lowest
 * usable one, the spine and the hip before all others.
 * @source iscd_2023
 */
export const chooseScore: Choose = (reading, values) => {
  const usable = values.filter(({ isUnusable }) => !isUnusable)
  const stated = usable.filter(({ isLimit }) => !isLimit)
  if (stated.length === 0) return vagueLimit(reading, usable)
  const told = withoutRanges(reading, stated)
  if (told.length === 0) return rangeInDoubt(reading, stated)
  const chosen = lowest(latest(reading, told))
  if (chosen === undefined) return undefined
  const doubt = doubtOf(reading, { told, chosen })
  return doubt === undefined ? chosen : { ...chosen, doubt }
}

// "my T-score is below -2.5" tells something, but no number; "below -2.5 is osteoporosis" nothing.
const vagueLimit: Choose = ({ text, isPersonal, awaited }, values) => {
  const limit = values[0]
  if (limit === undefined || /\b(?:cut|threshold|limit|defined|means?|if)\b/.test(text)) {
    return undefined
  }
  return isPersonal || awaited === 'tScore' ? { ...limit, doubt: 'vague' } : undefined
}

const CHANGE =
  /\b(?:went|gone|going|dropped|drop|improved|changed|moved|worsened|fell|fallen|rose|risen|declined|increased|decreased|progressed|slipped|decline|improvement|change|got worse|gotten worse|got better)\b/
const LAST_YEAR = /^\s*,?\s*(?:(?:since |in )?last (?:year|time)|(?:a|one|two|\d+) years? ago)/

const BETWEEN = /\bbetween (?:an? )?(?:t[- ]?scores? (?:of )?)?$/

/** Leaves out "-1 to -2.5", which describes a range, and the older half of "went from -2.1 to -2.4". */
function withoutRanges({ text }: Reading, stated: readonly SitedScore[]): readonly SitedScore[] {
  const isChange = CHANGE.test(text)
  return stated.filter((value, i) => {
    const next = stated[i + 1]
    const previous = stated[i - 1]
    if (next !== undefined && isRange(text, value, next)) return false
    return previous === undefined || !isRange(text, previous, value) || isChange
  })
}

function isRange(text: string, from: Span, to: Span): boolean {
  const gap = text.slice(from.end, to.start)
  if (BETWEEN.test(textBefore(text, from))) return /^\s*and\s*$/.test(gap)
  return /^\s*(?:to|through|thru|until|down to|up to|all the way to)(?: a)?\s*$/.test(gap)
}

/** "Can I get my score from -2.6 to -2.4?" */
function isChangeWished(text: string, [first]: readonly SitedScore[]): boolean {
  const isFrom = first !== undefined && /\bfrom\s*$/.test(textBefore(text, first))
  return isFrom && !/\brange/.test(text)
}

const OWN = /\b(?:my|mine)\b/
const DESCRIPTION = /\b(?:osteopenia|osteoporosis|low bone mass|normal)\s+(?:is|means?|range|=)/

// "-2.5 to -2.1 last year" may be read either way, and "my score is between -2 and -2.5" is no score:
// both are asked back. "Osteopenia is between -1 and -2.5" is nobody's.
const rangeInDoubt: Choose = ({ text, awaited }, stated) => {
  const last = stated.at(-1)
  const chosen = lowest(stated)
  if (last === undefined || chosen === undefined) return undefined
  if (LAST_YEAR.test(textAfter(text, last))) return { ...chosen, doubt: 'several' }
  const isAsked = awaited === 'tScore' || awaited === 'zScore'
  if (!isAsked && isChangeWished(text, stated)) return undefined
  const isOwn = isAsked || OWN.test(text)
  return isOwn && !DESCRIPTION.test(text) ? { ...chosen, doubt: 'vague' } : undefined
}

function latest({ text }: Reading, told: readonly SitedScore[]): readonly SitedScore[] {
  const sites = told.map(({ site }) => site)
  const areDifferentPlaces = !sites.includes(undefined) && new Set(sites).size === sites.length
  if (told.length < 2 || areDifferentPlaces) return told
  const times = timesOf(text, told)
  const newest = Math.max(...times)
  return told.filter((_, i) => times[i] === newest)
}

function lowest(values: readonly SitedScore[]): SitedScore | undefined {
  const main = values.filter(({ site }) => site !== 'wrist' && site !== 'other')
  const candidates = main.length > 0 ? main : values
  return candidates.toSorted((a, b) => likelyValue(a) - likelyValue(b))[0]
}

function likelyValue({ value, hasSign }: SitedScore): number {
  return hasSign ? value : -value
}

function doubtOf(
  { text }: Reading,
  { told, chosen }: { readonly told: readonly SitedScore[]; readonly chosen: SitedScore },
): SlotDoubt | undefined {
  const isEither = told.some((value, i) => {
    const next = told[i + 1]
    if (next === undefined) return false
    return /^\s*,?\s*(?:or|maybe|or maybe|possibly|perhaps)\s*$/.test(
      text.slice(value.end, next.start),
    )
  })
  if (isEither) return 'several'
  const isRough = /^\s*(?:-?ish\b|something\b(?! (?:to|i|that)\b)|point something|and change)/.test(
    textAfter(text, chosen),
  )
  return isRough ? 'vague' : undefined
}
