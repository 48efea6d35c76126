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

/** A part of a phrase, and how many other words may stand before it. */
interface Part {
  readonly key: string
  readonly gap: number
}

interface Phrase {
  /** Place of its concept among the names. */
  readonly concept: number
  /** Its first part. */
  readonly key: string
  /** What follows the first part. */
  readonly rest: readonly Part[]
  /** The words among it, without which there is no need to look. */
  readonly words: readonly string[]
}

export interface Lexicon {
  /** The parts of phrases that a word stands for. */
  readonly keysOf: (word: string) => readonly string[]
  /** Each concept after those that its phrases name. */
  readonly names: readonly string[]
  /** Phrases by their first part, so that only what was said costs time. */
  readonly byFirstPart: ReadonlyMap<string, readonly Phrase[]>
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
  const concepts = withChoicesNamed(source.concepts)
  const names = inOrder(concepts, source.given)
  const byFirstPart = new Map<string, Phrase[]>()
  const keys = new Set<string>()
  names.forEach((name, concept) => {
    for (const phrase of concepts.get(name) ?? []) {
      const [first, ...rest] = readPhrase(phrase)
      if (first === undefined) continue
      for (const part of [first, ...rest]) keys.add(part.key)
      const words = rest.map(({ key }) => key).filter((key) => !key.startsWith('<'))
      append(byFirstPart, first.key, { concept, key: first.key, rest, words })
    }
  })
  const words = new Set([...keys].filter((key) => !key.endsWith('*') && !key.startsWith('<')))
  const stems = [...keys].filter((key) => key.endsWith('*')).map((key) => key.slice(0, -1))
  const keysOf = createKeys({
    words,
    stems: new Set(stems),
    shorthand: new Map(Object.entries(source.shorthand)),
    misspellings: indexMisspellings(source.oftenMisspelt, source.correctlySpelt),
  })
  return { keysOf, names, byFirstPart }
}

/** Finds every concept of the lexicon; `given` are those that are read in other ways, such as numbers. */
export function findConcepts(lexicon: Lexicon, tokens: readonly Token[], given: Found): Found {
  const parts = wordSpans(lexicon, tokens)
  const begun = new Map<number, Phrase[]>()
  const isBegun = new Uint8Array(lexicon.names.length)
  const begin = (key: string): void => {
    for (const phrase of lexicon.byFirstPart.get(key) ?? []) {
      if (!phrase.words.every((word) => parts.has(word))) continue
      append(begun, phrase.concept, phrase)
      isBegun[phrase.concept] = 1
    }
  }
  for (const key of [...parts.keys()]) begin(key)
  for (const [name, spans] of given) {
    parts.set(`<${name}>`, spans)
    begin(`<${name}>`)
  }

  const found = new Map(given)
  // Concepts name only those before them, so one pass in their order finds them all.
  for (let at = 0; at < isBegun.length; at++) {
    if (isBegun[at] === 0) continue
    const spans = (begun.get(at) ?? []).flatMap(({ key, rest }) =>
      follow(parts.get(key) ?? [], rest, { parts, tokens }),
    )
    const name = lexicon.names[at]
    if (spans.length === 0 || name === undefined) continue
    const inOrder = sorted(spans)
    found.set(name, inOrder)
    parts.set(`<${name}>`, inOrder)
    begin(`<${name}>`)
  }
  return found
}

function wordSpans(lexicon: Lexicon, tokens: readonly Token[]): Map<string, readonly Span[]> {
  const spans = new Map<string, Span[]>()
  tokens.forEach((token, at) => {
    for (const key of lexicon.keysOf(token.text)) append(spans, key, { start: at, end: at + 1 })
  })
  return spans
}

interface Search {
  readonly parts: ReadonlyMap<string, readonly Span[]>
  readonly tokens: readonly Token[]
}

/** Spans of a phrase, grown part by part from those of its first part. */
function follow(
  first: readonly Span[],
  rest: readonly Part[],
  { parts, tokens }: Search,
): readonly Span[] {
  let spans = first
  for (const { key, gap } of rest) {
    const next = parts.get(key)
    if (next === undefined || spans.length === 0) return []
    spans = joined(spans, next, { gap, tokens })
  }
  return spans
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
  for (const key of phrase.split(' ')) {
    if (key in GAPS) gap = GAPS[key] ?? 0
    else {
      parts.push({ key, gap })
      gap = 0
    }
  }
  return parts
}

/** Gives each choice such as `cant|wont` a concept of its own, shared by all phrases that have it. */
function withChoicesNamed(
  concepts: LexiconSource['concepts'],
): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, readonly string[]>()
  const choices = new Map<string, string>()
  const nameOf = (choice: string) => {
    const name = choices.get(choice) ?? `choice_${choices.size}`
    choices.set(choice, name)
    named.set(name, choice.split('|'))
    return `<${name}>`
  }
  for (const [name, phrases] of Object.entries(concepts)) {
    const plain = phrases.map((phrase) => phrase.replace(/\S*\|\S*/g, nameOf))
    named.set(name, plain)
  }
  return named
}

/** Names of the concepts, each after those that it names. */
function inOrder(
  concepts: ReadonlyMap<string, readonly string[]>,
  given: readonly string[],
): readonly string[] {
  const done = new Set(given)
  const order: string[] = []
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) throw new RangeError(`concept ${name} names itself`)
    if (done.has(name)) return
    const phrases = concepts.get(name)
    if (phrases === undefined) throw new RangeError(`no concept is called ${name}`)
    for (const [, inner] of phrases.join(' ').matchAll(/<(\w+)>/g)) {
      if (inner !== undefined) visit(inner, [...path, name])
    }
    done.add(name)
    order.push(name)
  }
  for (const name of concepts.keys()) visit(name, [])
  return order
}
