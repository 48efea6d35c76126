/** Hears whose case a message is about: the patient's own, or that of somebody else. */
import type { Person, TurnsTo, Understanding } from '../types.js'
import { normalize } from './normalize.js'
import { isPlainlyOwn } from './own-case.js'
import { findPersons, hasOwnCase, isAboutOther, type PersonAnchor } from './person.js'
import { KIN } from './relations.js'

/** Of whom the talk was before. */
export interface TalkSoFar {
  /** The other person who is known: "she" may be them. */
  readonly known?: Person
  /** The talk is about that other person now. */
  readonly isInFocus: boolean
  /** A button was pressed: its "I" is the one whom the talk is about. */
  readonly isPressed?: boolean
}

export type Persons = Pick<Understanding, 'isPersonal' | 'isAboutOther' | 'other' | 'turnsTo'>

export function hearPersons(utterance: string, talk: TalkSoFar): Persons {
  const { known, isInFocus, isPressed = false } = talk
  const { text } = normalize(utterance)
  if (isPressed && isInFocus && known !== undefined) {
    const isOwn = hasOwnCase(text)
    return { isPersonal: false, isAboutOther: isOwn, ...(isOwn && { other: known }) }
  }
  const other = otherIn(findPersons(text, known))
  const turnsTo = hearTurn(text, other)
  return {
    // While the talk is about somebody else, "I" is mostly the one who cares for them.
    isPersonal: isInFocus ? isPlainlyOwn(text) : hasOwnCase(text),
    isAboutOther: isAboutOther(utterance, known),
    ...(other !== undefined && { other }),
    ...(turnsTo !== undefined && { turnsTo }),
  }
}

function otherIn(persons: readonly PersonAnchor[]): Person | undefined {
  return persons.findLast(({ about, person }) => about === 'other' && person !== undefined)?.person
}

const LEADS =
  "(?:(?:ok|okay|so|and|but|now|well|oh|no|yes|thanks|thank you|right|then|actually|sorry|back to|let's talk about|lets talk about|what about|how about|what of|same(?: question)? for|the same for|now for|it'?s|it is|it was|this is|that'?s|that is|i'?m|i am|asking|i'?m asking|i am asking|i ask|only|just|again|talking|about|for)[\\s,.:;-]+)"
const TAIL =
  '(?:[\\s,]+(?:now|then|again|please|too|instead|though|as well|this time|personally|actually|myself|thanks))*[\\s?.!]*$'
const SELF = '(?:me|myself|mine|my own case|my case|my own)'
const OTHER = `(?:someone else|somebody else|another person|someone|somebody|not me|not for me|(?:(?:my|our|the|a) )?(?:\\d{2,3}[- ]?(?:years?|yrs?|y/?o)?[- ]?(?:old)? )?(?:\\w+ )?(?:${KIN})(?: of mine)?|her|him|hers|his|she|he)`
/** "What about my husband at 70?" says nothing more than whose case it is, and a fact of it. */
const AGED =
  "[\\s,.?!]+(?:(?:who|she|he)(?:'?s| is) |at |aged |is )?\\d{2,3}(?:[\\s-]*(?:years?|yrs?)?[\\s-]*old)?"

/** "And me? I'm 55." */
const SELF_AGED =
  "(?:[\\s,.?!]+(?:(?:i'?m|i am|at|aged|and) )*\\d{2,3}(?:[\\s-]*(?:years?|yrs?)?[\\s-]*old)?)?"
const SELF_ALONE = new RegExp(`^${LEADS}*${SELF}${SELF_AGED}${TAIL}`)
const OTHER_ALONE = new RegExp(`^(?:${LEADS}*${OTHER}|${LEADS}+${OTHER}${AGED})${TAIL}`)
const SELF_AMONG =
  /\b(?:asking|ask|question is|it'?s|this (?:one )?is|that (?:one )?was|now) (?:now |only |just )?(?:for|about) (?:me|myself)\b|^(?:(?:ok|okay|so|now|and|but|let'?s go|go) )*back to me\b|\b(?:what|how) about me\b|^(?:and|but) (?:what about )?(?:for )?(?:me|myself)\b[,?.: ]/
const NOT_SELF =
  /(?:^|\b(?:it'?s|it is|this is|that'?s|i'?m|i am|asking|question is) )not (?:asking )?(?:for|about) (?:me|myself)\b/
const OTHER_AMONG = /\b(?:for|about) (?:someone|somebody) else\b|\bon behalf of\b/
/** Without one of these the patient names nobody as themselves. */
const NAMES_SELF = /\bm(?:e|y|ine|yself)\b/
const SOMEONE_ALONE = new RegExp(`\\b(?:${KIN})\\b`)

/** Hears whom the patient says it is about; undefined when they say no such thing. */
function hearTurn(text: string, other: Person | undefined): TurnsTo | undefined {
  // "Hey friend" names nobody.
  const isOtherAlone = OTHER_ALONE.test(text) && (other !== undefined || !SOMEONE_ALONE.test(text))
  const isSelfNamed = NAMES_SELF.test(text)
  if ((isSelfNamed && NOT_SELF.test(text)) || OTHER_AMONG.test(text)) {
    return { whom: 'other', isAll: isOtherAlone }
  }
  if (isSelfNamed && SELF_ALONE.test(text)) return { whom: 'patient', isAll: true }
  if (isOtherAlone) return { whom: 'other', isAll: true }
  const isAmong = isSelfNamed && SELF_AMONG.test(text)
  return isAmong ? { whom: 'patient', isAll: false } : undefined
}
