import { classOfWord } from './word-classes.js'
import type { WordVectors } from './word-vectors.js'

/** A word of an utterance, in lower case, and its stem. */
export interface Word {
  readonly text: string
  readonly stem: string
}

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
/** How much stems, pieces and classes count; each block of features has this length. */
const BLOCK_LENGTHS = [1, 1, 0.3]
/** Against a length of 1 of the three blocks together: meanings help where the words are new. */
const MEANING_LENGTH = 0.5
/** Fewer examples than this say more about one writer than about an intent, and cost a fifth of the model's size. */
const MIN_EXAMPLES = 3

/**
 * Lists the features of an utterance in three blocks: stems and their pairs; the pieces of its words, which survive
 * typing errors; the classes of its words and their pairs.
 */
export function featureBlocks(words: readonly Word[]): readonly (readonly string[])[] {
  const stems: string[] = []
  const pieces: string[] = []
  const classes: string[] = []
  let previous = '^'
  let previousClass = '^'
  for (const { text, stem } of words) {
    stems.push(`w:${stem}`, `b:${previous} ${stem}`)
    previous = stem
    addPieces(` ${text} `, pieces)
    const name = classOfWord(text)
    if (name === undefined) continue
    classes.push(`c:${name}`, `d:${previousClass} ${name}`)
    previousClass = name
  }
  stems.push(`b:${previous} $`)
  return [stems, pieces, classes]
}

function addPieces(padded: string, pieces: string[]): void {
  for (let length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++) {
    for (let start = 0; start + length <= padded.length; start++) {
      pieces.push(padded.slice(start, start + length))
    }
  }
}

/** Learns which features the examples share and how rare each is. */
export function learnFeatures(
  utterances: readonly (readonly Word[])[],
  wordVectors: WordVectors,
): FeatureTable {
  const counts = new Map<string, number>()
  for (const words of utterances) {
    for (const feature of new Set(featureBlocks(words).flat())) {
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

/** Makes the function that turns the words of an utterance into a vector. */
export function createVectorizer(table: FeatureTable): (words: readonly Word[]) => SparseVector {
  const rowOf = new Map(table.features.map((feature, row) => [feature, row]))
  const meaningOf = createMeaning(table, rowOf)
  const wholeLength = Math.hypot(...BLOCK_LENGTHS)
  const meaningLength = table.wordVectors.dimensions === 0 ? 0 : MEANING_LENGTH
  const exactShare = 1 / Math.hypot(1, meaningLength)
  return (words) => {
    const rows: number[] = []
    const values: number[] = []
    featureBlocks(words).forEach((block, number) => {
      const weighed = weighBlock(block, table, rowOf)
      const share = (exactShare * (BLOCK_LENGTHS[number] ?? 0)) / wholeLength
      for (const row of weighed.rows) rows.push(row)
      for (const value of weighed.values) values.push((value * share) / weighed.length)
    })
    meaningOf(words).forEach((value, dimension) => {
      rows.push(rowOf.size + dimension)
      values.push(value * meaningLength * exactShare)
    })
    return { rows: Int32Array.from(rows), values: Float32Array.from(values) }
  }
}

/** Weighs the known features of a block by how often it has them and how rare they are. */
function weighBlock(
  block: readonly string[],
  table: FeatureTable,
  rowOf: ReadonlyMap<string, number>,
): { readonly rows: number[]; readonly values: number[]; readonly length: number } {
  const counts = new Map<string, number>()
  for (const feature of block) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const rows: number[] = []
  const values: number[] = []
  let squares = 0
  for (const [feature, count] of counts) {
    const row = rowOf.get(feature)
    const rarity = row === undefined ? table.unseenRarity : (table.rarities[row] ?? 0)
    const value = (1 + Math.log(count)) * rarity
    // Unseen features count in the length, so that unfamiliar text is a short vector and scores low.
    squares += value * value
    if (row === undefined) continue
    rows.push(row)
    values.push(value)
  }
  return { rows, values, length: Math.sqrt(squares) }
}

/** Makes the function that sums up the meaning of an utterance: the mean of its words' vectors, rare words first. */
function createMeaning(
  table: FeatureTable,
  rowOf: ReadonlyMap<string, number>,
): (words: readonly Word[]) => Float64Array {
  const { dimensions, words: vectorWords, values } = table.wordVectors
  const vectorOf = new Map(vectorWords.map((word, index) => [word, index]))
  return (words) => {
    const sum = new Float64Array(dimensions)
    for (const { text, stem } of words) {
      const index = vectorOf.get(text)
      if (index === undefined) continue
      const row = rowOf.get(`w:${stem}`)
      const rarity = row === undefined ? table.unseenRarity : (table.rarities[row] ?? 0)
      const vector = values.subarray(index * dimensions, (index + 1) * dimensions)
      vector.forEach((value, d) => {
        sum[d] = (sum[d] ?? 0) + rarity * value
      })
    }
    const length = Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0))
    return length === 0 ? sum : sum.map((value) => value / length)
  }
}
