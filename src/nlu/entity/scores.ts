import type { SlotDoubt } from '../../types.js'
import type { FoundNumber } from '../numbers.js'
import type { Found, Reading } from './reading.js'
import { chooseScore, type ChosenScore } from './score-choice.js'
import { findScoreValues } from './score-values.js'
import { siteOfBareAnswer, withSites } from './score-sites.js'

/**
 * Range and sure range of each score, in standard deviations.
 * @source who_1994
 */
const RANGES = {
  tScore: { min: -7, max: 5, sureMin: -5, sureMax: 3 },
  zScore: { min: -6, max: 6, sureMin: -6, sureMax: 6 },
} as const

/** Reads T-scores and Z-scores from the numbers that nothing else has claimed. */
export function readScores(reading: Reading, free: readonly FoundNumber[]): readonly Found[] {
  const values = withSites(reading, findScoreValues(reading, free))
  const scores = PERSONS.flatMap((person) => {
    const own = values.filter((value) => reading.whoseIs(value) === person)
    const t = chooseScore(
      reading,
      own.filter(({ kind }) => kind === 't'),
    )
    const z = chooseScore(
      reading,
      own.filter(({ kind }) => kind === 'z'),
    )
    return [
      ...(t === undefined ? [] : [scoreOf('tScore', t), ...siteOf(t)]),
      ...(z === undefined ? [] : [scoreOf('zScore', z)]),
    ]
  })
  return scores.length > 0 ? scores : siteOfBareAnswer(reading)
}

const PERSONS = ['patient', 'other'] as const

function siteOf({ site, siteSpan }: ChosenScore): readonly Found[] {
  if (site === undefined || siteSpan === undefined) return []
  return [{ slot: 'tScoreSite', value: site, ...siteSpan }]
}

function scoreOf(slot: 'tScore' | 'zScore', chosen: ChosenScore): Found {
  const { start, end } = chosen
  const { value, doubt } = judgeScore(slot, chosen)
  return { slot, value, start, end, ...(doubt && { doubt }) }
}

function judgeScore(
  slot: 'tScore' | 'zScore',
  { value, hasSign, doubt }: ChosenScore,
): { readonly value: number; readonly doubt?: SlotDoubt } {
  const { min, max, sureMin, sureMax } = RANGES[slot]
  // "-25" is nearly always -2.5 without its point: ask whether it is, rather than for a new number.
  if (hasSign && Number.isInteger(value) && value <= -10 && value / 10 >= min) {
    return { value: value / 10, doubt: 'implausible' }
  }
  // A score without a sign is most often a minus score, but never surely (rules R1).
  const likely = hasSign || Math.abs(value) > Math.abs(min) ? value : -value
  if (likely < min || likely > max) return { value: likely, doubt: 'implausible' }
  if (!hasSign) return { value: likely, doubt: 'missing_sign' }
  if (likely < sureMin || likely > sureMax) return { value: likely, doubt: 'unlikely' }
  return doubt === undefined ? { value: likely } : { value: likely, doubt }
}
