import type { Aside, Awaited, Person, SlotName, Slots } from '../types.js'

/** What the conversation so far lends to an utterance. */
export interface Context {
  readonly slots: Slots
  readonly awaited?: Awaited | undefined
  readonly lastTold?: SlotName | undefined
  /** The medicine that the talk is about, which nobody has said to take. */
  readonly spokenOf?: string | undefined
  /** Whose `slots` these are, when they are not those of the one who writes. */
  readonly focus?: Person | undefined
  readonly aside?: Aside | undefined
  /** The message before, where it was no danger and not long ago. */
  readonly saidBefore?: string | undefined
  /** There is an answer, or a question of the bot, that a short message may lean on. */
  readonly hasTopic?: boolean
}
