/** How a store knows that a conversation is still the one that a change was made from. */
import type { Conversation } from './store.js'

type Revised = Pick<Conversation, 'revision'>

/** Whether nobody has replaced or erased what a change was made from. */
export function isStill(before: Conversation, kept: Revised | undefined): boolean {
  return kept !== undefined && revisionOf(kept) === revisionOf(before)
}

/** The conversation as it is kept after a change. */
export function revised(before: Conversation, after: Conversation): Conversation {
  return { ...after, id: before.id, revision: revisionOf(before) + 1 }
}

/** 0 until it is replaced for the first time. */
export function revisionOf({ revision }: Revised): number {
  return revision ?? 0
}
