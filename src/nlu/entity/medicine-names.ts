import type { EntitiesFile } from '../../content/entity-schema.js'
import { rememberWords } from '../remember.js'
import { compilePhrases, type Phrases } from './phrases.js'

/** Finds medicine names in text, also with one letter wrong. */
export interface MedicineNames {
  /** What a word means; worked out once, for most words of six letters and more are near no name. */
  readonly meaningOf: (word: string) => Meaning
  /** Names of several words, and which id they have. */
  readonly longNames: readonly (readonly [names: Phrases, id: string])[]
}

/** What a word means among the names of medicines. */
export interface Meaning {
  /** It is a medicine, or one slip away from one. */
  readonly isMedicine: boolean
  /** The bone medicine, if it is one. */
  readonly id: string | undefined
}

/** The names of one word. */
interface WordNames {
  /** `undefined` for a cancer medicine, which is nobody's bone medicine. */
  readonly idByWord: ReadonlyMap<string, string | undefined>
  /** Long names with each one letter left out → the names. Two words that share one differ little. */
  readonly namesByStump: ReadonlyMap<string, readonly string[]>
}

/** Shorter names are too near to plain words to be mended (rules R13). */
const MIN_MENDED_LENGTH = 6

export function makeMedicineNames(file: EntitiesFile): MedicineNames {
  const idByWord = new Map<string, string | undefined>()
  const longNames: [Phrases, string][] = []
  for (const [id, names] of Object.entries(file.medicines)) {
    for (const name of names.filter((name) => !name.includes(' '))) idByWord.set(name, id)
    const long = names.filter((name) => name.includes(' '))
    if (long.length > 0) longNames.push([compilePhrases(long), id])
  }
  for (const name of file.cancerMedicines) idByWord.set(name, undefined)
  const names = { idByWord, namesByStump: indexStumps([...idByWord.keys()]) }
  const meaningOf = rememberWords((word) => {
    const id = medicineOfWord(names, word)
    return { isMedicine: idByWord.has(word) || id !== undefined, id }
  })
  return { meaningOf, longNames }
}

/**
 * Names the bone medicine that a word means, if any.
 * A word between a bone medicine and a cancer medicine is neither (rules R13).
 */
function medicineOfWord(names: WordNames, word: string): string | undefined {
  if (names.idByWord.has(word) || word.length < MIN_MENDED_LENGTH) return names.idByWord.get(word)
  const near = new Set<string | undefined>()
  for (const stump of [word, ...stumpsOf(word)]) {
    for (const name of names.namesByStump.get(stump) ?? []) {
      if (isOneSlipApart(word, name)) near.add(names.idByWord.get(name))
    }
  }
  const [only] = near
  return near.size === 1 ? only : undefined
}

function indexStumps(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const byStump = new Map<string, string[]>()
  for (const word of words.filter(({ length }) => length >= MIN_MENDED_LENGTH)) {
    for (const stump of [word, ...stumpsOf(word)]) {
      byStump.set(stump, [...(byStump.get(stump) ?? []), word])
    }
  }
  return byStump
}

function stumpsOf(word: string): readonly string[] {
  return Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))
}

/** One letter left out, put in or changed, or two neighbours swapped. */
function isOneSlipApart(a: string, b: string): boolean {
  let head = 0
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++
  let tail = 0
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const restA = a.slice(head, a.length - tail)
  const restB = b.slice(head, b.length - tail)
  if (restA.length <= 1 && restB.length <= 1) return true
  return restA.length === 2 && restB.length === 2 && restA === [...restB].reverse().join('')
}
