import { isOffered, type Content, type Repertoire } from '../content/content.js'
import type { Intent } from '../content/schema.js'
import type { ChannelName, PersonQuestion, Session, SlotName, Understanding } from '../types.js'

/** Everything that a decision is made from. */
export interface Situation {
  readonly repertoire: Repertoire & Pick<Content, 'ellipsis'>
  /** With the facts of this turn recorded. */
  readonly session: Session
  readonly heard: Understanding
  readonly channel: ChannelName
  /** Whose case it is must be asked before anything of the message is stored. */
  readonly personQuestion?: PersonQuestion | undefined
  /** Whether some value of a slot would change the answer to an intent. */
  readonly matters: (intent: string, slot: SlotName) => boolean
  /** Whether what was told in this turn changes the answer to an intent. */
  readonly isChanged: (intent: string) => boolean
  /** The clinic has set a way by which requests reach its staff. */
  readonly takesRequests?: boolean
}

/**
 * Confidences at which an intent is answered, and at which it is offered as a button.
 *
 * Chosen by cross-validation over our own examples, so that few answers are wrong (see DECISIONS.md).
 */
export const ANSWER_FROM = 0.75
const CLARIFY_FROM = 0.25

/** A friendly word too many does no harm, so small talk is answered on less. */
const ANSWER_SOCIAL_FROM = 0.45

/** Who is frightened should not be asked what they mean. */
const COMFORT = 'emotional_support'
const ANSWER_COMFORT_FROM = 0.5

/** A value that the intent would ask for stands in the message: "what does -2.7 mean". */
const ANSWER_WITH_VALUE_FROM = 0.4

/** With more words beside it, the value is only told on the way to another question. */
const MAX_WORDS_BESIDE_VALUE = 12

/** Once something is offered, this share of its confidence makes another intent worth a button. */
const OFFER_SHARE = 0.2

/** The same, when the likeliest has no answer yet: what is far from it only misleads. */
const OFFER_SHARE_BESIDE_PLANNED = 0.5

/** "My T-score is -2.7" has four; with more, a value is not all that was said. */
export const MAX_WORDS_BESIDE = 4

const BARE_REPLIES = ['yes', 'no', 'notSure'] as const
const MAX_BARE_WORDS = 2

/** A slot is asked for at most this often: an answer without it is better than a loop. */
export const MAX_ASKS = 2
export const MAX_CANDIDATES = 3

/** A slot of this intent still worth a question; undefined when the intent can be answered. */
export function nextQuestion(situation: Asking, intent: string): SlotName | undefined {
  return remainingQuestions(situation, intent)[0]
}

/** All slots of this intent that are still worth a question, as far as can be told before the answers. */
export function remainingQuestions(situation: Asking, intent: string): readonly SlotName[] {
  const { ask = [], enough = Infinity } = situation.repertoire.intents.get(intent) ?? {}
  const left = ask.filter((slot) => isWorthAsking(situation, intent, slot))
  const settled = ask.filter((slot) => !left.includes(slot) && isSettled(situation.session, slot))
  return left.slice(0, Math.max(0, enough - settled.length))
}

type Asking = Pick<Situation, 'repertoire' | 'session' | 'matters'>

function isWorthAsking({ session, matters }: Asking, intent: string, slot: SlotName): boolean {
  return (
    session.slots[slot] === undefined &&
    !(slot === 'medicine' && session.spokenOf !== undefined) &&
    (session.asked[slot] ?? 0) < MAX_ASKS &&
    !isSenseless(session, slot) &&
    matters(intent, slot)
  )
}

/** Told, or left aside. */
function isSettled({ slots, asked }: Session, slot: SlotName): boolean {
  return slots[slot] !== undefined || (asked[slot] ?? 0) > 0
}

/** Questions that nobody can answer, or would be hurt by, after what was told. */
const SENSELESS: { readonly [S in SlotName]?: (slots: Session['slots']) => boolean } = {
  fractureSite: ({ priorFracture }) => priorFracture?.value !== true,
  // Told as an amount in all.
  dailyFoods: ({ calciumMgPerDay }) => calciumMgPerDay !== undefined,
  sex: ({ pregnant }) => pregnant?.value === true,
  menopause: ({ sex }) => sex?.value === 'male',
  pregnant: ({ sex }) => sex?.value === 'male',
}

/** Whether what was told has answered a question in another way, or taken its sense. */
export function isSenseless({ slots }: Session, slot: SlotName): boolean {
  return SENSELESS[slot]?.(slots) === true
}

/** The intent that is surely enough meant to be acted upon; undefined when none is. */
export function sureIntent({ intents }: Repertoire, heard: Understanding): string | undefined {
  const [top] = heard.intents
  if (top === undefined || isBareReply(heard)) return undefined
  return top.confidence >= threshold(intents.get(top.intent), heard) ? top.intent : undefined
}

/** "No", "yes please": so little asks nothing, whatever it reminds of. */
function isBareReply({ utterance, acts }: Understanding): boolean {
  const isReply = BARE_REPLIES.some((act) => acts.includes(act))
  return isReply && !utterance.includes('?') && wordsIn(utterance) <= MAX_BARE_WORDS
}

/** Number of words and numbers in a text. */
export function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}

function threshold(intent: Intent | undefined, heard: Understanding): number {
  if (intent?.kind === 'social') return ANSWER_SOCIAL_FROM
  if (intent?.intent === COMFORT) return ANSWER_COMFORT_FROM
  const hasValue = heard.entities.some(({ slot }) => intent?.ask.includes(slot) === true)
  return hasValue && wordsBeside(heard) <= MAX_WORDS_BESIDE_VALUE
    ? ANSWER_WITH_VALUE_FROM
    : ANSWER_FROM
}

/** Words of an utterance outside the values that were read in it. */
export function wordsBeside({ utterance, entities }: Understanding): number {
  const rest = entities.reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    utterance,
  )
  return wordsIn(rest)
}

/** What is to be answered once something more pressing is settled; small talk is let go. */
export function pendingIntent({ repertoire, session, heard }: Situation): string | undefined {
  const { awaited } = session
  // "Jaw", to where it hurts, is an answer, whatever else it reminds of.
  const isAnswered =
    awaited?.kind === 'slot' && session.slots[awaited.slot]?.toldInTurn === session.turns + 1
  if (isAnswered && !endsAsQuestion(heard)) return awaited.forIntent
  const sure = sureIntent(repertoire, heard)
  const isAnswerable =
    sure !== undefined &&
    repertoire.responses.has(sure) &&
    repertoire.intents.get(sure)?.kind !== 'social'
  if (isAnswerable) return sure
  return awaited?.kind === 'slot' || awaited?.kind === 'safetyCheck' ? awaited.forIntent : undefined
}

/** Whether something is surely asked; a missing question mark proves nothing. */
export function endsAsQuestion({ utterance }: Understanding): boolean {
  return /\?\W*$/.test(utterance)
}

/** The intents to offer as buttons: the likeliest that the bot can do something about. */
export function candidatesOf(repertoire: Repertoire, heard: Understanding): readonly string[] {
  const [top] = heard.intents
  if (top === undefined || top.confidence < CLARIFY_FROM) return []
  const share = isOffered(repertoire, top.intent) ? OFFER_SHARE : OFFER_SHARE_BESIDE_PLANNED
  return heard.intents
    .filter(({ confidence }) => confidence >= top.confidence * share)
    .map(({ intent }) => intent)
    .filter((intent) => isOffered(repertoire, intent))
    .filter((intent) => repertoire.intents.get(intent)?.kind !== 'social')
    .slice(0, MAX_CANDIDATES)
}

/** Answered intents near the likeliest one, when that has no answer yet. */
export function candidatesNear({ intents }: Repertoire, heard: Understanding): readonly string[] {
  const [top] = heard.intents
  return top === undefined || top.confidence < CLARIFY_FROM
    ? []
    : (intents.get(top.intent)?.near ?? [])
}
