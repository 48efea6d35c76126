import { rememberLast } from '../remember.js'

// People type "dont" and "im" as often as the full words, so data need not list them.
const SHORT_FORMS: readonly (readonly [pattern: RegExp, forms: readonly string[]])[] = [
  [/\bi am\b/, ['i am', "i'm", 'im']],
  [/\bi have\b/, ['i have', "i've", 'ive']],
  [/\b(she|he) is\b/, ['$1 is', "$1's", '$1s']],
  [/\b(they|we) are\b/, ['$1 are', "$1're"]],
  [/\bit is\b/, ['it is', "it's", 'its']],
  [/\bthat is\b/, ['that is', "that's", 'thats']],
  [/\bwhat is\b/, ['what is', "what's", 'whats']],
  [/\b(do|does|did|is|was|have|has|would|are) not\b/, ['$1 not', "$1n't", '$1nt']],
  [/\bcan not\b/, ['can not', "can't", 'cant']],
]

/**
 * Phrases to find as whole words. A space in a phrase also fits a hyphen, and "i am" also "i'm".
 *
 * They lie by the word that they begin with, so that a text costs little for all that is not in it.
 */
export interface Phrases {
  /** Its number among all lists of phrases that were made. */
  readonly id: number
  /** Fits where it is told to look. Made when its word is first said: most never are. */
  readonly patternOf: (firstWord: string) => RegExp | undefined
  /** For what begins with no word, such as an emoji. */
  readonly wordless: RegExp | undefined
}

/** The lists that hold a phrase that begins with a word: of a hundred lists a message wakes a handful. */
const listsByWord = new Map<string, number[]>()
let listCount = 0

/** Makes phrases ready to find. */
export function compilePhrases(phrases: readonly string[]): Phrases {
  const byWord = new Map<string, string[]>()
  const wordless: string[] = []
  // Longest first: an alternation takes the first that fits.
  for (const phrase of phrases.toSorted((a, b) => b.length - a.length)) {
    const words = firstWordsOf(phrase)
    if (words.length === 0) wordless.push(phrase)
    for (const word of words) {
      const others = byWord.get(word)
      if (others === undefined) byWord.set(word, [phrase])
      else others.push(phrase)
    }
  }
  const patterns = new Map<string, RegExp | readonly string[]>(byWord)
  const id = listCount++
  for (const word of byWord.keys()) listsByWord.set(word, [...(listsByWord.get(word) ?? []), id])
  return {
    id,
    patternOf: (word) => {
      const begun = patterns.get(word)
      if (begun === undefined || begun instanceof RegExp) return begun
      const pattern = new RegExp(sourceOfAny(begun), 'yu')
      patterns.set(word, pattern)
      return pattern
    },
    wordless: wordless.length > 0 ? new RegExp(sourceOfAny(wordless), 'yu') : undefined,
  }
}

/** The source of one pattern that fits any of the phrases as whole words, as part of a larger one. */
export function sourceOfAny(phrases: readonly string[]): string {
  const longestFirst = phrases.toSorted((a, b) => b.length - a.length)
  return `(?<![\\w'])(?:${longestFirst.map(sourceOf).join('|')})(?![\\w])`
}

/** Finds all phrases in a text, in its order; they do not overlap. */
export function findPhrases(phrases: Phrases, text: string): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  let from = 0
  for (const { start, word } of beginningsFor(phrases, text)) {
    if (start < from) continue
    const match = matchAt(word === '' ? phrases.wordless : phrases.patternOf(word), text, start)
    if (match === undefined) continue
    found.push(match)
    from = start + match[0].length
  }
  return found
}

/** Whether any of the phrases stands in a text. */
export function holdsPhrase(phrases: Phrases, text: string): boolean {
  return beginningsFor(phrases, text).some(
    ({ start, word }) =>
      matchAt(word === '' ? phrases.wordless : phrases.patternOf(word), text, start) !== undefined,
  )
}

/** A text with a space in place of each phrase. */
export function withoutPhrases(phrases: Phrases, text: string): string {
  const found = findPhrases(phrases, text)
  if (found.length === 0) return text
  let rest = ''
  let from = 0
  for (const { index, 0: phrase } of found) {
    rest += `${text.slice(from, index)} `
    from = index + phrase.length
  }
  return rest + text.slice(from)
}

/** A place in a text, and the word that begins there. */
export interface Place {
  readonly text: string
  readonly at: number
  readonly word: string | undefined
}

/** Looks once at what begins at a place, for all the lists that are asked about it. */
export function placeAt(text: string, at: number): Place {
  FIRST_WORD.lastIndex = at
  return { text, at, word: FIRST_WORD.exec(text)?.[0] }
}

/** Where the phrase that begins at this place ends, if there is one. */
export function endOfPhrase(phrases: Phrases, { text, at, word }: Place): number | undefined {
  const match = matchAt(word === undefined ? phrases.wordless : phrases.patternOf(word), text, at)
  return match === undefined ? undefined : at + match[0].length
}

const FIRST_WORD = /\w+/y

function matchAt(pattern: RegExp | undefined, text: string, at: number) {
  if (pattern === undefined) return undefined
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

/** Where a phrase may begin, and its first word; an empty one where no word begins. */
interface Beginning {
  readonly start: number
  readonly word: string
}

const WORD_BEGINNING = /(?<![\w'])\w+/g
const ANY_BEGINNING = /(?<![\w'])(?:\w+|[^\w\s])/gu

const wordBeginnings = rememberLast((text) => beginningsBy(WORD_BEGINNING, text))
const anyBeginnings = rememberLast((text) => beginningsBy(ANY_BEGINNING, text))

/** Where one of the phrases may begin; nowhere in a text that has none of their first words. */
function beginningsFor({ id, wordless }: Phrases, text: string): readonly Beginning[] {
  if (wordless !== undefined) return anyBeginnings(text)
  return wokenBy(text)[id] === 0 ? [] : wordBeginnings(text)
}

/** One byte a list: 0 where none of its phrases can begin in the text. */
const wokenBy = rememberLast((text) => {
  const woken = new Uint8Array(listCount)
  for (const { word } of wordBeginnings(text)) {
    for (const id of listsByWord.get(word) ?? []) woken[id] = 1
  }
  return woken
})

function beginningsBy(pattern: RegExp, text: string): readonly Beginning[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({
    start: index,
    word: /^\w/.test(found) ? found : '',
  }))
}

/** The words that a text may have where a phrase begins: "do not" begins "don't" and "dont", too. */
function firstWordsOf(phrase: string): readonly string[] {
  const short = SHORT_FORMS.map(([pattern, forms]) => ({
    match: pattern.exec(phrase),
    forms,
  })).find(({ match }) => match?.index === 0)
  const begun = short?.forms.map((form) => form.replace('$1', short.match?.[1] ?? '')) ?? [phrase]
  return [...new Set(begun.flatMap((form) => /^\w+/.exec(form) ?? []))]
}

function sourceOf(phrase: string): string {
  const escaped = phrase.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  const withShortForms = SHORT_FORMS.reduce(
    (source, [pattern, forms]) =>
      source.replace(new RegExp(pattern, 'g'), `(?:${forms.join('|')})`),
    escaped,
  )
  return withShortForms.replaceAll(' ', '[\\s-]+')
}
