import { rememberLast } from './remember.js'

/** What is read of an utterance: the rest of a longer one is not understood at all. */
export const MAX_READ_LENGTH = 500

/** An utterance made easy to read, which still knows where each of its characters came from. */
export interface NormalText {
  /** Lower case, with plain ASCII signs and quotes, and numbers that the recognizer can read. */
  readonly text: string
  /** For each character of `text`, and for its end, the offset in the untouched utterance. */
  readonly offsets: readonly number[]
  /** The utterance was longer than is read, so its last words may be cut short. */
  readonly isCut: boolean
}

type Repair = readonly [pattern: RegExp, replacement: string]

const NUMBER_WORD = '(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|point|oh?\\s+point)'

// In order: a later repair may count on the earlier ones. Most exist because the recognizer was
// measured to lose a sign, which turns osteoporosis into a healthy score.
const NUMBER_REPAIRS: readonly Repair[] = [
  // Dates first, so that their hyphens are neither signs nor ranges.
  [/\b(\d{1,4})-(\d{1,2})-(\d{2,4})\b/g, '$1/$2/$3'],
  [/(\d)\s?[·∙⋅•]\s?(?=\d)/g, '$1.'],
  [/(?<![\d.,])(\d),(\d{1,2})(?![\d,])/g, '$1.$2'],
  [/(\d)\.\.(?=\d)/g, '$1.'],
  [/(\d)\s*point\s*(?=\d)/g, '$1.'],
  [/-point-/g, ' point '],
  [/(\d) and a half\b/g, '$1.5'],
  [/(\d) 1\/2(?!\/|\d)/g, '$1.5'],
  [/\b(?:minis|minues|minuse|mius|mnus|munus|negitive|negetive|negativ)\b/g, 'minus'],
  [/\b(?:negative|minus|neg\b\.?)\s*(?:a\s+|of\s+)?[(-]?\s*(?=\.?\d)/g, '-'],
  [/(?<!\d\s?)\b(?:m|min\b\.?|dash|hyphen)\s?(?=\d\.\d)/g, '-'],
  [new RegExp(`\\bneg\\b\\.?\\s+(?:a\\s+)?(?=${NUMBER_WORD}\\b)`, 'g'), 'minus '],
  [/\b(minus|negative) (?:a |oh? )?point\b/g, '$1 zero point'],
  // A number in front makes a dash a range; a letter in front makes it a hyphen.
  [/(\d)\s*-\s*-\s*(?=\d)/g, '$1 to -'],
  [/(\d)(?:-| - )(?=\d)/g, '$1 to '],
  [/(^|[^\d\s-]\s*)-[\s-]+(?=\.?\d)/g, '$1 -'],
  [/\b(is|was|of|at|are|be|it's|about|and|now|to|from)-(?=\.?\d)/g, '$1 -'],
  [/([a-z])-(?=\d*\.\d)/g, '$1 '],
  // An accountant's minus, and one that comes last.
  [/(?<![-\d.])(\d\.\d{1,2})-(?=\s|$|[,.;!?)])(?!\s*-?\d)/g, '-$1'],
  [/(?<![\da-z.])\.(?=\d)/g, '0.'],
  [/(scores?|\bage|\b[tz](?=\d\.))(?=\d)/g, '$1 '],
  // "10st" is a weight, for the ordinal is "10th".
  [/\b([2-9]|1\d|2[02-9])st\b/g, '$1 st'],
  // The recognizer does not read a number that touches a unit.
  [
    /(\d)(?=(?:yo|yrs?|years?|ish|mg|mcg|iu|ng|nmol|kgs?|lbs?|pounds?|ft|in|cm|m|f|sd|x|stones?)\b|st\s?\d)/g,
    '$1 ',
  ],
]

const MAY_HOLD_NUMBER = /\d|\b(?:minus|negative|neg|point)\b/

/** Makes an utterance easy to read without losing where its characters were. */
export const normalize = rememberLast(normalText)

function normalText(utterance: string): NormalText {
  const isCut = utterance.length > MAX_READ_LENGTH
  const read = isCut ? dropLastWord(utterance.slice(0, MAX_READ_LENGTH)) : utterance
  let normal = simplifyCharacters(read)
  if (!MAY_HOLD_NUMBER.test(normal.text)) return { ...normal, isCut }
  for (const [pattern, replacement] of NUMBER_REPAIRS) {
    normal = replaceAll(normal, pattern, replacement)
  }
  return { ...normal, isCut }
}

/** Makes characters plain and lower case, and leaves numbers as they were written. */
export function normalizeCharacters(utterance: string): string {
  return simplifyCharacters(utterance).text
}

type Mapped = Omit<NormalText, 'isCut'>

/** ASCII: most messages are nothing else. */
const IS_PLAIN = /^[\u0000-\u007f]*$/
const countUp = (_: unknown, i: number): number => i

// A number cut short is worse than one not read, so the word at the cut is left out.
function dropLastWord(text: string): string {
  const lastSpace = text.search(/\s\S*$/)
  return lastSpace < 0 ? '' : text.slice(0, lastSpace)
}

function simplifyCharacters(text: string): Mapped {
  if (IS_PLAIN.test(text)) {
    return { text: text.toLowerCase(), offsets: Array.from({ length: text.length + 1 }, countUp) }
  }
  const parts: string[] = []
  const offsets: number[] = []
  let offset = 0
  for (const character of text) {
    const simple = simplifyCharacter(character)
    parts.push(simple)
    for (let i = 0; i < simple.length; i++) offsets.push(offset)
    offset += character.length
  }
  offsets.push(offset)
  return { text: parts.join(''), offsets }
}

const BY_CHARACTER: Readonly<Record<string, string>> = {
  '½': '.5',
  '¼': '.25',
  '¾': '.75',
  // Superscripts are footnotes and powers, never digits of a value.
  '¹': ' ',
  '²': ' ',
  '³': ' ',
  '➖': '-',
  '➕': '+',
}

function simplifyCharacter(character: string): string {
  if (character <= '\u007f') return character.toLowerCase()
  const known = BY_CHARACTER[character]
  if (known !== undefined) return known
  return (
    character
      .normalize('NFKC')
      // Every dash that a telephone may put for a minus, and what must not be seen at all.
      .replace(/[\u2010-\u2015\u2212\u02d7\u2043\ufe58]/g, '-')
      .replace(/[\u2018\u2019\u201b\u2032\u00b4\u02bc]/g, "'")
      .replace(/[\u201c\u201d\u2033]/g, '"')
      .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
      .toLowerCase()
  )
}

/** Replaces like `String.replace` and keeps the offsets of what stayed. */
function replaceAll(normal: Mapped, pattern: RegExp, replacement: string): Mapped {
  const { text, offsets } = normal
  if (text.search(pattern) < 0) return normal
  const matches = [...text.matchAll(pattern)]
  const parts: string[] = []
  const newOffsets: number[] = []
  let from = 0
  for (const match of matches) {
    const end = match.index + match[0].length
    const put = replacement.replace(/\$([1-3])/g, (_, group) => match[Number(group)] ?? '')
    parts.push(text.slice(from, match.index), put)
    newOffsets.push(...offsets.slice(from, match.index))
    newOffsets.push(...alignedOffsets({ text, offsets }, { start: match.index, end, put }))
    from = end
  }
  parts.push(text.slice(from))
  newOffsets.push(...offsets.slice(from))
  return { text: parts.join(''), offsets: newOffsets }
}

interface Change {
  readonly start: number
  readonly end: number
  readonly put: string
}

// What the old and the new wording share at either end keeps its place; the rest gets the start.
function alignedOffsets({ text, offsets }: Mapped, { start, end, put }: Change): number[] {
  const old = text.slice(start, end)
  const shortest = Math.min(old.length, put.length)
  let head = 0
  while (head < shortest && old[head] === put[head]) head++
  let tail = 0
  while (tail < shortest - head && old.at(-1 - tail) === put.at(-1 - tail)) tail++
  const middle = offsets[start + head] ?? 0
  return [
    ...offsets.slice(start, start + head),
    ...Array.from({ length: put.length - head - tail }, () => middle),
    ...offsets.slice(end - tail, end),
  ]
}

/** Finds where a span of the normal text lies in the untouched utterance. */
export function originalSpan(
  { offsets }: NormalText,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  const last = offsets.at(-1) ?? 0
  const from = offsets[start] ?? last
  return { start: from, end: Math.max(from, offsets[end] ?? last) }
}
