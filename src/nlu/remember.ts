interface Remembered<Beside, Result> {
  readonly text: string
  readonly beside: Beside
  readonly result: Result
}

/** A message, and what is cut out of it: enough for one turn. */
const KEPT = 4

/**
 * Makes a function of a text, and of one thing beside it, that knows its last few results: many listeners ask the
 * same of one message, one after the other. Only for work that is pure and whose result nobody changes.
 */
export function rememberLast<Result, Beside = void>(
  work: (text: string, beside: Beside) => Result,
): (text: string, beside: Beside) => Result {
  const kept: Remembered<Beside, Result>[] = []
  let next = 0
  return (text, beside) => {
    for (const known of kept) {
      if (known.text === text && known.beside === beside) return known.result
    }
    const result = work(text, beside)
    kept[next] = { text, beside, result }
    next = (next + 1) % KEPT
    return result
  }
}

/** So many words are said again and again; of a text that is made to be long no more are kept. */
const MOST_WORDS = 4096

/** As many pairs of words. */
const MOST_PAIRS = 8192

/** Makes a function of two words that works out each pair once, and puts nothing together to look it up. */
export function rememberPairs<Result>(
  work: (first: string, second: string) => Result,
): (first: string, second: string) => Result {
  const known = new Map<string, Map<string, Result>>()
  let size = 0
  return (first, second) => {
    const before = known.get(first)?.get(second)
    if (before !== undefined) return before
    const result = work(first, second)
    if (size >= MOST_PAIRS) {
      known.clear()
      size = 0
    }
    const ofFirst = known.get(first) ?? new Map<string, Result>()
    known.set(first, ofFirst.set(second, result))
    size++
    return result
  }
}

/** Makes a function of a word that works out each word once. Only for work that is pure. */
export function rememberWords<Result>(work: (word: string) => Result): (word: string) => Result {
  const known = new Map<string, Result>()
  return (word) => {
    const before = known.get(word)
    if (before !== undefined) return before
    const result = work(word)
    if (known.size >= MOST_WORDS) known.clear()
    known.set(word, result)
    return result
  }
}
