/** Reads numbers that stand plainly in digits, which needs none of the recognizer's patterns. */

/** A number as it was written. */
export interface PlainNumber {
  readonly text: string
  readonly value: number
  /** Offsets into the text; end is exclusive. */
  readonly start: number
  readonly end: number
}

/** How the words begin that the recognizer takes for a number, or for a part of one. */
const NUMBER_WORD = new RegExp(
  `\\b(?:${[
    'zero one two three four five six seven eight nin ten eleven twel thirt fort fift sixt twent',
    'naught nought hundred thousand mln bln tln lakh crore doz dz first second third hal[fv]',
    'quarter point',
  ]
    .join(' ')
    .replaceAll(' ', '|')})|illion|minus|negative`,
)
/** "212 555" and "5 k" are one number, "- 70" has a sign, and a minus that follows a number is none. */
const GOES_ON = /\d\s+(?:-?\d|(?:k|m|mm|mil|g|b|t)\b)|-\s+\d/
const PLAIN = /(?<![^\s(])-?\d{1,4}(?:\.\d{1,3})?(?=$|[\s,;!?)]|\.(?:\s|$))/g
const DIGIT = /\d/g

/**
 * Finds the numbers of a text, if all that might be one is written plainly: "71", "-2.6", "600 mg". Undefined where the
 * recognizer must decide.
 */
export function readPlainNumbers(text: string): readonly PlainNumber[] | undefined {
  if (NUMBER_WORD.test(text) || GOES_ON.test(text)) return undefined
  const numbers = Array.from(text.matchAll(PLAIN), ({ index, 0: found }) => ({
    text: found,
    // Not −0.
    value: Number(found) + 0,
    start: index,
    end: index + found.length,
  }))
  const read = numbers.reduce((sum, number) => sum + digitsOf(number.text), 0)
  return read === digitsOf(text) ? numbers : undefined
}

function digitsOf(text: string): number {
  return text.match(DIGIT)?.length ?? 0
}
