/** The small question, once, whether what was told may be kept for the next conversation. */
import type { Content } from '../content/content.js'
import type { Reply } from '../types.js'

const MAX_SUGGESTIONS = 3

/** Adds the question below an answer, and its button before the others. */
export function withKeepQuestion({ system }: Content, reply: Reply): Reply {
  const { text, reply: button } = system.may_keep_facts
  return {
    ...reply,
    paragraphs: [...reply.paragraphs, text],
    suggestions: [{ text: button }, ...reply.suggestions].slice(0, MAX_SUGGESTIONS),
  }
}
