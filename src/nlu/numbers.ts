import { recognizeNumber } from '@microsoft/recognizers-text-number'
import { readPlainNumbers, type PlainNumber } from './plain-numbers.js'

/** A number in a normalized text, whether in digits or in words. */
export interface FoundNumber {
  readonly value: number
  /** Offsets into the text that was searched; end is exclusive. */
  readonly start: number
  readonly end: number
  /** The sign that was written or said; a number without one is not surely positive. */
  readonly sign?: '-' | '+'
}

/** The recognizer slows down on long texts; measured at 2 ms behind this cap. */
const MAX_PIECE_LENGTH = 300

const NUMBER_WORDS = [
  'zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen',
  'sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety',
  'hundred thousand',
]
  .join(' ')
  .replaceAll(' ', '|')
// "one" is rarely a number in talk ("one of my scores"), so alone it does not wake the recognizer.
const MAY_HOLD_NUMBER = new RegExp(
  `\\d|\\b(?:${NUMBER_WORDS}|(?:minus|negative) one|one (?:point|hundred))\\b`,
)

// What has digits but is never a value: blanked out, so that no part of it can be taken for one.
const NOT_VALUES = new RegExp(
  [
    /\d{1,4}\/\d{1,2}(?:\/\d{2,4})?/, // dates, fractions
    /\d{1,2}\.\d{1,2}\.\d{2,4}/,
    /\d{1,2}:\d{1,2}/, // times
    /\d'\s?\d{0,2}(?:''|")?/, // heights
    /\d\s?(?:ft|feet|foot)\b\.?\s?\d{0,2}/,
    /\b[clst]-?\d{1,2}(?:(?:-| to )[clst]?\d{1,2})?(?![.\d])/, // vertebrae
    /\b(?:(?:covid|omega|vitamin)[- ]?\d{1,2}|[bdk]-?\d{1,2}|b (?:6|12)|d [23]|k [12])(?![.\d])/,
    /\d{3} to (?:\d{3} to )?\d{4}/, // telephone numbers
    /\(?\d{3}\)? ?\d{3}[ .]\d{4}/,
    /\$\s?\d[\d,.]*/,
    /\d+(?:st|nd|rd|th)\b/,
    /\d0'?s\b/, // decades
  ]
    .map((pattern) => pattern.source)
    .join('|'),
  'g',
)

/** Finds the numbers of a normalized text, in the order in which they stand. */
export function findNumbers(text: string): readonly FoundNumber[] {
  if (!MAY_HOLD_NUMBER.test(text)) return []
  const masked = text
    .replace(NOT_VALUES, (match) => '#'.repeat(match.length))
    // The recognizer takes "70 in two years" for a fraction.
    .replace(/ (?:in|over|out of) /g, (match) => ` ${'#'.repeat(match.length - 2)} `)
  return piecesOf(masked).flatMap(({ piece, start }) => findInPiece(piece, start))
}

/** Loads the recognizer's patterns, so that the first patient does not wait for them. */
export function warmNumbers(): void {
  findNumbers('minus two point five')
}

function findInPiece(piece: string, offset: number): readonly FoundNumber[] {
  const numbers = readPlainNumbers(piece) ?? recognizeNumbers(piece)
  return numbers.map(({ text, value, start, end }) => {
    const sign = signOf(piece.slice(0, start), text)
    const found = { value, start: start + offset, end: end + offset }
    return sign === undefined ? found : { ...found, sign }
  })
}

/** Reads numbers however they are written; slow. */
export function recognizeNumbers(piece: string): readonly PlainNumber[] {
  return recognizeNumber(piece, 'en-us').flatMap(({ start, end, text, resolution }) => {
    const value = Number(resolution?.['value'])
    const isNumber = Number.isFinite(value) && !text.includes('/')
    return isNumber ? [{ text, value, start, end: end + 1 }] : []
  })
}

function signOf(before: string, text: string): FoundNumber['sign'] {
  if (/^(?:-|minus|negative)/.test(text)) return '-'
  return /(?:\+|\bplus|\bpositive)\s*$/.test(before) ? '+' : undefined
}

// Cuts only between two plain words, never where a number might go on.
function piecesOf(text: string): readonly { readonly piece: string; readonly start: number }[] {
  const pieces = []
  let start = 0
  while (text.length - start > MAX_PIECE_LENGTH) {
    const window = text.slice(start, start + MAX_PIECE_LENGTH)
    const cut = lastSafeCut(window)
    if (cut === undefined) return pieces
    pieces.push({ piece: window.slice(0, cut), start })
    start += cut
  }
  return [...pieces, { piece: text.slice(start), start }]
}

function lastSafeCut(window: string): number | undefined {
  const cuts = [...window.matchAll(/[a-z]{2,}[.,;!?]? (?=[a-z]{2,}\b)/g)]
  const safe = cuts.findLast(({ index, 0: match }) => {
    const around = window.slice(Math.max(0, index - 12), index + match.length + 12)
    return (
      index > 0 && !MAY_HOLD_NUMBER.test(around) && !/\b(?:minus|negative|point)\b/.test(around)
    )
  })
  return safe === undefined ? undefined : safe.index + safe[0].length
}
