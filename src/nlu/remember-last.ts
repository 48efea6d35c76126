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
