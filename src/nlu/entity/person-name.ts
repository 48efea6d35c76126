/** Reads what a patient wants to be called, when they were asked for it. */

export interface HeardName {
  readonly name: string
  /** Said as a name, not only where one was asked for. */
  readonly isTold: boolean
}

const MAX_NAME = 60
const MAX_WORDS = 5

const TOLD =
  /^\W*(?:(?:no|sorry|hi|hello|well|yes|sure|ok|okay)\W+)*(?:(?:my|her|his|the|full)\s+)*(?:name(?:'s|\s+is|s)?|ask\s+for)\s*:?\s+(?:actually\s+)?/i
const TOLD_WEAKLY = /^\W*(?:it's|its|it\s+is|this\s+is|i'm|im|i\s+am|just|call\s+me)\s+/i
/** What is said after a name: "Mary Jones please". */
const AFTER = /[\s,]+(?:please|pls|thanks|thank you|here|speaking)\W*$/i
const NAME_WORD = "\\p{L}[\\p{L}\\p{M}'’.-]*"
const NAME = new RegExp(`^${NAME_WORD}(?:[ ,]+${NAME_WORD}){0,${MAX_WORDS - 1}}$`, 'u')

/** Words that no name holds, and that a sentence hardly goes without. */
const NO_NAME =
  /\b(?:the|at|is|are|was|am|do|does|did|don't|can|can't|could|should|would|will|my|your|you|me|it|i|to|for|with|about|not|no|yes|have|has|had|what|why|how|when|where|who|which|and|or|but|if|please|help|hello|hi|ok|okay|thanks|sure|fine|good|worried|anonymous|any|anytime|whenever|time|later|soon|now|today|tomorrow|evening|evenings|weekday|weekdays|mornings|afternoons|none|nothing|nobody|phone|call|calling|number|email|morning|afternoon|pain|bone|bones|hurts)\b/i

/** Reads a name; undefined for what looks like none. */
export function findName(utterance: string): HeardName | undefined {
  const told = TOLD.test(utterance)
  const name = utterance
    .replace(told ? TOLD : TOLD_WEAKLY, '')
    .replace(AFTER, '')
    .replace(/^[\s"'“”]+|[\s"'“”.,!]+$/gu, '')
    .replace(/\s+/g, ' ')
  const isName = name.length <= MAX_NAME && NAME.test(name) && !NO_NAME.test(name)
  return isName ? { name, isTold: told } : undefined
}
