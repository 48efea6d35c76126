/** Finds the questions of a message that asks several: "How much calcium do I need? And is walking enough?" */
import type { Classify, RankedIntent } from '../types.js'

/** A part sounds enough like an intent to be a question of its own; measured on 1,044 messages that ask one thing, 2 were split. */
const FOUND_FROM = 0.5
const MAX_QUESTIONS = 4
const MIN_WORDS = 2

const QUESTION_WORD =
  "what|what's|whats|how|why|when|which|who|where|is|are|am|do|does|did|can|could|should|would|will|may"
/** "… need and is walking enough", "… need? also what about yoga". */
const JOINT = new RegExp(
  `(?<=[.!?;])\\s+|\\n+|,?\\s+(?:and|also|plus)\\s+(?:also\\s+|then\\s+)?(?=(?:${QUESTION_WORD})\\b)`,
  'i',
)
const ASKING = new RegExp(
  `\\?\\W*$|^\\W*(?:(?:so|and|but|well|ok|okay|also|then|next|second(?:ly)?|first(?:ly)?)\\W+)*(?:${QUESTION_WORD}|any|tell me|explain|need to know)\\b|\\b(?:wondering|want to know|need to know|would like to know|my (?:other |second )?question|should i|can i|do i need|not sure (?:if|whether))\\b`,
  'i',
)

/**
 * Ranks the intents of each question of a message that asks several different ones; none when it asks one.
 *
 * The message as a whole is heard beside this: for one question in a long story the whole hears best.
 */
export function findQuestions(
  classify: Classify,
  utterance: string,
): readonly (readonly RankedIntent[])[] {
  const asking = utterance
    .split(JOINT)
    .filter((part) => ASKING.test(part) && part.split(/\s+/).length >= MIN_WORDS)
  if (asking.length < 2) return []
  const heard = asking.map((part) => classify(part))
  const found = heard.filter(([top]) => top !== undefined && top.confidence >= FOUND_FROM)
  const distinct = found.filter(
    ([top], i) => found.findIndex(([other]) => other?.intent === top?.intent) === i,
  )
  return distinct.length < 2 ? [] : distinct.slice(0, MAX_QUESTIONS)
}
