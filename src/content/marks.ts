/** Reads the source marks of a text: `A fact. [@source_id] General advice. [-]` */

/** A sentence (or a shared line standing for one) and the marks that follow it. */
export interface MarkedSentence {
  readonly words: string
  /** Source ids, in the order written. */
  readonly sources: readonly string[]
  /** Marked `[-]`: general advice that states no fact. */
  readonly isGeneral: boolean
}

const MARK = /\[(?:@([a-z][a-z0-9_]*)|-)\]/g
const SENTENCE_WITH_MARKS = /([^[\]]+)((?:\s*\[(?:@[a-z][a-z0-9_]*|-)\])*)/g

/** Splits one paragraph at its marks. */
export function sentencesOf(paragraph: string): readonly MarkedSentence[] {
  return [...paragraph.matchAll(SENTENCE_WITH_MARKS)]
    .map(([, words = '', marks = '']) => ({
      words: words.trim(),
      sources: [...marks.matchAll(MARK)].flatMap(([, id]) => (id === undefined ? [] : [id])),
      isGeneral: marks.includes('[-]'),
    }))
    .filter((sentence) => sentence.words !== '')
}

/** All white space but a single blank, which most is. */
const GAP = /[^\S ]\s*| \s+/g

/** Splits a text at its blank lines. */
export function paragraphsOf(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(GAP, ' ').trim())
    .filter((paragraph) => paragraph !== '')
}

/** Source ids in a text, each once, in the order in which they first appear. */
export function sourcesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(MARK)].flatMap(([, id]) => (id === undefined ? [] : [id])))]
}

/** The text without its marks. */
export function withoutMarks(text: string): string {
  return text.replace(MARK, '').replace(GAP, ' ').trim()
}

/** Replaces each source mark by `[n]`, n being its place in `order` from 1, and drops `[-]`. */
export function numberMarks(text: string, order: readonly string[]): string {
  return text
    .replace(MARK, (_, id?: string) => (id === undefined ? '' : `[${order.indexOf(id) + 1}]`))
    .replace(GAP, ' ')
    .replace(/\] (?=\[)/g, ']')
    .trim()
}

const PLACEHOLDER = /\{([a-zA-Z_]+)\}/g

/** Names in braces, each once. */
export function placeholdersIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))]
}

/** Puts values in for `{name}`; `valueOf` decides what a name without a value means. */
export function fillPlaceholders(text: string, valueOf: (name: string) => string): string {
  if (!text.includes('{')) return text
  return text.replace(PLACEHOLDER, (_, name: string) => valueOf(name))
}
