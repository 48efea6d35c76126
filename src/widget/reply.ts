/** The records that the widget shows, as the server sends them. */
import type { drawingOf } from '../pictures/drawing.js'
import type { Answered, Welcome as Greeting } from '../server/api-schema.js'

/** A fact that changed an answer. */
export interface UsedFact {
  readonly slot: string
  readonly label: string
  /** What to send when the patient wants to change it; absent when it cannot be changed. */
  readonly change?: string | undefined
}

/** What the server sends to be drawn. */
export type Picture = Parameters<typeof drawingOf>[0]

export type Reply = Omit<Answered['reply'], 'because' | 'picture'> & {
  readonly because: readonly UsedFact[]
  readonly picture?: Picture | undefined
}

/** One utterance and its reply. */
export type Message = Omit<Answered, 'reply'> & { readonly reply: Reply; readonly text: string }

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
