/** Where the commonest English words lie in a space in which words of like use are near each other. */
export interface WordVectors {
  readonly words: readonly string[]
  readonly dimensions: number
  /** One row of `dimensions` numbers a word; only the direction of a row matters. */
  readonly values: Int8Array
}

/** Without word vectors a model knows only the words of its own examples. */
export const NO_WORD_VECTORS: WordVectors = { words: [], dimensions: 0, values: new Int8Array() }
