/** What the bot can decide to do about a message. */
import type { HandoffEnd, HandoffQuestion, HandoffReason } from './handoff.js'
import type { PersonQuestion } from './people.js'
import type { SlotName, Supposition } from './slots.js'
import type { Entity, RedFlag } from './types.js'

export type Act =
  | 'opt_out'
  | 'opt_in'
  | 'help'
  | 'forget'
  | 'show_facts'
  | 'correct_fact'
  | 'start_over'
  | 'cancel'
  | 'repeat'
  | 'more'
  | 'acknowledge'
  | 'turn'
  | 'silent'
  | 'sources'
  | 'remember_me'
  | 'welcome_back'

/** How far a talk has come: question 2 of 5. */
export interface TalkStep {
  readonly number: number
  readonly of: number
}

/** A question about the patient, before an answer. */
export interface SlotQuestion {
  readonly kind: 'ask'
  readonly slot: SlotName
  readonly forIntent: string
  /** The value to ask back. */
  readonly doubted?: Entity
  /** The question was not answered, the patient wants to know why it is asked, or it was long ago. */
  readonly about?: 'again' | 'why' | 'resumed'
  readonly step?: TalkStep
  /** The question before it, which the patient left aside: it is not asked again. */
  readonly declined?: SlotName
  /** Told out of turn and taken in, before the question is put again. */
  readonly noted?: readonly SlotName[]
}

export type Decision =
  | { readonly kind: 'escalate'; readonly flags: readonly RedFlag[] }
  | {
      readonly kind: 'answer'
      /** One, or two in the order asked. */
      readonly intents: readonly string[]
      /** Further questions of the message, offered as buttons. */
      readonly also?: readonly string[]
      /** The question of a request to the staff that was left open, asked again after this. */
      readonly returnTo?: HandoffQuestion
      /** Nobody told it; the reply says so. */
      readonly supposing?: Supposition
    }
  | SlotQuestion
  | ({ readonly kind: 'ask'; readonly slot: 'person' } & PersonQuestion)
  | {
      readonly kind: 'ask'
      readonly slot: 'safetyCheck'
      readonly flag: RedFlag
      /** What the message would have been answered with. */
      readonly forIntent?: string
    }
  | {
      readonly kind: 'clarify'
      readonly candidates: readonly string[]
      /** A bare subject, or several questions at once: nothing was unclear. */
      readonly about?: 'topic' | 'questions' | 'complex'
    }
  | {
      readonly kind: 'act'
      readonly act: Act
      /** What the act is about, such as `shorter` of a repeat. */
      readonly about?: 'confirm' | 'shorter' | 'safe' | 'forget' | 'why' | 'skip' | 'remember'
      /** As of an answer. */
      readonly returnTo?: HandoffQuestion
    }
  | {
      readonly kind: 'handoff'
      readonly reason: HandoffReason
      /** The intent whose answer says how to reach a person. */
      readonly intent?: string
      /** The next question of a request to the staff; absent where the clinic takes none. */
      readonly ask?: HandoffQuestion
      /** How a request came to its end. */
      readonly end?: HandoffEnd
    }
  | {
      readonly kind: 'fallback'
      readonly reason: 'unknown' | 'planned' | 'too_long' | 'empty' | 'trouble'
      /** Answered intents near what was asked. */
      readonly candidates: readonly string[]
    }
