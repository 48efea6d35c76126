/** Turns that were thought through to be weighed, kept for the moment in which they are taken. */
import type { Conversation } from '../store/store.js'
import type { InboundMessage, Turn } from '../types.js'

/** A turn that was thought through, and for which message. */
export interface Thought {
  readonly message: InboundMessage
  readonly turn: Turn
}

export interface WeighedTurns {
  readonly keep: (before: Conversation, thought: Thought) => void
  /** The turn of this message in this very state of the conversation, once; undefined where it is to be thought. */
  readonly take: (
    before: Conversation,
    message: { readonly messageId: string; readonly text: string },
  ) => Thought | undefined
}

/** Most are taken at once; those of messages that somebody else has answered stay until others come. */
const MAX_THOUGHTS = 200

export function createWeighedTurns(): WeighedTurns {
  const thoughts = new Map<string, Thought & Pick<Conversation, 'revision'>>()
  return {
    keep: ({ id, revision }, thought) => {
      thoughts.delete(id)
      thoughts.set(id, { ...thought, ...(revision !== undefined && { revision }) })
      const [oldest] = thoughts.keys()
      if (thoughts.size > MAX_THOUGHTS && oldest !== undefined) thoughts.delete(oldest)
    },
    take: ({ id, revision }, { messageId, text }) => {
      const thought = thoughts.get(id)
      thoughts.delete(id)
      const isSame =
        thought !== undefined &&
        thought.revision === revision &&
        thought.message.messageId === messageId &&
        thought.message.utterance === text
      return isSame ? thought : undefined
    },
  }
}
