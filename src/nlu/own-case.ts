/** Tells whose question a message asks, where it speaks of the patient and of somebody else. */
import { KIN } from './relations.js'

/** What somebody does who looks after somebody else: "should I call", "how do I help her". */
const CARERS_TASK =
  /\b(?:should|shall|can|could|do|must|may|would|will|am) i (?:be )?(?:also |just |then |really |even )?(?:do|help|worr\w+|concerned|give|tell|ask|watch|expect|call|say|know|get|let|make|buy|look|find|prepare|cook|bring|keep|feed|talk|(?:take|stop|have) (?:her|him|them|my)|stay|support|push|leave|phone|ring|remind|check|protect|encourage|read)\b/g

/** "Is he right?" asks about what was said, not about him. */
const OPINION =
  /\b(?:is|was) (?:s?he) (?:right|wrong|correct|being|kidding|joking|mad|crazy|exaggerating|serious)\b|\bwhat (?:did|does|do) (?:s?he) mean\b/g

const OWN_QUESTION =
  /\b(?:can|could|should|do|am|may|must|will|would|did|have|was) i\b|\b(?:for me|myself|mine|my own)\b/
const OWN_FACT =
  /\b(?:i|i've|ive) (?:have |had |got |was |am |been )*(?:osteo\w+|diagnosed|a t-?score|thin bones|low bone|menopaus\w+|broke\w*|fractured|fell|take|took|weigh)\b|\bi(?:'m|m| am) (?:an? )?(?:woman|man|female|male|\d{2,3}|on|taking|using)\b|\bi(?:'ve| have) (?:had|taken|been (?:on|taking|diagnosed))\b|\bi(?:'ve|'m|ve|m| have| am)? (?:got |gotten |getting |become |becoming )?(?:much |a bit |so )?(?:shorter|smaller|stooped|hunched|shrunk|shrinking)\b/
const BODY =
  'bones?|[tz]-?scores?|scores?|scan|dexa|dxa|results?|report|hips?|spine|back|wrist|neck|ribs?|knees?|shoulders?|arm|age|weight|density|osteo\\w+|menopause|level|calcium|medicine|medication|pills?|tablets?|shots?|infusion|risk|posture|balance|diet|exercises?|fracture|break|case'
/** "My last Prolia shot", and not "my poor mum's hip". */
const OWN_BODY = new RegExp(`\\bmy (?:(?!(?:${KIN})\\b)[a-z]+ ){0,2}(?:${BODY})\\b`)

/** Whether a text is plainly of the patient's own case: "I" alone may be the one who cares for somebody. */
export function isPlainlyOwn(text: string): boolean {
  const rest = text.replace(CARERS_TASK, ' ')
  return OWN_QUESTION.test(rest) || OWN_FACT.test(rest) || OWN_BODY.test(rest)
}

const PARTS =
  /(?<=[.!?;])\s+|\n+|,\s*(?=(?:and |but |so )?(?:can|could|should|does|do|did|is|are|am|will|would|may|how|what|why|when|where|which|who)\b)/
const ASKS =
  /\?\W*$|^\W*(?:and |but |so )?(?:can|could|should|does|do|did|is|are|am|will|would|may|how|what|why|when|where|which|who)\b/

/** The last part of a message that asks something; all of it, when none does. */
export function askingPart(text: string): string {
  return text.split(PARTS).findLast((part) => ASKS.test(part)) ?? text
}

export function withoutOpinions(text: string): string {
  return text.replace(OPINION, ' ')
}
