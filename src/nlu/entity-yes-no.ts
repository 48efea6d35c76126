const UNSURE =
  /\b(?:not sure|unsure|not certain|don'?t know|dunno|idk|no idea|no clue|maybe|perhaps|possibly|can'?t (?:remember|recall)|don'?t (?:remember|recall|think)|rather not|prefer not|skip|never mind)\b/
const YES =
  /^\W*(?:yes+|yea+h?|yep|yup|ya|y|sure|ok(?:ay)?|correct|right|that'?s right|of course|absolutely|definitely|certainly|indeed|affirmative|i (?:do|have|am|did|had|was|can)|si|sí|true)(?![\w'])|^👍/
const NO =
  /^\W*(?:no+|nope|nah|naw|n|never|not really|not (?:yet|now|any)|none(?: of (?:those|these|that|them))?|neither|negative|i (?:don'?t|do not|haven'?t|have not|am not|didn'?t|never)|i'?m not|absolutely not|definitely not|false)(?!\s+(?:idea|clue|problem|doubt|way to))(?![\w'])|^👎/

/** Reads a plain yes or no at the head of an answer; `undefined` where the patient is not sure. */
export function answerOf(text: string): boolean | undefined {
  if (UNSURE.test(text)) return undefined
  if (NO.test(text)) return false
  return YES.test(text) ? true : undefined
}
