const UNSURE =
  /\b(?:not sure|unsure|not certain|don'?t know|dunno|idk|no idea|no clue|maybe|perhaps|possibly|can'?t (?:remember|recall)|don'?t (?:remember|recall)|don'?t think(?! so)|rather not|prefer not|skip|never mind|business|private|personal|no thanks?|n\/a)\b/
const YES =
  /^\W*(?:yes+|yea+h?|yep|yup|of course|absolutely|definitely|certainly|indeed|affirmative|that'?s right)(?![\w'])|^👍/
const NO =
  /^\W*(?:no+|nope|nah|naw|never|not really|not (?:yet|now|any|that i(?:'m|m)? (?:know|remember|recall|aware|can think|am aware))|none(?: of (?:those|these|that|them))?|neither|i (?:don'?t|do not|haven'?t|have not|am not|didn'?t|never)|i'?m not|absolutely not|definitely not|false)(?!\s+(?:idea|clue|problem|doubt|way to))(?![\w'])|^👎/
/** Too weak to stand for a yes when more follows: "ok, but what is osteopenia". */
const WHOLE_YES =
  /^\W*(?:y|ya|sure|ok(?:ay)?|correct|right|true|si|sí|i (?:do|have|am|did|had|was|can|think so))\W*$/
const WHOLE_NO = /^\W*(?:n|nay)\W*$/

/** Reads a plain yes or no at the head of an answer; `undefined` where the patient is not sure. */
export function answerOf(text: string): boolean | undefined {
  if (UNSURE.test(text)) return undefined
  if (NO.test(text) || WHOLE_NO.test(text)) return false
  return YES.test(text) || WHOLE_YES.test(text) ? true : undefined
}

const QUESTION =
  /\?\s*$|^\W*(?:what|whats|what's|which|who|how|why|when|where|is|are|am|was|does|do|did|can|could|should|would|will|may)\b/

/** True for a new question, whose words must not be taken for an answer to the bot's own. */
export function isQuestion(text: string): boolean {
  return QUESTION.test(text)
}
