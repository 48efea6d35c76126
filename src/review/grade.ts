/** Measures how hard a text is to read. */
import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'

/** How hard a text is to read, and how much there was to measure. */
export interface Grade {
  /** US school grade after Flesch and Kincaid; below 0 for very short words and sentences. */
  readonly grade: number
  readonly words: number
}

/** A patient reads "alendronate" as one known name off the box, not as five syllables. */
const SYLLABLES_OF_NAME = 2

/**
 * Grades plain words, without marks or placeholders; undefined when there are none.
 *
 * A colon ends a sentence, as in Flesch's own rule, which counts independent units of thought.
 *
 * @param names In small letters and singular; each counts as a plain word.
 */
export function gradeOf(text: string, names: ReadonlySet<string>): Grade | undefined {
  const sentences = text
    .replace(/\b(U\.S|Dr|e\.g|i\.e)\./g, '$1')
    .split(/[.?!:]+["')]*(?=\s|$)|\n\s*\n/)
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
  const words = sentences.flatMap((sentence) => sentence.match(WORD) ?? [])
  if (words.length === 0) return undefined
  const counts = {
    sentence: sentences.length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + syllablesOf(word, names), 0),
  }
  return { grade: fleschKincaid(counts), words: words.length }
}

/** "T-score", "don't" and "1,200" are one word each. */
const WORD = /[\p{L}\p{N}]+(?:['.,-][\p{L}\p{N}]+)*/gu

function syllablesOf(word: string, names: ReadonlySet<string>): number {
  const plain = word.toLowerCase().replace(/'s$/, '')
  if (names.has(plain) || names.has(plain.replace(/s$/, ''))) return SYLLABLES_OF_NAME
  // The package counts no syllable in a figure, which is said in one breath or more.
  return Math.max(1, syllable(plain))
}
