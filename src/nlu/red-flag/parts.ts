/** A long message in parts: one sign of danger is lost in a long story. */
import type { Token } from '../tokens.js'
import type { Span } from './concepts.js'

/** A message of more words is also heard part by part. */
const WHOLE_MESSAGE_TOKENS = 30
const PART_TOKENS = 25
const PART_STEP = 12
const SHORTEST_PART_TOKENS = 4
/** Parts that are heard at most; of a longer message its beginning and its end. */
const MOST_PARTS = 40

/** Lists the sentences of a long message, and windows of those that run on; a short message has no parts. */
export function partsOf(tokens: readonly Token[]): readonly Span[] {
  if (tokens.length <= WHOLE_MESSAGE_TOKENS) return []
  const parts: Span[] = []
  let start = 0
  tokens.forEach(({ sentence }, at) => {
    if (tokens[at + 1]?.sentence === sentence) return
    const end = at + 1
    for (let from = start; from < end; from += PART_STEP) {
      parts.push({ start: from, end: Math.min(from + PART_TOKENS, end) })
      if (from + PART_TOKENS >= end) break
    }
    start = end
  })
  const heard = parts.filter((part) => part.end - part.start >= SHORTEST_PART_TOKENS)
  if (heard.length <= MOST_PARTS) return heard
  return [...heard.slice(0, MOST_PARTS / 2), ...heard.slice(-MOST_PARTS / 2)]
}

/** Cuts what a part says from the text that it was read in. */
export function textOf(utterance: string, tokens: readonly Token[], span: Span): string {
  return utterance.slice(tokens[span.start]?.start ?? 0, tokens[span.end - 1]?.end ?? 0)
}
