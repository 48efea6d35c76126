import { rememberPairs, rememberWords } from '../remember.js'
import {
  BEGINNING,
  classFeatures,
  END,
  pairFeature,
  stemFeature,
  wordFeatures,
  type FeatureTable,
  type SparseVector,
} from './features.js'
import { indexTexts, type PlaceOf } from './text-index.js'

/** How much stems, pieces and classes count; each block of features has this length. */
const STEMS_LENGTH = 1
const PIECES_LENGTH = 1
const CLASSES_LENGTH = 0.3
/** Against a length of 1 of the three blocks together: meanings help where the words are new. */
const MEANING_LENGTH = 0.5
/** A row that no example has. */
const UNSEEN = -1

/** A feature, and its row. */
interface Entry {
  readonly feature: string
  /** Or `UNSEEN`. */
  readonly row: number
}

/** A word, and what of it is in the table. */
interface KnownWord {
  readonly stem: string
  readonly stemEntry: Entry
  readonly className: string | undefined
  readonly pieces: readonly string[]
  /** The row of each piece, or `UNSEEN`. */
  readonly pieceRows: Int32Array
  /** Its vector among the word vectors, and how much that counts. */
  readonly meaning: { readonly index: number; readonly rarity: number } | undefined
}

/**
 * Makes the function that turns the words of an utterance into a vector.
 *
 * @param repair Puts a word right before it is looked up.
 */
export function createVectorizer(
  table: FeatureTable,
  repair: (word: string) => string = (word) => word,
): (words: readonly string[]) => SparseVector {
  const rowOf = indexTexts(table.features)
  const lookUp = createKnowledge(table, rowOf)
  const know = rememberWords((word) => lookUp(repair(word)))
  const weigh = createWeighing(table)
  const addMeaning = createMeaning(table)
  const pairOf = rememberPairs((previous, stem) => entryOf(rowOf, pairFeature(previous, stem)))
  const countStems = (words: readonly KnownWord[]): void => {
    let previous = BEGINNING
    for (const { stem, stemEntry } of words) {
      const pair = pairOf(previous, stem)
      weigh.count(stemEntry.row, stemEntry.feature)
      weigh.count(pair.row, pair.feature)
      previous = stem
    }
    const last = pairOf(previous, END)
    weigh.count(last.row, last.feature)
  }
  const vector = emptyEntries()
  const wholeLength = Math.hypot(STEMS_LENGTH, PIECES_LENGTH, CLASSES_LENGTH)
  const meaningLength = table.wordVectors.dimensions === 0 ? 0 : MEANING_LENGTH
  const exactShare = 1 / Math.hypot(1, meaningLength)
  const shareOf = (length: number): number => (exactShare * length) / wholeLength
  return (utterance) => {
    const words = utterance.map(know)
    vector.length = 0
    countStems(words)
    weigh.addTo(vector, shareOf(STEMS_LENGTH))
    for (const { pieces, pieceRows } of words) {
      for (let i = 0; i < pieceRows.length; i++)
        weigh.count(pieceRows[i] ?? UNSEEN, pieces[i] ?? '')
    }
    weigh.addTo(vector, shareOf(PIECES_LENGTH))
    for (const feature of classFeatures(words)) weigh.count(rowOf(feature) ?? UNSEEN, feature)
    weigh.addTo(vector, shareOf(CLASSES_LENGTH))
    addMeaning(vector, words, meaningLength * exactShare)
    return {
      rows: vector.rows.slice(0, vector.length),
      values: new Float32Array(vector.values.subarray(0, vector.length)),
    }
  }
}

function entryOf(rowOf: PlaceOf, feature: string): Entry {
  return { feature, row: rowOf(feature) ?? UNSEEN }
}

/** A vector that grows; it is used again for each utterance. */
interface Entries {
  rows: Int32Array
  values: Float64Array
  length: number
}

function emptyEntries(): Entries {
  const capacity = 1024
  return { rows: new Int32Array(capacity), values: new Float64Array(capacity), length: 0 }
}

function push(vector: Entries, row: number, value: number): void {
  const at = vector.length++
  if (at === vector.rows.length) {
    const { rows, values } = vector
    vector.rows = new Int32Array(2 * at)
    vector.rows.set(rows)
    vector.values = new Float64Array(2 * at)
    vector.values.set(values)
  }
  vector.rows[at] = row
  vector.values[at] = value
}

/** Makes the function that looks up a word, which is a matter of many pieces. */
function createKnowledge(
  { rarities, unseenRarity, wordVectors }: FeatureTable,
  rowOf: PlaceOf,
): (text: string) => KnownWord {
  const vectorOf = indexTexts(wordVectors.words)
  return (text) => {
    const { stem, pieces, className } = wordFeatures(text)
    const index = vectorOf(text)
    const stemEntry = entryOf(rowOf, stemFeature(stem))
    const rarity = stemEntry.row === UNSEEN ? unseenRarity : (rarities[stemEntry.row] ?? 0)
    return {
      stem,
      stemEntry,
      className,
      pieces,
      pieceRows: Int32Array.from(pieces, (piece) => rowOf(piece) ?? UNSEEN),
      meaning: index === undefined ? undefined : { index, rarity },
    }
  }
}

/** 1 + log(count), for counts that are usual. */
const WEIGHTS = Float64Array.from({ length: 64 }, (_, count) => 1 + Math.log(count))

/** Makes what weighs the features of a block by how often it has them and how rare they are. */
function createWeighing({ features, rarities, unseenRarity }: FeatureTable) {
  const counts = new Int32Array(features.length)
  let rows: number[] = []
  let unseen = new Map<string, number>()
  return {
    count(row: number, feature: string): void {
      if (row === UNSEEN) {
        unseen.set(feature, (unseen.get(feature) ?? 0) + 1)
        return
      }
      const count = counts[row] ?? 0
      if (count === 0) rows.push(row)
      counts[row] = count + 1
    },
    /** Adds what was counted to a vector, with this length, and begins anew. */
    addTo(vector: Entries, length: number): void {
      let squares = 0
      const first = vector.length
      for (const row of rows) {
        const count = counts[row] ?? 0
        const value = (WEIGHTS[count] ?? 1 + Math.log(count)) * (rarities[row] ?? 0)
        squares += value * value
        push(vector, row, value)
        counts[row] = 0
      }
      // Unseen features count in the length, so that unfamiliar text is a short vector and scores low.
      for (const count of unseen.values()) {
        const value = (1 + Math.log(count)) * unseenRarity
        squares += value * value
      }
      const scale = length / Math.sqrt(squares)
      const { values, length: end } = vector
      for (let i = first; i < end; i++) values[i] = (values[i] ?? 0) * scale
      rows = []
      if (unseen.size > 0) unseen = new Map()
    },
  }
}

/** Makes the function that adds the meaning of an utterance: the mean of its words' vectors, rare words first. */
function createMeaning({ features, wordVectors }: FeatureTable) {
  const { dimensions, values } = wordVectors
  // A number: the list itself is not to be kept.
  const firstRow = features.length
  return (vector: Entries, words: readonly KnownWord[], length: number): void => {
    const sum = new Float64Array(dimensions)
    for (const { meaning } of words) {
      if (meaning === undefined) continue
      const start = meaning.index * dimensions
      for (let d = 0; d < dimensions; d++) {
        sum[d] = (sum[d] ?? 0) + meaning.rarity * (values[start + d] ?? 0)
      }
    }
    let squares = 0
    for (const value of sum) squares += value * value
    const scale = squares === 0 ? 0 : length / Math.sqrt(squares)
    for (let d = 0; d < dimensions; d++) {
      push(vector, firstRow + d, (sum[d] ?? 0) * scale)
    }
  }
}
