import { type Misspellings, indexMisspellings, wordsNear } from './red-flag-misspellings.js'
import type { Token } from './tokens.js'

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

export interface Concept {
  readonly name: string
  readonly phrases: readonly (readonly Part[])[]
}

export interface Lexicon {
  readonly words: ReadonlySet<string>
  readonly stems: ReadonlySet<string>
  readonly shorthand: ReadonlyMap<string, string>
  readonly misspellings: Misspellings
  /** Each after the concepts that its phrases name. */
  readonly concepts: readonly Concept[]
}

export interface LexiconSource {
  readonly concepts: Readonly<Record<string, readonly string[]>>
  readonly shorthand: Readonly<Record<string, string>>
  readonly correctlySpelt: readonly string[]
}

const GAPS: Readonly<Record<string, number>> = { '..': 1, '...': 3 }

/** Prepares concepts for finding; throws where one names itself. */
export function compileLexicon(source: LexiconSource): Lexicon {
  const concepts = inOrder(source.concepts).map((name) => ({
    name,
    phrases: (source.concepts[name] ?? []).flatMap(readPhrase),
  }))
  const keys = concepts.flatMap((concept) => concept.phrases.flat().map((part) => part.key))
  const words = new Set(keys.filter((key) => !key.endsWith('*') && !key.startsWith('<')))
  const stems = keys.filter((key) => key.endsWith('*')).map((key) => key.slice(0, -1))
  return {
    words,
    stems: new Set(stems),
    shorthand: new Map(Object.entries(source.shorthand)),
    misspellings: indexMisspellings([...words, ...stems], source.correctlySpelt),
    concepts,
  }
}

/** Finds every concept of the lexicon; `given` are those that are read in other ways, such as numbers. */
export function findConcepts(lexicon: Lexicon, tokens: readonly Token[], given: Found): Found {
  const parts = new Map<string, Span[]>()
  tokens.forEach((token, at) => {
    for (const key of keysOf(lexicon, token.text)) append(parts, key, { start: at, end: at + 1 })
  })
  for (const [name, spans] of given) parts.set(`<${name}>`, [...spans])
  for (const concept of lexicon.concepts) {
    const found = parts.get(`<${concept.name}>`) ?? []
    for (const phrase of concept.phrases) findPhrase(phrase, { parts, tokens, found })
    if (found.length > 0) parts.set(`<${concept.name}>`, sorted(found))
  }
  return new Map(
    [...parts]
      .filter(([key]) => key.startsWith('<'))
      .map(([key, spans]) => [key.slice(1, -1), spans]),
  )
}

function keysOf(lexicon: Lexicon, word: string): readonly string[] {
  const keys = new Set<string>()
  const meant = lexicon.shorthand.get(word)
  for (const form of meant === undefined ? [word] : [word, meant]) addKeys(lexicon, form, keys)
  if (keys.size === 0) {
    for (const near of wordsNear(lexicon.misspellings, word)) addKeys(lexicon, near, keys)
  }
  return [...keys]
}

function addKeys(lexicon: Lexicon, word: string, keys: Set<string>): void {
  if (lexicon.words.has(word)) keys.add(word)
  for (let length = 3; length <= Math.min(word.length, 14); length++) {
    const stem = word.slice(0, length)
    if (lexicon.stems.has(stem)) keys.add(`${stem}*`)
  }
}

interface Search {
  readonly parts: ReadonlyMap<string, readonly Span[]>
  readonly tokens: readonly Token[]
  readonly found: Span[]
}

function findPhrase(phrase: readonly Part[], search: Search): void {
  const [first, ...rest] = phrase
  if (first === undefined) return
  let spans = search.parts.get(first.key)
  for (const part of rest) {
    if (spans === undefined) return
    const next: readonly Span[] | undefined = search.parts.get(part.key)
    spans = next && joined(spans, next, { gap: part.gap, tokens: search.tokens })
  }
  if (spans !== undefined) search.found.push(...spans)
}

/** Each left span with the nearest right span behind it, in the same clause: one pass, whatever is typed. */
function joined(
  left: readonly Span[],
  right: readonly Span[],
  { gap, tokens }: { readonly gap: number; readonly tokens: readonly Token[] },
): readonly Span[] | undefined {
  const spans: Span[] = []
  for (const span of left) {
    const next = right[firstFrom(right, span.end)]
    if (next === undefined || next.start - span.end > gap) continue
    if (tokens[span.start]?.clause !== tokens[next.start]?.clause) continue
    spans.push({ start: span.start, end: next.end })
  }
  return spans.length > 0 ? spans : undefined
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

function sorted(spans: readonly Span[]): Span[] {
  const byStart = [...spans].sort((a, b) => a.start - b.start || a.end - b.end)
  return byStart.filter(
    (s, i) => s.start !== byStart[i - 1]?.start || s.end !== byStart[i - 1]?.end,
  )
}

function append(parts: Map<string, Span[]>, key: string, span: Span): void {
  const spans = parts.get(key)
  if (spans === undefined) parts.set(key, [span])
  else spans.push(span)
}

/** Reads a phrase; `a|b` makes one phrase of each choice. */
function readPhrase(phrase: string): readonly (readonly Part[])[] {
  let readings: readonly (readonly Part[])[] = [[]]
  let gap = 0
  for (const word of phrase.split(' ')) {
    if (word in GAPS) {
      gap = GAPS[word] ?? 0
      continue
    }
    const before = gap
    readings = readings.flatMap((reading) =>
      word.split('|').map((key) => [...reading, { key, gap: before }]),
    )
    gap = 0
  }
  return readings
}

/** Names of the concepts, each after those that it names. */
function inOrder(concepts: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const done = new Set<string>()
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) throw new RangeError(`concept ${name} names itself`)
    if (done.has(name)) return
    for (const [, inner] of (concepts[name] ?? []).join(' ').matchAll(/<(\w+)>/g)) {
      if (inner !== undefined) visit(inner, [...path, name])
    }
    done.add(name)
  }
  for (const name of Object.keys(concepts)) visit(name, [])
  return [...done].filter((name) => name in concepts)
}
