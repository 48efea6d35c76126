/** Two texts in two columns, words wrapped, what changed in colour. */

/** What the reader's screen is like. */
export interface Screen {
  /** Characters a line. */
  readonly width: number
  readonly isColoured: boolean
}

/** ECMA-48. util.styleText asks stdout whether to colour, but whoever calls knows where the text goes. */
const STYLES = { red: [31, 39], green: [32, 39], bold: [1, 22] } as const
type Style = keyof typeof STYLES

/** Puts a text into a colour or in bold. */
export function paint(style: Style, text: string): string {
  const [on, off] = STYLES[style]
  return `\u001b[${on}m${text}\u001b[${off}m`
}

interface Word {
  readonly text: string
  readonly isChanged: boolean
}

const DIVIDER = ' │ '
const MIN_COLUMN = 16
/** A wider column is hard to read. */
const MAX_COLUMN = 90
const NO_WORDS: readonly Word[] = []

/** Puts the old text left and the new one right; each line feed in a text begins a new line in both columns. */
export function sideBySide(before: string, after: string, screen: Screen): readonly string[] {
  const half = Math.floor((screen.width - DIVIDER.length) / 2)
  const column = Math.min(MAX_COLUMN, Math.max(MIN_COLUMN, half))
  const [old, now] = markChanges(paragraphsOf(before), paragraphsOf(after))
  return Array.from({ length: Math.max(old.length, now.length) }, (_, i) => {
    const left = wrap(old[i] ?? NO_WORDS, column)
    const right = wrap(now[i] ?? NO_WORDS, column)
    return Array.from({ length: Math.max(left.length, right.length, 1) }, (_, row) => {
      const oldWords = left[row] ?? NO_WORDS
      const gap = ' '.repeat(Math.max(0, column - widthOf(oldWords)))
      const shownLeft = show(oldWords, screen.isColoured ? 'red' : undefined)
      const shownRight = show(right[row] ?? NO_WORDS, screen.isColoured ? 'green' : undefined)
      return `${shownLeft}${gap}${DIVIDER}${shownRight}`.trimEnd()
    })
  }).flat()
}

function paragraphsOf(text: string): readonly (readonly string[])[] {
  return text.split('\n').map((line) => line.split(' ').filter((word) => word !== ''))
}

type Paragraphs = readonly (readonly Word[])[]

/** Marks the words that the other text does not have in the same order. */
function markChanges(
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
): readonly [Paragraphs, Paragraphs] {
  const kept = keptWords(before.flat(), after.flat())
  return [mark(before, kept.before), mark(after, kept.after)]
}

function mark(
  paragraphs: readonly (readonly string[])[],
  kept: ReadonlySet<number>,
): readonly (readonly Word[])[] {
  let at = 0
  return paragraphs.map((words) => words.map((text) => ({ text, isChanged: !kept.has(at++) })))
}

/** Finds the places of the words that both have: their longest common subsequence. */
function keptWords(before: readonly string[], after: readonly string[]) {
  const lengths = commonLengths(before, after)
  const at = (i: number, j: number): number => lengths[i * (after.length + 1) + j] ?? 0
  const kept = { before: new Set<number>(), after: new Set<number>() }
  for (let i = 0, j = 0; i < before.length && j < after.length;) {
    if (before[i] === after[j]) {
      kept.before.add(i++)
      kept.after.add(j++)
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return kept
}

/** How many words the rests of both have in common, from word i of one and word j of the other on. */
function commonLengths(before: readonly string[], after: readonly string[]): Int32Array {
  const width = after.length + 1
  const lengths = new Int32Array((before.length + 1) * width)
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const here = i * width + j
      const skipped = Math.max(lengths[here + width] ?? 0, lengths[here + 1] ?? 0)
      lengths[here] = before[i] === after[j] ? 1 + (lengths[here + width + 1] ?? 0) : skipped
    }
  }
  return lengths
}

function wrap(words: readonly Word[], column: number): readonly (readonly Word[])[] {
  const lines: Word[][] = []
  for (const word of words.flatMap((word) => cut(word, column))) {
    const line = lines.at(-1)
    if (line !== undefined && widthOf([...line, word]) <= column) line.push(word)
    else lines.push([word])
  }
  return lines
}

/** Cuts a word that is longer than a line, such as an address. */
function cut({ text, isChanged }: Word, column: number): readonly Word[] {
  const letters = [...text]
  return Array.from({ length: Math.ceil(letters.length / column) }, (_, i) => ({
    text: letters.slice(i * column, (i + 1) * column).join(''),
    isChanged,
  }))
}

function widthOf(words: readonly Word[]): number {
  return words.reduce((sum, { text }) => sum + [...text].length + 1, 0) - Math.min(1, words.length)
}

function show(words: readonly Word[], colour: Style | undefined): string {
  return words
    .map(({ text, isChanged }) => (isChanged && colour !== undefined ? paint(colour, text) : text))
    .join(' ')
}
