/** The records that the widget shows, as the server sends them. */
import type { Answered, Welcome as Greeting } from '../server/api-schema.js'

export type Reply = Answered['reply']

/** A fact that changed an answer. */
export type UsedFact = Reply['because'][number]

/** What the server sends to be drawn. */
export type Picture = NonNullable<Reply['picture']>

/** One utterance and its reply. */
export type Message = Answered & { readonly text: string }

export type Citation = Reply['citations'][number]
export type Welcome = Greeting

/** What proves that a conversation is the patient's own. */
export interface Session {
  readonly conversationId: string
  readonly token: string
}

/** An utterance that the server may not have yet. */
export interface Unsent {
  /** Sent again with every try, so that the server takes one turn only. */
  readonly id: string
  readonly text: string
}
