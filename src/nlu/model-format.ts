import type { IntentModel } from './classify.js'

/** A stored model that cannot be used: it is none, it is of another version, or it is damaged. */
export class ModelFormatError extends Error {
  override readonly name = 'ModelFormatError'
  readonly code = 'MODEL_UNREADABLE'
  readonly hint = 'Train the model again.'
}

/** What is not a long row of numbers; stored as JSON. */
interface Head {
  readonly intents: readonly string[]
  readonly features: readonly string[]
  readonly unseenRarity: number
  readonly calibration: IntentModel['calibration']
  readonly wordCounts: readonly (readonly [string, number])[]
  readonly vectorWords: readonly string[]
  readonly dimensions: number
}

const MAGIC = 0x424e4c55
/** Raised whenever a field, a feature or the meaning of a number changes: an older model is trained again. */
const VERSION = 1
/** Magic, version, checksum of all that follows, length of the head in bytes. */
const PREFIX_BYTES = 16
const FLOAT_BYTES = 4

/** Stores a model in some megabytes: prefix, head, rarities, scales, word vectors, weights. */
export function encodeModel(model: IntentModel): Uint8Array {
  const { intents, table, weights, calibration, wordCounts } = model
  const { features, unseenRarity, wordVectors } = table
  const { words: vectorWords, dimensions } = wordVectors
  const head: Head = {
    ...{ intents, features, unseenRarity, calibration, vectorWords, dimensions },
    wordCounts: [...wordCounts],
  }
  const headBytes = new TextEncoder().encode(JSON.stringify(head))
  const parts = [
    headBytes,
    floatBytes(table.rarities),
    floatBytes(weights.scales),
    new Uint8Array(
      wordVectors.values.buffer,
      wordVectors.values.byteOffset,
      wordVectors.values.length,
    ),
    new Uint8Array(weights.bytes.buffer, weights.bytes.byteOffset, weights.bytes.length),
  ]
  const stored = new Uint8Array(parts.reduce((sum, part) => sum + part.length, PREFIX_BYTES))
  let at = PREFIX_BYTES
  for (const part of parts) {
    stored.set(part, at)
    at += part.length
  }
  const prefix = [MAGIC, VERSION, checksum(stored.subarray(PREFIX_BYTES)), headBytes.length]
  const view = new DataView(stored.buffer)
  prefix.forEach((value, i) => {
    view.setUint32(i * FLOAT_BYTES, value)
  })
  return stored
}

/**
 * Reads a stored model back.
 *
 * @throws {ModelFormatError} when the bytes are not a model of this version, whole and unchanged.
 */
export function decodeModel(stored: Uint8Array): IntentModel {
  const head = readHead(stored)
  let at = PREFIX_BYTES + headLength(stored)
  const take = (length: number): Uint8Array => stored.slice(at, (at += length))
  const classes = head.intents.length
  const rowCount = head.features.length + head.dimensions + 1
  const rarities = readFloats(take(head.features.length * FLOAT_BYTES))
  const scales = readFloats(take(rowCount * FLOAT_BYTES))
  const values = new Int8Array(take(head.vectorWords.length * head.dimensions).buffer)
  const bytes = new Int8Array(take(rowCount * classes).buffer)
  const { intents, features, unseenRarity, calibration, dimensions } = head
  const wordVectors = { words: head.vectorWords, dimensions, values }
  return {
    intents,
    table: { features, rarities, unseenRarity, wordVectors },
    weights: { classes, bytes, scales },
    calibration,
    wordCounts: new Map(head.wordCounts),
  }
}

function readHead(stored: Uint8Array): Head {
  if (stored.length < PREFIX_BYTES || readNumber(stored, 0) !== MAGIC) {
    throw new ModelFormatError('the file is not an intent model')
  }
  const version = readNumber(stored, 1)
  if (version !== VERSION) {
    throw new ModelFormatError(
      `the intent model has format ${version}, this program reads ${VERSION}`,
    )
  }
  if (readNumber(stored, 2) !== checksum(stored.subarray(PREFIX_BYTES))) {
    throw new ModelFormatError('the intent model is damaged: its checksum is wrong')
  }
  const text = stored.subarray(PREFIX_BYTES, PREFIX_BYTES + headLength(stored))
  // The checksum says that this is what encodeModel wrote.
  return JSON.parse(new TextDecoder().decode(text)) as Head
}

function headLength(stored: Uint8Array): number {
  return readNumber(stored, 3)
}

function readNumber(stored: Uint8Array, place: number): number {
  return new DataView(stored.buffer, stored.byteOffset).getUint32(place * FLOAT_BYTES)
}

/** Little-endian on every machine, whatever its own order. */
function floatBytes(floats: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(floats.length * FLOAT_BYTES))
  floats.forEach((value, i) => {
    view.setFloat32(i * FLOAT_BYTES, value, true)
  })
  return new Uint8Array(view.buffer)
}

function readFloats(stored: Uint8Array): Float32Array {
  const view = new DataView(stored.buffer, stored.byteOffset, stored.length)
  return Float32Array.from({ length: stored.length / FLOAT_BYTES }, (_, i) =>
    view.getFloat32(i * FLOAT_BYTES, true),
  )
}

/** FNV-1a, 32 bits: finds accidents, not attacks. */
function checksum(stored: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of stored) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
