import { isOffered, type Repertoire } from '../content/content.js'
import type { ChannelName, Session, SlotName, Understanding } from '../types.js'

/** Everything that a decision is made from. */
export interface Situation {
  readonly repertoire: Repertoire
  /** With the facts of this turn recorded. */
  readonly session: Session
  readonly heard: Understanding
  readonly channel: ChannelName
}

/**
 * Confidences at which an intent is answered, and at which it is offered as a button.
 *
 * Chosen by cross-validation over our own examples, so that few answers are wrong (see DECISIONS.md).
 */
export const ANSWER_FROM = 0.72
export const CLARIFY_FROM = 0.25

/** Once something is offered, a less likely intent is worth a button beside it. */
const OFFER_FROM = 0.08

/** A slot is asked for at most this often: an answer without it is better than a loop. */
export const MAX_ASKS = 2
const MAX_CANDIDATES = 3

/** A slot of this intent still worth a question; undefined when the intent can be answered. */
export function nextQuestion(
  { intents }: Repertoire,
  session: Session,
  intent: string,
): SlotName | undefined {
  return intents
    .get(intent)
    ?.ask.find((slot) => session.slots[slot] === undefined && (session.asked[slot] ?? 0) < MAX_ASKS)
}

/** The intents to offer as buttons: the likeliest that the bot can do something about. */
export function candidatesOf(repertoire: Repertoire, heard: Understanding): readonly string[] {
  if ((heard.intents[0]?.confidence ?? 0) < CLARIFY_FROM) return []
  return heard.intents
    .filter(({ intent, confidence }) => confidence >= OFFER_FROM && isOffered(repertoire, intent))
    .slice(0, MAX_CANDIDATES)
    .map(({ intent }) => intent)
}
