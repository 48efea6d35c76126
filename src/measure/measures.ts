/** Everything that is measured about a run. */
import type { Content } from '../content/content.js'
import { OUT_OF_SCOPE } from '../nlu/classify.js'
import { binsOf, calibrationError, type Bin } from './calibration.js'
import { scoreFlags, type FlagScore } from './flag-tally.js'
import {
  confusionsOf,
  guessOf,
  scoreIntents,
  shareHeard,
  type Confusion,
  type HeardShares,
  type IntentScore,
} from './guesses.js'
import type { Played } from './score.js'
import { tallyOf, type Tally } from './tally.js'

export interface Measures {
  readonly messages: number
  readonly tallies: readonly Tally[]
  readonly heard: HeardShares
  /** Expected calibration error, 0…1, of the messages that are ours. */
  readonly calibrationErrorOfOurs: number | undefined
  /** The same with those that are not: whatever they are heard as is wrong. */
  readonly calibrationErrorOfAll: number | undefined
  readonly intents: readonly IntentScore[]
  readonly confusions: readonly Confusion[]
  /** Confidences in tenths and in twentieths. */
  readonly reliability: readonly Bin[]
  readonly histogram: readonly Bin[]
  readonly flags: readonly FlagScore[]
}

const RELIABILITY_BINS = 10
const HISTOGRAM_BINS = 20

/** Measures a run. */
export function measure(played: readonly Played[], intents: Content['intents']): Measures {
  const guesses = played.flatMap((one) => guessOf(one, intents) ?? [])
  const ours = guesses.filter(({ meant }) => meant !== OUT_OF_SCOPE)
  const reliability = binsOf(guesses, RELIABILITY_BINS)
  return {
    messages: played.length,
    tallies: tallyOf(played),
    heard: shareHeard(guesses),
    calibrationErrorOfOurs: calibrationError(binsOf(ours, RELIABILITY_BINS)),
    calibrationErrorOfAll: calibrationError(reliability),
    intents: scoreIntents(guesses),
    confusions: confusionsOf(guesses),
    reliability,
    histogram: binsOf(guesses, HISTOGRAM_BINS),
    flags: scoreFlags(played),
  }
}
