const SHORTEST_REPAIRED = 4
/** The longest everyday words have twenty-odd letters; anything longer is not a misspelt one. */
const LONGEST_REPAIRED = 24

/**
 * Makes the function that turns a misspelt word into the commonest word one edit away: a letter missing, doubled,
 * wrong or swapped with its neighbour. Words that are known, short or near none stay as they are.
 *
 * @param counts How often the examples use each word.
 * @param isEnglish Knows further words, which are neither repaired nor repaired to.
 */
export function createRepair(
  counts: ReadonlyMap<string, number>,
  isEnglish: (word: string) => boolean,
): (word: string) => string {
  const index = indexByShortened(counts.keys())
  return (word) => {
    if (word.length < SHORTEST_REPAIRED || word.length > LONGEST_REPAIRED) return word
    if (counts.has(word) || isEnglish(word) || /[^a-z]/.test(word)) return word
    let best = word
    let bestCount = 0
    for (const shortened of shortenings(word)) {
      for (const candidate of index.get(shortened) ?? []) {
        const count = counts.get(candidate) ?? 0
        if (count > bestCount && isOneEditAway(word, candidate)) {
          best = candidate
          bestCount = count
        }
      }
    }
    return best
  }
}

/** Two words one edit apart have a common form with at most one letter taken out of each (symmetric delete). */
function indexByShortened(words: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>()
  for (const word of words) {
    if (word.length < SHORTEST_REPAIRED || word.length > LONGEST_REPAIRED) continue
    for (const shortened of shortenings(word)) {
      const found = index.get(shortened)
      if (found === undefined) index.set(shortened, [word])
      else found.push(word)
    }
  }
  return index
}

function shortenings(word: string): ReadonlySet<string> {
  const forms = new Set([word])
  for (let i = 0; i < word.length; i++) forms.add(word.slice(0, i) + word.slice(i + 1))
  return forms
}

function isOneEditAway(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a]
  let start = 0
  while (start < shorter.length && shorter[start] === longer[start]) start++
  const rest = shorter.slice(start)
  const otherRest = longer.slice(start)
  if (shorter.length < longer.length) return rest === otherRest.slice(1)
  const isSwap = rest[0] === otherRest[1] && rest[1] === otherRest[0]
  return rest.slice(1) === otherRest.slice(1) || (isSwap && rest.slice(2) === otherRest.slice(2))
}
