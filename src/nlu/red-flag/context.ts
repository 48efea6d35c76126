import type { Found, Span } from './concepts.js'
import type { Token } from '../tokens.js'

/** What may make a sign harmless: it is denied, long past, or only asked about. */
export interface Context {
  readonly isNegated: (span: Span) => boolean
  readonly isAffirmed: (span: Span) => boolean
  readonly isPast: (span: Span) => boolean
  readonly isAsked: (span: Span) => boolean
}

// "no chest pain, swelling or trouble with my breathing": a denial reaches about this far.
const NEGATION_REACH = 6

/** Reads the context of an utterance once, so that each sign is judged in constant time. */
export function readContext(tokens: readonly Token[], found: Found): Context {
  const negation = marks(tokens, found, 'negation', 'not_negation')
  const negationEnd = marks(tokens, found, 'negation_end')
  const past = marks(tokens, found, 'past', 'not_past')
  const healed = marks(tokens, found, 'healed', 'not_healed')
  const present = marks(tokens, found, 'present', 'past', 'healed')
  const clauseOf = (at: number) => tokens[at]?.clause ?? -1
  const sentenceOf = (at: number) => tokens[at]?.sentence ?? -1
  const pastClauses = groupsOf(tokens, past, (token) => token.clause)
  const presentClauses = groupsOf(tokens, present, (token) => token.clause)
  const presentSentences = groupsOf(tokens, present, (token) => token.sentence)
  const mineClauses = groupsOf(tokens, marks(tokens, found, 'mine'), (token) => token.clause)
  const lastHealed = lastOf(tokens, healed)
  const firstQuestion = firstOf(tokens, marks(tokens, found, 'question'))
  const firstHypothetical = firstOf(tokens, marks(tokens, found, 'hypothetical'))
  const deniedClauses = deniedLists(tokens, negation, found)

  const isNegated = (span: Span): boolean => {
    for (let at = span.start - 1; at >= span.start - NEGATION_REACH; at--) {
      if (at < 0 || clauseOf(at) !== clauseOf(span.start) || negationEnd[at] === 1) break
      if (negation[at] === 1) return true
    }
    return deniedClauses.has(clauseOf(span.start))
  }

  return {
    isNegated,
    isAffirmed: (span) => !isNegated(span),
    isPast(span) {
      const clause = clauseOf(span.start)
      if (presentClauses.has(clause)) return false
      return pastClauses.has(clause) || (lastHealed.get(sentenceOf(span.start)) ?? -1) >= span.start
    },
    isAsked(span) {
      const sentence = sentenceOf(span.start)
      if (presentSentences.has(sentence)) return false
      if ((firstHypothetical.get(sentence) ?? Infinity) < span.start) return true
      const isQuestion = (firstQuestion.get(sentence) ?? Infinity) < span.start
      return isQuestion && !mineClauses.has(clauseOf(span.start))
    },
  }
}

/** One byte a token: 1 where the concept stands and none of the excepted ones does. */
function marks(
  tokens: readonly Token[],
  found: Found,
  ...[concept, ...except]: readonly [string, ...string[]]
): Uint8Array {
  const marked = new Uint8Array(tokens.length)
  for (const { start, end } of found.get(concept) ?? []) marked.fill(1, start, end)
  for (const name of except) {
    for (const { start, end } of found.get(name) ?? []) marked.fill(0, start, end)
  }
  return marked
}

function groupsOf(
  tokens: readonly Token[],
  marked: Uint8Array,
  group: (token: Token) => number,
): ReadonlySet<number> {
  return new Set(tokens.filter((_, at) => marked[at] === 1).map(group))
}

function firstOf(tokens: readonly Token[], marked: Uint8Array): ReadonlyMap<number, number> {
  const first = new Map<number, number>()
  tokens.forEach(({ sentence }, at) => {
    if (marked[at] === 1 && !first.has(sentence)) first.set(sentence, at)
  })
  return first
}

function lastOf(tokens: readonly Token[], marked: Uint8Array): ReadonlyMap<number, number> {
  const last = new Map<number, number>()
  tokens.forEach(({ sentence }, at) => {
    if (marked[at] === 1) last.set(sentence, at)
  })
  return last
}

/** Clauses that go on with a denied list: "no swelling, rash or trouble breathing". */
function deniedLists(
  tokens: readonly Token[],
  negation: Uint8Array,
  found: Found,
): ReadonlySet<number> {
  const ends = marks(tokens, found, 'denied_list_end')
  const denied = new Set<number>()
  let isDenied = false
  let hasOr = false
  let clauses: number[] = []
  const close = () => {
    if (hasOr) for (const clause of clauses) denied.add(clause)
    clauses = []
    hasOr = false
  }
  tokens.forEach(({ clause, text }, at) => {
    if (clause !== tokens[at - 1]?.clause) {
      if (negation[at] === 1 || ends[at] === 1 || !isDenied) {
        close()
        isDenied = negation[at] === 1
      } else clauses.push(clause)
    }
    if (ends[at] === 1) {
      clauses = clauses.filter((earlier) => earlier !== clause)
      close()
      isDenied = false
    }
    if (text === 'or' || text === 'nor') hasOr ||= clauses.length > 0
  })
  close()
  return denied
}
