/**
 * The records that flow through a turn, in the order in which they are made:
 * InboundMessage → Understanding → Decision → Reply, held together by a Session, recorded as a Turn.
 */

import type { Decision } from './decisions.js'
import type { HandoffDraft, HandoffStep, HeardDetails, StaffRequest } from './handoff.js'
import type { OpeningTimes } from './opening-times.js'
import type { Aside, Person, PersonQuestion, TurnsTo } from './people.js'
import type { Reply } from './replies.js'
import type { Ellipsis, SlotName, SlotValues, Supposition, ToldSlot, ToldSlots } from './slots.js'

export type * from './decisions.js'
export type * from './handoff.js'
export type * from './opening-times.js'
export type * from './people.js'
export type * from './replies.js'
export type * from './slots.js'

export type ChannelName = 'web' | 'sms' | 'console'

/** The clinic that runs the bot, as patients see it. */
export interface Clinic {
  readonly name: string
  /** As it is shown and dialled; absent when the clinic has not set one. */
  readonly phone?: string
  /** In plain words, such as "Monday to Friday, 8 to 5". */
  readonly hours?: string
  /** IANA zone. */
  readonly timeZone: string
  readonly emergencyNumber: string
  /** Days after its last message on which a conversation is erased. */
  readonly retentionDays: number
  /** Requests to the staff are kept and reach them; absent: patients get the telephone number only. */
  readonly takesRequests?: boolean
  /** When the clinic usually answers; absent when it has not said so. */
  readonly openingTimes?: OpeningTimes
  /** ISO 3166 code of the country whose telephone numbers need no country code; the US if absent. */
  readonly country?: string
  /** Days after a conversation for which told facts are kept without being asked; none if absent. */
  readonly keepFactsDays?: number
}

/** One message from a patient, as a channel hands it in. */
export interface InboundMessage {
  /** The channel's or the client's own id; the same id twice is a repeated delivery. */
  readonly messageId: string
  readonly channel: ChannelName
  /** Opaque and made by the server; never a telephone number or a name. */
  readonly sessionId: string
  /** What the patient typed, untouched. */
  readonly utterance: string
  /** ISO 8601; the only clock a turn has. */
  readonly receivedAt: string
}

// ---- hear -----------------------------------------------------------------------------------

export interface RankedIntent {
  readonly intent: string
  /** Calibrated probability 0…1 that this is the intent meant. */
  readonly confidence: number
}

/** Why a value that was read cannot be stored before the patient has said which one they mean. */
export type SlotDoubt =
  'missing_sign' | 'implausible' | 'unlikely' | 'no_unit' | 'vague' | 'several'

/** A value found in an utterance: good for a slot, or in doubt and to be asked back. */
export type Entity = {
  [S in SlotName]: {
    readonly slot: S
    readonly value: SlotValues[S]
    /** Offsets into the utterance, in UTF-16 units; end is exclusive. */
    readonly start: number
    readonly end: number
    /** Whose value it is; one that belongs to somebody else is never stored as the patient's. */
    readonly about: 'patient' | 'other'
    /** Who the other is; absent when it was not said. */
    readonly person?: Person
    /** No word says whose it is: of the one whom the talk is about. */
    readonly isUnsaid?: true
    readonly doubt?: SlotDoubt
    /** Spoken of, and not said to be so: "what is Fosamax?" It fits what is asked, and is never stored. */
    readonly isOnlyNamed?: true
  }
}[SlotName]

export type DialogueAct =
  | 'yes'
  | 'no'
  | 'notSure'
  | 'ratherNotSay'
  | 'skip'
  | 'cancel'
  | 'startOver'
  | 'repeat'
  | 'more'
  | 'shorter'
  | 'why'
  | 'correction'
  | 'thanks'
  /** The danger is over, or there was none. */
  | 'safe'
  | 'optOut'
  | 'optIn'
  | 'help'
  /** "How do you know?", of what was just said. */
  | 'source'
  /** What was told may be kept for the next conversation. */
  | 'rememberMe'

export type Urgency = 'emergency' | 'same_day' | 'soon'

/** A sign that the patient, or someone with them, may be in danger now. */
export interface RedFlag {
  /** Id in `_red_flags.yml`. */
  readonly id: string
  /** Which of the flag's wordings fits, such as `walking` of a hip fracture; absent for the main one. */
  readonly variant?: string
  readonly urgency: Urgency
  /** `certain` escalates; `possible` asks one check question first. */
  readonly certainty: 'certain' | 'possible'
}

export interface Understanding {
  readonly utterance: string
  /** Best first. */
  readonly intents: readonly RankedIntent[]
  /** Each of several questions with its intents, in the order asked; empty when there is only one. */
  readonly questions: readonly (readonly RankedIntent[])[]
  /** Intents to offer when the message names a subject and asks nothing about it: "calcium". */
  readonly topic: readonly string[]
  /** Only where there is an answer to lean on. */
  readonly ellipsis?: Ellipsis
  readonly entities: readonly Entity[]
  readonly acts: readonly DialogueAct[]
  /** Most urgent first. */
  readonly redFlags: readonly RedFlag[]
  /** The patient speaks of their own case ("my score", "do I need…"), so a personal answer is wanted. */
  readonly isPersonal: boolean
  /** The patient asks for somebody else ("my mother…"). */
  readonly isAboutOther: boolean
  /** A fact that is to be told anew. */
  readonly changes?: SlotName
  /** It tells of several illnesses or medicines at once: where unsure, a person is offered. */
  readonly isComplex?: true
  /** The one somebody else who is asked for, or spoken of last. */
  readonly other?: Person
  readonly turnsTo?: TurnsTo
  /** The utterance was longer than is read; nothing after the limit was understood. */
  readonly isTooLong: boolean
  /** Read only while a request to the staff is being taken. */
  readonly details?: HeardDetails
}

// ---- decide ---------------------------------------------------------------------------------

/** What a question that the bot asked is waiting for. */
export type Awaited = AwaitedAnswer & {
  /** Asked more than an hour ago: a bare "yes" is no answer to it any more. */
  readonly isOld?: boolean
}

type AwaitedAnswer =
  | {
      readonly kind: 'slot'
      readonly slot: SlotName
      readonly forIntent: string
      readonly doubted?: Entity
    }
  | { readonly kind: 'safetyCheck'; readonly flag: RedFlag; readonly forIntent?: string }
  | { readonly kind: 'choice'; readonly candidates: readonly string[] }
  | { readonly kind: 'confirmForget' }
  | ({ readonly kind: 'person' } & PersonQuestion)
  /** `tries`: how often this question was asked. */
  | { readonly kind: 'handoff'; readonly step: HandoffStep; readonly tries: number }
  /** Whether what was told may be kept for the next conversation. */
  | { readonly kind: 'keepFacts' }

/** Questions that lead to one answer, one at a time. */
export interface Talk {
  readonly intent: string
  /** The last question, and its number. */
  readonly slot: SlotName
  readonly question: number
  /** An emergency that came in between: the talk does not go on before the patient says that they are safe. */
  readonly suspendedBy?: RedFlag
}

/** What one conversation remembers. */
export interface Session {
  readonly schemaVersion: 1
  readonly turns: number
  readonly locale: string
  /** Whose `slots` and `asked` these are, when they are not those of the one who writes. */
  readonly focus?: Person
  /** What is known of the other of the two; absent until there is another. */
  readonly aside?: Aside
  /** "For yourself or for someone else?" is asked once. */
  readonly isWhoseAsked?: true
  /** A slot that was never told is absent. */
  readonly slots: ToldSlots
  /** The medicine that the talk is about, which the patient has not said to take. */
  readonly spokenOf?: ToldSlot<'medicine'>
  /** How often each slot has been asked for; at most twice. */
  readonly asked: { readonly [S in SlotName]?: number }
  readonly awaited?: Awaited
  /** The intents of the last answer, for "tell me more" and for returning to it. */
  readonly topic: readonly string[]
  /** A guided talk that was begun and has not come to its answer. */
  readonly talk?: Talk
  /** What the last answer supposed, so that "tell me more" supposes it too. */
  readonly supposing?: Supposition
  /** The last reply in full, for "say that again". */
  readonly lastReply?: Reply
  /** Fallbacks in a row; two of them bring in a person. */
  readonly fallbacks: number
  /** An emergency reply stands until the patient says that they are safe, or leaves a check aside. */
  readonly openEmergency?: RedFlag
  /** A request to the staff that has been begun and not sent. */
  readonly handoff?: HandoffDraft
  /** Whether the patient lets us keep facts for the next conversation; absent until asked. */
  readonly keepsFacts?: boolean
  /** Topic of the conversation before; only in the turn that begins anew. */
  readonly topicBefore?: readonly string[]
  /** The message before, for an hour: "I fell yesterday" and "my hip hurts" may be one danger. */
  readonly saidBefore?: string
  /** When the last message came in, ISO 8601; absent in old records and before the first. */
  readonly lastAt?: string
  /** ISO 8601. */
  readonly expiresAt: string
}

// ---- word: replies.ts ------------------------------------------------------------------------

/** One utterance and its reply: what a log line, a test and a reviewer look at. */
export interface Turn {
  readonly message: InboundMessage
  readonly understanding: Understanding
  readonly decision: Decision
  readonly reply: Reply
  /** The session after the turn. */
  readonly session: Session
  /** What the patient has just sent to the staff; kept before the reply that says so. */
  readonly request?: StaffRequest
}

/** Ranks the intents of an utterance; made by nlu/classify.ts from the trained model. */
export type Classify = (utterance: string) => readonly RankedIntent[]
