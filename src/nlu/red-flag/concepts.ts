import { createKeys } from './keys.js'
import { indexMisspellings } from './misspellings.js'
import type { Token } from '../tokens.js'

/** A stretch of tokens; end is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Where each concept occurs, sorted by start. */
export type Found = ReadonlyMap<string, readonly Span[]>

/** A part of a phrase: any of these words, beginnings of words or concepts. */
interface Part {
  readonly keys: readonly string[]
  /** How many other words may stand before it. */
  readonly gap: number
}

interface Phrase {
  /** Place of its concept among the names. */
  readonly concept: number
  readonly parts: readonly Part[]
  /** Of the parts that are words only, those words: without one of each there is no need to look. */
  readonly words: readonly (readonly string[])[]
}

export interface Lexicon {
  /** The parts of phrases that a word stands for. */
  readonly keysOf: (word: string) => readonly string[]
  /** Each concept after those that its phrases name. */
  readonly names: readonly string[]
  /** What each concept is called in phrases: `<name>`. */
  readonly keyOfName: ReadonlyMap<string, string>
  /** Phrases by the keys of their rarest part, so that "my" wakes few of those that hold it. */
  readonly byRarestKey: ReadonlyMap<string, readonly Phrase[]>
}

export interface LexiconSource {
  readonly concepts: Readonly<Record<string, readonly string[]>>
  readonly shorthand: Readonly<Record<string, string>>
  readonly oftenMisspelt: readonly string[]
  readonly correctlySpelt: readonly string[]
  /** Concepts that are found in other ways. */
  readonly given: readonly string[]
}

const GAPS: Readonly<Record<string, number>> = { '..': 1, '...': 3 }

/**
 * Prepares concepts for finding.
 *
 * @throws {RangeError} where a concept names itself, or one that does not exist and is not `given`.
 */
export function compileLexicon(source: LexiconSource): Lexicon {
  const names = inOrder(source.concepts, source.given)
  const phrases = names.flatMap((name, concept) =>
    (source.concepts[name] ?? []).map((phrase) => makePhrase(concept, readPhrase(phrase))),
  )
  const counts = new Map<string, number>()
  for (const key of phrases.flatMap(({ parts }) => parts.flatMap(({ keys }) => keys))) {
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const byRarestKey = new Map<string, Phrase[]>()
  for (const phrase of phrases) {
    for (const key of rarestPart(phrase, counts)?.keys ?? []) append(byRarestKey, key, phrase)
  }
  const words = [...counts.keys()].filter((key) => !isConcept(key))
  const stems = words.filter((key) => key.endsWith('*'))
  const keysOf = createKeys({
    words: new Set(words.filter((key) => !key.endsWith('*'))),
    stems: new Set(stems.map((key) => key.slice(0, -1))),
    shorthand: new Map(Object.entries(source.shorthand)),
    misspellings: indexMisspellings(source.oftenMisspelt, source.correctlySpelt),
  })
  const keyOfName = new Map([...source.given, ...names].map((name) => [name, `<${name}>`]))
  return { keysOf, names, keyOfName, byRarestKey }
}

function makePhrase(concept: number, parts: readonly Part[]): Phrase {
  const words = parts.map(({ keys }) => keys).filter((keys) => !keys.some(isConcept))
  return { concept, parts, words }
}

function rarestPart({ parts }: Phrase, counts: ReadonlyMap<string, number>): Part | undefined {
  const commonness = ({ keys }: Part): number =>
    keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0)
  return parts.toSorted((a, b) => commonness(a) - commonness(b))[0]
}

function isConcept(key: string): boolean {
  return key.startsWith('<')
}

/** Finds every concept of the lexicon; `given` are those that are read in other ways, such as numbers. */
export function findConcepts(lexicon: Lexicon, tokens: readonly Token[], given: Found): Found {
  const said = wordSpans(lexicon, tokens)
  const woken = new Map<number, Phrase[]>()
  const isWoken = new Uint8Array(lexicon.names.length)
  const wake = (key: string): void => {
    for (const phrase of lexicon.byRarestKey.get(key) ?? []) {
      if (!isEachSaid(phrase.words, said)) continue
      append(woken, phrase.concept, phrase)
      isWoken[phrase.concept] = 1
    }
  }
  const say = (name: string, spans: readonly Span[]): void => {
    const key = lexicon.keyOfName.get(name) ?? ''
    said.set(key, spans)
    wake(key)
  }
  for (const key of [...said.keys()]) wake(key)
  for (const [name, spans] of given) {
    say(name, spans)
  }
  const found = new Map(given)
  // Concepts name only those before them, so one pass in their order finds them all.
  for (let at = 0; at < isWoken.length; at++) {
    if (isWoken[at] === 0) continue
    const spans = (woken.get(at) ?? []).flatMap(({ parts }) => follow(parts, { said, tokens }))
    const name = lexicon.names[at]
    if (spans.length === 0 || name === undefined) continue
    const inOrder = sorted(spans)
    found.set(name, inOrder)
    say(name, inOrder)
  }
  return found
}

function isEachSaid(
  words: Phrase['words'],
  said: { readonly has: (key: string) => boolean },
): boolean {
  for (const keys of words) {
    let isSaid = false
    for (const key of keys) isSaid ||= said.has(key)
    if (!isSaid) return false
  }
  return true
}

function wordSpans(lexicon: Lexicon, tokens: readonly Token[]): Map<string, readonly Span[]> {
  const spans = new Map<string, Span[]>()
  tokens.forEach((token, at) => {
    for (const key of lexicon.keysOf(token.text)) append(spans, key, { start: at, end: at + 1 })
  })
  return spans
}

interface Search {
  /** Where each key of a phrase stands. */
  readonly said: ReadonlyMap<string, readonly Span[]>
  readonly tokens: readonly Token[]
}

/** Spans of a phrase, grown part by part from those of its first part. */
function follow([first, ...rest]: readonly Part[], { said, tokens }: Search): readonly Span[] {
  let spans = first === undefined ? [] : spansOf(first, said)
  for (const part of rest) {
    if (spans.length === 0) return []
    spans = joined(spans, spansOf(part, said), { gap: part.gap, tokens })
  }
  return spans
}

function spansOf({ keys }: Part, said: Search['said']): readonly Span[] {
  const [only, another] = keys
  if (another === undefined) return said.get(only ?? '') ?? []
  return sorted(keys.flatMap((key) => said.get(key) ?? []))
}

/** Each left span with the nearest right span behind it, in the same clause: one pass, whatever is typed. */
function joined(
  left: readonly Span[],
  right: readonly Span[],
  { gap, tokens }: { readonly gap: number; readonly tokens: readonly Token[] },
): readonly Span[] {
  const spans: Span[] = []
  for (const span of left) {
    const next = right[firstFrom(right, span.end)]
    if (next === undefined || next.start - span.end > gap) continue
    if (tokens[span.start]?.clause !== tokens[next.start]?.clause) continue
    spans.push({ start: span.start, end: next.end })
  }
  return spans
}

/** Index of the first span that starts at `position` or later. */
export function firstFrom(spans: readonly Span[], position: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.start ?? Infinity) < position) low = middle + 1
    else high = middle
  }
  return low
}

function sorted(spans: readonly Span[]): readonly Span[] {
  if (spans.length < 2) return spans
  const byStart = [...spans].sort((a, b) => a.start - b.start || a.end - b.end)
  return byStart.filter(
    (s, i) => s.start !== byStart[i - 1]?.start || s.end !== byStart[i - 1]?.end,
  )
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

function readPhrase(phrase: string): readonly Part[] {
  const parts: Part[] = []
  let gap = 0
  for (const part of phrase.split(' ')) {
    if (part in GAPS) gap = GAPS[part] ?? 0
    else {
      parts.push({ keys: part.split('|'), gap })
      gap = 0
    }
  }
  return parts
}

/** Names of the concepts, each after those that it names. */
function inOrder(concepts: LexiconSource['concepts'], given: readonly string[]): readonly string[] {
  const done = new Set(given)
  const order: string[] = []
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) throw new RangeError(`concept ${name} names itself`)
    if (done.has(name)) return
    const phrases = concepts[name]
    if (phrases === undefined) throw new RangeError(`no concept is called ${name}`)
    for (const [, inner] of phrases.join(' ').matchAll(/<(\w+)>/g)) {
      if (inner !== undefined) visit(inner, [...path, name])
    }
    done.add(name)
    order.push(name)
  }
  for (const name of Object.keys(concepts)) visit(name, [])
  return order
}
