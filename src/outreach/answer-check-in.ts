/** What is said to a check-in. */
import type { FollowUps } from '../content/follow-up-schema.js'
import { fillPlaceholders, withoutMarks } from '../content/marks.js'
import { missingFrom, type CheckIn, type CheckInPart } from './check-in.js'
import type { TextParts } from './texts.js'
import { worriesIn } from './worry.js'

/** The name of a reply in the content. */
export type CheckInReply = keyof FollowUps['checkIn']['replies']

/** A question for what is missing, or the reply to a whole week. */
export type CheckInAnswer =
  | { readonly kind: 'ask'; readonly part: CheckInPart; readonly text: string }
  | { readonly kind: 'reply'; readonly reply: CheckInReply; readonly text: string }

/** Pain from here on, out of ten, gets advice; less is called a good week. */
const SOME_PAIN_FROM = 4

/** Answers a check-in as far as it goes. What is worrying is answered at once, whatever is missing. */
export function answerCheckIn(checkIn: CheckIn, { followUps, valueOf }: TextParts): CheckInAnswer {
  const { asks, replies } = followUps.checkIn
  const [worry] = worriesIn(checkIn)
  const [part] = missingFrom(checkIn)
  if (worry === undefined && part !== undefined) {
    return { kind: 'ask', part, text: fillPlaceholders(asks[part], valueOf) }
  }
  const reply = worry?.kind === 'fall' ? 'fall' : replyTo(checkIn, worry !== undefined)
  return { kind: 'reply', reply, text: fillPlaceholders(withoutMarks(replies[reply]), valueOf) }
}

function replyTo({ painOf10 = 0, sessions }: CheckIn, isMuchPain: boolean): CheckInReply {
  if (isMuchPain) return 'muchPain'
  if (painOf10 >= SOME_PAIN_FROM) return 'somePain'
  return sessions === 0 ? 'nothingDone' : 'goodWeek'
}
