/** Tells of turns that were answered and could not be kept. */
import type { Conversations } from './conversation.js'
import type { Measures } from './measures.js'

export function watchConversations(
  conversations: Conversations,
  { unkept }: Pick<Measures, 'unkept'>,
): Conversations {
  return {
    ...conversations,
    receive: async (...given) => {
      const answer = await conversations.receive(...given)
      if (answer.isKept === false) unkept(answer.decision)
      return answer
    },
  }
}
