import { rememberWords } from '../remember.js'
import { classOfWord } from './word-classes.js'
import type { WordVectors } from './word-vectors.js'
import { stemOf } from './words.js'

/** The features that an utterance has, as rows of a weight table, and how strongly it has each. */
export interface SparseVector {
  readonly rows: Int32Array
  readonly values: Float32Array
}

/** What a vectorizer learned from the examples. */
export interface FeatureTable {
  /** In the order of their rows; the dimensions of the word vectors and the bias come after them. */
  readonly features: readonly string[]
  /** How rare each feature is: its smoothed inverse document frequency. */
  readonly rarities: Float32Array
  /** The rarity of a feature that no example has. */
  readonly unseenRarity: number
  readonly wordVectors: WordVectors
}

const SHORTEST_PIECE = 2
const LONGEST_PIECE = 4
/** Fewer examples than this say more about one writer than about an intent, and cost a fifth of the model's size. */
const MIN_EXAMPLES = 3

/** What one word brings to an utterance by itself. */
export interface WordFeatures {
  readonly stem: string
  /** Its pieces, which survive typing errors; some stand in it more than once. */
  readonly pieces: readonly string[]
  /** What kind of thing it is, where that is known. */
  readonly className: string | undefined
}

/** Lists the features that a word has wherever it stands. */
export function wordFeatures(text: string): WordFeatures {
  const stem = stemOf(text)
  return { stem, pieces: piecesOf(` ${text} `), className: classOfWord(text) }
}

function piecesOf(padded: string): readonly string[] {
  const pieces: string[] = []
  for (let length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++) {
    for (let start = 0; start + length <= padded.length; start++) {
      pieces.push(padded.slice(start, start + length))
    }
  }
  return pieces
}

/** The stems of an utterance and their pairs. */
export function stemFeatures(words: readonly Pick<WordFeatures, 'stem'>[]): readonly string[] {
  const features: string[] = []
  let previous = BEGINNING
  for (const { stem } of words) {
    features.push(stemFeature(stem), pairFeature(previous, stem))
    previous = stem
  }
  features.push(pairFeature(previous, END))
  return features
}

/** Stand beside the first stem and the last one. */
export const BEGINNING = '^'
export const END = '$'

export function stemFeature(stem: string): string {
  return `w:${stem}`
}

export function pairFeature(previous: string, stem: string): string {
  return `b:${previous} ${stem}`
}

/** The classes of its words and their pairs. */
export function classFeatures(
  words: readonly Pick<WordFeatures, 'className'>[],
): readonly string[] {
  const features: string[] = []
  let previous = '^'
  for (const { className } of words) {
    if (className === undefined) continue
    features.push(`c:${className}`, `d:${previous} ${className}`)
    previous = className
  }
  return features
}

/** Learns which features the examples share and how rare each is. */
export function learnFeatures(
  utterances: readonly (readonly string[])[],
  wordVectors: WordVectors,
): FeatureTable {
  const counts = new Map<string, number>()
  const learnWord = rememberWords(wordFeatures)
  for (const utterance of utterances) {
    for (const feature of new Set(featuresOf(utterance.map(learnWord)))) {
      counts.set(feature, (counts.get(feature) ?? 0) + 1)
    }
  }
  const shared = [...counts].filter(([, count]) => count >= MIN_EXAMPLES)
  const total = 1 + utterances.length
  return {
    features: shared.map(([feature]) => feature),
    rarities: Float32Array.from(shared, ([, count]) => Math.log(total / (1 + count)) + 1),
    unseenRarity: Math.log(total) + 1,
    wordVectors,
  }
}

function featuresOf(words: readonly WordFeatures[]): readonly string[] {
  return [...stemFeatures(words), ...words.flatMap(({ pieces }) => pieces), ...classFeatures(words)]
}
