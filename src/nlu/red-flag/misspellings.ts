/** Words that can be reached from a misspelling by one letter more, less, other, or two letters swapped. */
export interface Misspellings {
  readonly bySkeleton: ReadonlyMap<string, readonly string[]>
  readonly correctlySpelt: ReadonlySet<string>
}

// Shorter words have too many neighbours of another meaning (hip, lip, rib).
const SHORTEST_WORD = 5

/** Indexes words by themselves and by every form with one letter left out. */
export function indexMisspellings(
  words: readonly string[],
  correctlySpelt: readonly string[],
): Misspellings {
  const bySkeleton = new Map<string, string[]>()
  for (const word of words) {
    if (word.length < SHORTEST_WORD) continue
    for (const skeleton of skeletonsOf(word)) {
      const known = bySkeleton.get(skeleton)
      if (known === undefined) bySkeleton.set(skeleton, [word])
      else known.push(word)
    }
  }
  return { bySkeleton, correctlySpelt: new Set(correctlySpelt) }
}

/** The words that `written` may be a misspelling of; the first letter must be right. */
export function wordsNear(index: Misspellings, written: string): readonly string[] {
  if (written.length < SHORTEST_WORD || written.length > 20) return []
  if (index.correctlySpelt.has(written)) return []
  const near = new Set<string>()
  for (const skeleton of skeletonsOf(written)) {
    for (const word of index.bySkeleton.get(skeleton) ?? []) {
      if (word[0] === written[0] && isOneEditAway(word, written)) near.add(word)
    }
  }
  return [...near]
}

function skeletonsOf(word: string): readonly string[] {
  const without = Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))
  return [word, ...new Set(without)]
}

function isOneEditAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const restA = a.slice(start)
  const restB = b.slice(start)
  if (restA.slice(1) === restB || restA === restB.slice(1)) return true
  if (restA.slice(1) === restB.slice(1)) return true
  const isSwapped = restA[0] === restB[1] && restA[1] === restB[0]
  return isSwapped && restA.slice(2) === restB.slice(2)
}
