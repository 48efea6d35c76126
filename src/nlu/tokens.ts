/** One word or number of an utterance. */
export interface Token {
  /** Lower case, without apostrophes: "Can't" is `cant`; a number has no thousands comma. */
  readonly text: string
  /** Offsets into the utterance, in UTF-16 units; end is exclusive. */
  readonly start: number
  readonly end: number
  /** Number of its clause, counted by punctuation only. */
  readonly clause: number
  readonly sentence: number
}

const WORD = /[\p{L}\p{M}]+(?:['’‘`´ʼ]\p{L}+)*\p{N}*|\p{N}+(?:,\p{N}{3})*(?:\.\p{N}+)?|[&+]/gu
const SENTENCE_END = /[.!?;\n\r…]/
const CLAUSE_END = /[,:()[\]"“”–—]|\s-+\s|--/

/**
 * Splits an utterance into words, and tells where its clauses and sentences end.
 * Digits are parted from a unit that is glued to them ("78yo" is two tokens); time is linear.
 */
export function tokenize(utterance: string): readonly Token[] {
  const tokens: Token[] = []
  let clause = 0
  let sentence = 0
  let last = 0
  for (const match of utterance.matchAll(WORD)) {
    const between = utterance.slice(last, match.index)
    if (tokens.length > 0 && SENTENCE_END.test(between)) sentence++
    if (tokens.length > 0 && (SENTENCE_END.test(between) || CLAUSE_END.test(between))) clause++
    last = match.index + match[0].length
    tokens.push({ text: plainForm(match[0]), start: match.index, end: last, clause, sentence })
  }
  return tokens
}

/** The number that a token is, if it is one: those that are begin with a digit. */
export function numberOf({ text }: Token): number | undefined {
  const first = text.charCodeAt(0)
  if (!(first >= DIGIT_0 && first <= DIGIT_9)) return undefined
  const value = Number(text)
  return Number.isNaN(value) ? undefined : value
}

const DIGIT_0 = 48
const DIGIT_9 = 57

/** Words that open a new clause or sentence where punctuation is missing, by their first word. */
export interface Breaks {
  readonly clause: ReadonlyMap<string, readonly (readonly string[])[]>
  readonly sentence: ReadonlyMap<string, readonly (readonly string[])[]>
}

/** Prepares phrases such as "and now" for `withBreaks`. */
export function compileBreaks(phrases: {
  readonly clause: readonly string[]
  readonly sentence: readonly string[]
}): Breaks {
  return { clause: byFirstWord(phrases.clause), sentence: byFirstWord(phrases.sentence) }
}

function byFirstWord(phrases: readonly string[]): Breaks['clause'] {
  const map = new Map<string, (readonly string[])[]>()
  for (const words of phrases.map((phrase) => phrase.split(' '))) {
    const first = words[0] ?? ''
    map.set(first, [...(map.get(first) ?? []), words])
  }
  return map
}

/** Renumbers clauses and sentences so that each of these phrases opens one. */
export function withBreaks(tokens: readonly Token[], breaks: Breaks): readonly Token[] {
  let clauses = 0
  let sentences = 0
  return tokens.map((token, at) => {
    const opens = (map: Breaks['clause']) =>
      at > 0 &&
      (map.get(token.text) ?? []).some((words) =>
        words.every((word, i) => tokens[at + i]?.text === word),
      )
    const isSentence = opens(breaks.sentence)
    if (isSentence) sentences++
    if (isSentence || opens(breaks.clause)) clauses++
    return { ...token, clause: token.clause + clauses, sentence: token.sentence + sentences }
  })
}

/** Most words are in their plain form already. */
const IS_PLAIN = /^[a-z\d]+$/

function plainForm(word: string): string {
  if (word === '&' || word === '+') return 'and'
  if (IS_PLAIN.test(word)) return word
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`´ʼ,]/g, '')
}
