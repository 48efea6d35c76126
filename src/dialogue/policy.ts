import { isOffered, type Repertoire } from '../content/content.js'
import type { Intent } from '../content/schema.js'
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
const ANSWER_FROM = 0.72
const CLARIFY_FROM = 0.25

/** A friendly word too many does no harm, so small talk is answered on less. */
const ANSWER_SOCIAL_FROM = 0.45

/** A value that the intent would ask for stands in the message: "what does -2.7 mean". */
const ANSWER_WITH_VALUE_FROM = 0.4

/** Once something is offered, this share of its confidence makes another intent worth a button. */
const OFFER_SHARE = 0.2

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

/** The intent that is surely enough meant to be acted upon; undefined when none is. */
export function sureIntent({ intents }: Repertoire, heard: Understanding): string | undefined {
  const [top] = heard.intents
  if (top === undefined) return undefined
  return top.confidence >= threshold(intents.get(top.intent), heard) ? top.intent : undefined
}

function threshold(intent: Intent | undefined, { entities }: Understanding): number {
  if (intent?.kind === 'social') return ANSWER_SOCIAL_FROM
  const hasValue = entities.some(({ slot }) => intent?.ask.includes(slot) === true)
  return hasValue ? ANSWER_WITH_VALUE_FROM : ANSWER_FROM
}

/** The intents to offer as buttons: the likeliest that the bot can do something about. */
export function candidatesOf(repertoire: Repertoire, heard: Understanding): readonly string[] {
  const best = heard.intents[0]?.confidence ?? 0
  if (best < CLARIFY_FROM) return []
  return heard.intents
    .filter(({ confidence }) => confidence >= best * OFFER_SHARE)
    .map(({ intent }) => intent)
    .filter((intent) => isOffered(repertoire, intent))
    .filter((intent) => repertoire.intents.get(intent)?.kind !== 'social')
    .slice(0, MAX_CANDIDATES)
}
