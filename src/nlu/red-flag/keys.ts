import { rememberWords } from '../remember.js'
import { wordsNear, type Misspellings } from './misspellings.js'

/** Parts of phrases that are words or the beginnings of words. */
export interface KeySource {
  readonly words: ReadonlySet<string>
  readonly stems: ReadonlySet<string>
  readonly shorthand: ReadonlyMap<string, string>
  readonly misspellings: Misspellings
}

/** Makes the function that tells which parts of phrases a word stands for: itself, and its beginnings as `stem*`. */
export function createKeys(source: KeySource): (word: string) => readonly string[] {
  return rememberWords((word) => keysOf(source, word))
}

function keysOf(source: KeySource, word: string): readonly string[] {
  const keys = new Set<string>()
  const meant = source.shorthand.get(word)
  for (const form of meant === undefined ? [word] : [word, meant]) addKeys(source, form, keys)
  if (keys.size === 0) {
    for (const near of wordsNear(source.misspellings, word)) addKeys(source, near, keys)
  }
  return [...keys]
}

const SHORTEST_STEM = 3
const LONGEST_STEM = 14

function addKeys({ words, stems }: KeySource, word: string, keys: Set<string>): void {
  if (words.has(word)) keys.add(word)
  for (let length = SHORTEST_STEM; length <= Math.min(word.length, LONGEST_STEM); length++) {
    const stem = word.slice(0, length)
    if (stems.has(stem)) keys.add(`${stem}*`)
  }
}
