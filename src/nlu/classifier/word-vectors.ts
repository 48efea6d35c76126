import { pack, packIntegers, unpack, unpackIntegers, type PackedKind } from './packed.js'

/** Where everyday English words lie in a space in which words of like use are near each other. */
export interface WordVectors {
  /** In lower case, letters and digits only. */
  readonly words: readonly string[]
  readonly dimensions: number
  /** One row of `dimensions` numbers a word, all words on one scale. */
  readonly values: Int8Array
}

/** With no word vectors a model knows only the words of its own examples. */
export const NO_WORD_VECTORS: WordVectors = { words: [], dimensions: 0, values: new Int8Array() }

const KIND: PackedKind = { mark: 'BWwv', title: 'a table of word vectors', version: 1 }

/** Stores word vectors. */
export function encodeWordVectors({ words, dimensions, values }: WordVectors): Uint8Array {
  return pack(KIND, { words, dimensions }, [packIntegers(values)])
}

/**
 * Reads stored word vectors.
 *
 * @throws {ModelError} when the bytes are not word vectors of this version, whole and unchanged.
 */
export function decodeWordVectors(stored: Uint8Array): WordVectors {
  const packed = unpack(KIND, stored)
  // The checksum and the version say that this is what encodeWordVectors wrote.
  const head = packed.head as Pick<WordVectors, 'words' | 'dimensions'>
  return { ...head, values: unpackIntegers(packed.numbers) }
}
