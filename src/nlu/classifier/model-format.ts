import type { IntentModel } from '../classify.js'
import { pack, packFloats, packIntegers, unpack, unpackFloats, unpackIntegers } from './packed.js'
import type { PackedKind } from './packed.js'

const KIND: PackedKind = { mark: 'BWim', title: 'an intent model', version: 1 }
const FLOAT_BYTES = 4

/** What is not a long row of numbers. */
interface Head {
  readonly intents: readonly string[]
  readonly features: readonly string[]
  readonly unseenRarity: number
  readonly calibration: IntentModel['calibration']
  readonly wordCounts: readonly (readonly [string, number])[]
  readonly vectorWords: readonly string[]
  readonly dimensions: number
}

/** Stores a model in some megabytes. */
export function encodeModel(model: IntentModel): Uint8Array {
  const { intents, table, weights, calibration } = model
  const { features, rarities, unseenRarity, wordVectors } = table
  const { words: vectorWords, dimensions, values } = wordVectors
  const wordCounts = [...model.wordCounts]
  const head: Head = {
    intents,
    features,
    unseenRarity,
    calibration,
    wordCounts,
    vectorWords,
    dimensions,
  }
  return pack(KIND, head, [
    packFloats(rarities),
    packFloats(weights.scales),
    packIntegers(values),
    packIntegers(weights.bytes),
  ])
}

/**
 * Reads a stored model back; it ranks exactly as before.
 *
 * @throws {ModelError} when the bytes are not a model of this version, whole and unchanged.
 */
export function decodeModel(stored: Uint8Array): IntentModel {
  const packed = unpack(KIND, stored)
  // The checksum and the version say that this is what encodeModel wrote.
  const head = packed.head as Head
  const { intents, features, unseenRarity, calibration, dimensions } = head
  let at = 0
  const take = (length: number): Uint8Array => packed.numbers.subarray(at, (at += length))
  const rowCount = features.length + dimensions + 1
  const rarities = unpackFloats(take(features.length * FLOAT_BYTES))
  const scales = unpackFloats(take(rowCount * FLOAT_BYTES))
  const values = unpackIntegers(take(head.vectorWords.length * dimensions))
  const bytes = unpackIntegers(take(rowCount * intents.length))
  const wordVectors = { words: head.vectorWords, dimensions, values }
  return {
    intents,
    table: { features, rarities, unseenRarity, wordVectors },
    weights: { classes: intents.length, bytes, scales },
    calibration,
    wordCounts: new Map(head.wordCounts),
  }
}
