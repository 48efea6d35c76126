/** Hears whether a text message ends the messages, starts them again, or asks who writes. */
import type { ConsentWordsFile } from '../content/consent-words-schema.js'
import { plainSentences, type PlainSentence } from './plain-sentences.js'

/** What a message says of its sender's consent to messages. */
export type Consent = 'stop' | 'start' | 'help'

/** The words of `_consent_words.yml`, made ready to search with. */
export interface ConsentWords {
  /** Each fits a whole message. */
  readonly whole: Readonly<Record<Consent, RegExp>>
  /** Each fits a whole sentence or clause. */
  readonly lone: RegExp
  readonly sentence: RegExp
  readonly opening: RegExp
  readonly anywhere: Anywhere
  readonly denial: RegExp
  readonly besideTexts: RegExp
  readonly texts: RegExp
}

/** Patterns by the word that they begin with: of many wordings only a few are tried, and at few places. */
type Anywhere = ReadonlyMap<string, RegExp>

/** Makes the words of `_consent_words.yml` ready to search with; once, at the start. */
export function makeConsentWords(file: ConsentWordsFile): ConsentWords {
  const { keywords, stop, start, help } = file
  const any = (...templates: readonly string[]) => oneOf(templates, file.lists)
  const polite = some(any(...file.polite))
  const aside = some(any(...file.polite, ...file.aside))
  const asking = some(any(...file.polite, ...file.aside, ...file.asking))
  const after = some(any(...file.polite, ...file.aside, ...file.after))
  const limits = any(...stop.limits)
  return {
    whole: {
      stop: only(aside, any(...keywords.stop, ...stop.message), aside),
      start: either(
        only(polite, any(...keywords.start), polite),
        only(asking, any(...start.message), polite),
      ),
      help: only(polite, any(...keywords.help, ...help.message), polite),
    },
    lone: only(aside, any(...stop.lone), aside),
    sentence: only(asking, any(...stop.sentence), after),
    opening: new RegExp(`^${asking}${any(...stop.opening)}(?!${limits})`, 'u'),
    anywhere: new Map(
      [...byFirstWord(stop.anywhere, file.lists)].map(([word, templates]) => [
        word,
        new RegExp(`${any(...templates)}(?!${limits})`, 'uy'),
      ]),
    ),
    denial: new RegExp(`(?<!\\S)${any(...stop.denials)}$`, 'u'),
    besideTexts: only(asking, any(...stop.besideTexts), after),
    texts: new RegExp(`(?<!\\S)${any(...stop.texts)}`, 'u'),
  }
}

/**
 * Hears a word of consent, for channels that send messages: a carrier's word as the whole message, or
 * a plain wish about the messages, this number or this list. Reads all of the utterance, however long,
 * and knows nothing of the conversation: what is heard counts in any state.
 */
export function hearConsentWords(words: ConsentWords, utterance: string): Consent | undefined {
  const sentences = plainSentences(utterance)
  const whole = sentences.map(({ text }) => text).join('')
  if (words.whole.stop.test(whole)) return 'stop'
  const namesTexts = words.texts.test(whole)
  const isAlone = sentences.length === 1
  if (sentences.some((sentence) => asksToStop(words, sentence, { namesTexts, isAlone }))) {
    return 'stop'
  }
  if (words.whole.start.test(whole)) return 'start'
  return words.whole.help.test(whole) ? 'help' : undefined
}

interface Around {
  /** Messages are spoken of somewhere in the message. */
  readonly namesTexts: boolean
  readonly isAlone: boolean
}

function asksToStop(words: ConsentWords, sentence: PlainSentence, around: Around): boolean {
  const { text, isQuestion, beforeComma, clauses } = sentence
  // "Go on? Stop? Which is it?" asks.
  const isLone = !around.isAlone || beforeComma !== text
  if (isLone && !isQuestion && words.lone.test(beforeComma)) return true
  const parts = [text, ...clauses]
  return (
    parts.some((part) => words.sentence.test(part) || words.opening.test(part)) ||
    (around.namesTexts && parts.some((part) => words.besideTexts.test(part))) ||
    saysUndenied(words, text)
  )
}

/** "Please don't stop texting me" asks for the opposite. */
function saysUndenied({ anywhere, denial }: ConsentWords, text: string): boolean {
  let from = 0
  for (const { index, 0: word } of text.matchAll(/\S+/gu)) {
    const pattern = index < from ? undefined : anywhere.get(word)
    if (pattern === undefined) continue
    pattern.lastIndex = index
    const said = pattern.exec(text)?.[0]
    if (said === undefined) continue
    if (!denial.test(text.slice(0, index))) return true
    from = index + said.length
  }
  return false
}

/** Words that stand around what counts, at most: enough for people, and a bound on the search. */
const MOST_AROUND = 6

function some(source: string): string {
  return `${source}{0,${String(MOST_AROUND)}}`
}

function only(before: string, meant: string, after: string): RegExp {
  return new RegExp(`^${before}${meant}${after}(?:${meant}${after}){0,2}$`, 'u')
}

function either(one: RegExp, other: RegExp): RegExp {
  return new RegExp(`${one.source}|${other.source}`, 'u')
}

/** One of the templates, as the source of a pattern in which each word is followed by a space. */
function oneOf(templates: readonly string[], lists: Lists): string {
  return `(?:${templates.map((template) => sourceOf(template, lists)).join('|')})`
}

type Lists = ConsentWordsFile['lists']

/** Templates by each word that a text which fits may begin with, in their order. */
function byFirstWord(
  templates: readonly string[],
  lists: Lists,
): ReadonlyMap<string, readonly string[]> {
  const begun = new Map<string, string[]>()
  for (const template of templates) {
    for (const word of firstWordsOf(template, lists)) {
      begun.set(word, [...(begun.get(word) ?? []), template])
    }
  }
  return begun
}

const PIECE = /\([^)]+\)|\S+/gu
const LIST = /^\{(?<list>\w+)\}(?<many>\*?)$/

/** @throws {RangeError} for a template that may begin with any word: it would be tried everywhere. */
function firstWordsOf(template: string, lists: Lists): ReadonlySet<string> {
  const first = new Set<string>()
  for (const piece of template.match(PIECE) ?? []) {
    const { list, many } = LIST.exec(piece)?.groups ?? {}
    const wordings = list === undefined ? [piece.replace(/[()]/g, '')] : (lists[list] ?? [])
    for (const wording of wordings) first.add(wording.split(' ')[0] ?? '')
    if (piece === '*') break
    if (!piece.startsWith('(') && many !== '*') return first
  }
  throw new RangeError(`"${template}" must begin with a word`)
}

function sourceOf(template: string, lists: Lists): string {
  const pieces = template.match(PIECE) ?? []
  const sources = pieces.map((piece) => {
    if (piece === '*') return '\\S+ '
    if (piece.startsWith('(')) return `(?:${piece.slice(1, -1)} )?`
    const { list, many } = LIST.exec(piece)?.groups ?? {}
    if (list === undefined) return `${piece} `
    const words = `(?:${(lists[list] ?? []).map((word) => `${word} `).join('|')})`
    return many === '*' ? `${words}{0,4}` : words
  })
  return sources.join('')
}
