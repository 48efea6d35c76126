import { fitCalibration, shareOut, type Calibration, type Outcome } from './calibrate.js'
import { OUT_OF_SCOPE, type IntentModel } from '../classify.js'
import { learnFeatures, type FeatureTable } from './features.js'
import { createRandom } from './random.js'
import { rememberWords } from '../remember.js'
import { createRepair } from './spelling.js'
import { scoreClasses, trainSvm, type WeightTable } from './svm.js'
import { createVectorizer } from './vectorize.js'
import { splitWords } from './words.js'
import { NO_WORD_VECTORS, type WordVectors } from './word-vectors.js'

/** Something a patient may say, and the intent that is meant; `none` for what is not ours. */
export interface Example {
  readonly text: string
  readonly intent: string
}

interface ReadExample {
  readonly words: readonly string[]
  readonly label: number
}

interface Trained {
  readonly table: FeatureTable
  readonly weights: WeightTable
}

/** A fifth of the examples is enough to fit two numbers, and leaves a model nearly as good as the whole one. */
const HELD_OUT = 0.2
const SEED = 5

/**
 * Trains a model; the same examples in the same order always give the same model.
 *
 * @throws {RangeError} without examples of an intent other than `none`.
 */
export function trainModel(
  examples: readonly Example[],
  wordVectors: WordVectors = NO_WORD_VECTORS,
): IntentModel {
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort()
  if (!intents.some((intent) => intent !== OUT_OF_SCOPE)) {
    throw new RangeError('trainModel needs at least one example of an intent')
  }
  const labels = new Map(intents.map((intent, label) => [intent, label]))
  const split = examples.map(({ text }) => splitWords(text))
  const wordCounts = new Map<string, number>()
  for (const word of split.flat()) wordCounts.set(word, (wordCounts.get(word) ?? 0) + 1)
  // The examples are repaired as utterances will be, so that a misspelt one teaches the word that it means.
  const english = new Set(wordVectors.words)
  const repair = rememberWords(createRepair(wordCounts, (word) => english.has(word)))
  const read = examples.map(({ intent }, i) => ({
    words: (split[i] ?? []).map(repair),
    label: labels.get(intent) ?? 0,
  }))
  return {
    intents,
    ...train(read, wordVectors),
    calibration: calibrate(read, intents.indexOf(OUT_OF_SCOPE), wordVectors),
    wordCounts,
  }
}

function train(examples: readonly ReadExample[], wordVectors: WordVectors): Trained {
  const table = learnFeatures(
    examples.map(({ words }) => words),
    wordVectors,
  )
  const vectors = examples.map(createExampleVectorizer(table))
  const labels = Int32Array.from(examples, ({ label }) => label)
  const rowCount = table.features.length + wordVectors.dimensions
  return { table, weights: trainSvm(vectors, labels, rowCount) }
}

function createExampleVectorizer(table: FeatureTable) {
  const toVector = createVectorizer(table)
  return ({ words }: ReadExample) => toVector(words)
}

/** Asks a model about examples that it has not seen, and learns from that how far to trust a share. */
function calibrate(
  examples: readonly ReadExample[],
  outOfScope: number,
  wordVectors: WordVectors,
): Calibration {
  const random = createRandom(SEED)
  const isHeldOut = examples.map(() => random() < HELD_OUT)
  const { table, weights } = train(
    examples.filter((_, i) => !isHeldOut[i]),
    wordVectors,
  )
  const toVector = createVectorizer(table)
  const heldOut = examples.filter((_, i) => isHeldOut[i])
  const outcomes = heldOut.map(({ words, label }): Outcome => {
    const shares = shareOut(scoreClasses(weights, toVector(words)))
    if (outOfScope >= 0) shares[outOfScope] = 0
    const share = shares.reduce((most, s) => Math.max(most, s), 0)
    return { share, isRight: shares.indexOf(share) === label }
  })
  return fitCalibration(outcomes)
}
