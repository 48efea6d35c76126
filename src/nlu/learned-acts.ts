/** Acts in words that no phrase foresees: the classifier has learned them beside the intents. */
import type { Awaited, DialogueAct, RankedIntent } from '../types.js'
import { ACT_PREFIX } from './dialogue-acts.js'

/**
 * Confidence from which a learned act counts, and the words of the longest. By cross-validation 67 % of
 * wordings that no phrase foresees are heard, and 0.2 % of ordinary messages taken for an act.
 */
const ACT_FROM = 0.45
const MAX_ACT_WORDS = 14

/** An act in words that no phrase foresees; what asks or tells something is longer. */
export function actsIn([top]: readonly RankedIntent[], utterance: string): readonly DialogueAct[] {
  const isAct =
    top?.intent.startsWith(ACT_PREFIX) === true &&
    top.confidence >= ACT_FROM &&
    utterance.trim().split(/\s+/).length <= MAX_ACT_WORDS
  return isAct ? [top.intent.slice(ACT_PREFIX.length) as DialogueAct] : []
}

export function withoutActs(ranked: readonly RankedIntent[]): readonly RankedIntent[] {
  return ranked.filter(({ intent }) => !intent.startsWith(ACT_PREFIX))
}

const GRAVE: readonly (Awaited['kind'] | undefined)[] = ['safetyCheck', 'confirmForget', 'handoff']

/**
 * A guessed no must not end an emergency, nor a guessed yes erase a conversation or send a request:
 * only plain words do.
 */
export function isGrave(awaited: Awaited | undefined): boolean {
  return GRAVE.includes(awaited?.kind)
}
