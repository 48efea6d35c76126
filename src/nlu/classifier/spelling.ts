import { indexByShortened } from './shortened.js'

/** Shorter words have too many neighbours of another meaning. */
const SHORTEST_REPAIRED = 4
/** The longest everyday words have twenty-odd letters; anything longer is not a misspelt one. */
const LONGEST_REPAIRED = 24
/** From this length on two edits leave a word recognizable: ostioperosis, alendrinate. */
const LONG_WORD = 8
/** A word that the examples use less often, and that is not English, may itself be misspelt. */
const TRUSTED_COUNT = 3

/**
 * Makes the function that turns a misspelt word into the nearest and commonest word of the examples: one edit away, in a
 * long word two. An edit is a letter missing, added, wrong or swapped with its neighbour. Words that are trusted, short or near
 * none stay as they are.
 *
 * @param counts How often the examples use each word.
 * @param isEnglish Knows words that are spelt right, however rare; those without a count are not repaired to.
 */
export function createRepair(
  counts: ReadonlyMap<string, number>,
  isEnglish: (word: string) => boolean,
): (word: string) => string {
  const isTrusted = (word: string): boolean =>
    isEnglish(word) || (counts.get(word) ?? 0) >= TRUSTED_COUNT
  const trusted = [...counts.keys()].filter((word) => isRepairable(word) && isTrusted(word))
  const wordsNear = indexByShortened(trusted, mostTaken)
  return (word) => {
    if (!isRepairable(word) || isTrusted(word) || /[^a-z]/.test(word)) return word
    let best = word
    let bestRank = 0
    for (const candidate of wordsNear(word)) {
      const count = counts.get(candidate) ?? 0
      const distance = editDistance(word, candidate)
      // Hardly anybody gets the first letter wrong and another one too.
      if (distance > 2 || (distance === 2 && candidate[0] !== word[0])) continue
      if (distance === 2 && Math.min(word.length, candidate.length) < LONG_WORD) continue
      const rank = distance === 1 ? count + Number.MAX_SAFE_INTEGER / 2 : count
      if (rank <= bestRank) continue
      best = candidate
      bestRank = rank
    }
    return best
  }
}

function isRepairable({ length }: string): boolean {
  return length >= SHORTEST_REPAIRED && length <= LONGEST_REPAIRED
}

/** How many letters are taken out of a word of this length to find those near it. */
function mostTaken(length: number): number {
  return length < LONG_WORD ? 1 : 2
}

/** Counts the edits from one word to another; swapped neighbours count once (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const byOne = Math.min(last[j] ?? 0, row[j - 1] ?? 0) + 1
      const byLetter = (last[j - 1] ?? 0) + (isSame ? 0 : 1)
      const bySwap = isSwap ? (beforeLast[j - 2] ?? 0) + 1 : Infinity
      row.push(Math.min(byOne, byLetter, bySwap))
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
