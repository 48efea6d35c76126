import type { Classify, RankedIntent } from '../types.js'
import { confidenceOf, shareOut, type Calibration } from './classifier/calibrate.js'
import type { FeatureTable } from './classifier/features.js'
import { createRepair } from './classifier/spelling.js'
import { scoreClasses, type WeightTable } from './classifier/svm.js'
import { indexTexts } from './classifier/text-index.js'
import { createVectorizer } from './classifier/vectorize.js'
import { splitWords } from './classifier/words.js'

/** The intent of the examples that are not ours: trained against, never returned. */
export const OUT_OF_SCOPE = 'none'

/** All that training learned; see model-format.ts for how it is stored. */
export interface IntentModel {
  readonly intents: readonly string[]
  readonly table: FeatureTable
  readonly weights: WeightTable
  readonly calibration: Calibration
  /** How often the examples use each word. */
  readonly wordCounts: ReadonlyMap<string, number>
}

/**
 * Makes the function that scores every class of a model for a text, `none` included; a text in which nothing is known
 * has no scores, because only the bias would speak.
 *
 * @param vocabulary Words that are spelt right although neither an example nor the word vectors have them.
 */
export function createScorer(
  model: IntentModel,
  vocabulary: Iterable<string> = [],
): (text: string) => Float64Array | undefined {
  // Not the model: its lists of texts are not to be kept.
  const { table, weights, wordCounts } = model
  const isEnglish = knowsEnglish([...table.wordVectors.words, ...vocabulary])
  const toVector = createVectorizer(table, createRepair(wordCounts, isEnglish))
  return (text) => {
    const vector = toVector(splitWords(text))
    return vector.values.some((value) => value !== 0) ? scoreClasses(weights, vector) : undefined
  }
}

function knowsEnglish(words: readonly string[]): (word: string) => boolean {
  const placeOf = indexTexts(words)
  return (word) => placeOf(word) !== undefined
}

/**
 * Makes the function that ranks the intents of an utterance, best first. What the out-of-scope examples claim of the
 * probability is lost to the intents, so unfamiliar text gets low confidence throughout.
 *
 * @param vocabulary Words that are spelt right although neither an example nor the word vectors have them.
 */
export function createClassifier(model: IntentModel, vocabulary: Iterable<string> = []): Classify {
  const score = createScorer(model, vocabulary)
  const { intents, calibration } = model
  return (utterance) => {
    const scores = score(utterance)
    return rankIntents(
      { intents, calibration },
      scores === undefined ? new Float64Array() : shareOut(scores),
    )
  }
}

function rankIntents(
  { intents, calibration }: Pick<IntentModel, 'intents' | 'calibration'>,
  shares: Float64Array,
): readonly RankedIntent[] {
  const ranked: RankedIntent[] = []
  intents.forEach((intent, k) => {
    if (intent === OUT_OF_SCOPE) return
    ranked.push({ intent, confidence: confidenceOf(shares[k] ?? 0, calibration) })
  })
  return ranked.sort((a, b) => b.confidence - a.confidence)
}
