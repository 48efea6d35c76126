import { fitsTextMessage } from '../content/placeholders.js'
import type { System } from '../content/system-schema.js'
import type { Decision, Reply, Session } from '../types.js'

const GOES_ON: readonly Decision['kind'][] = ['answer', 'ask', 'clarify']

/**
 * Whether a reply goes on right after a sign of danger that needs a call today.
 *
 * After an emergency the bot checks in before it goes on; a lesser sign is only called to mind, once.
 */
export function needsReminder({ openEmergency, lastReply }: Session, decision: Decision): boolean {
  const isCheck = decision.kind === 'ask' && decision.slot === 'safetyCheck'
  return (
    openEmergency?.urgency === 'same_day' &&
    lastReply?.responseId.startsWith('escalate.') === true &&
    GOES_ON.includes(decision.kind) &&
    !isCheck
  )
}

/** Says first that the call comes first; in a text message where it still fits. */
export function withReminder({ call_first }: System, reply: Reply): Reply {
  const shortText = `${call_first.sms} ${reply.shortText}`
  return {
    ...reply,
    paragraphs: [call_first.text, ...reply.paragraphs],
    ...(fitsTextMessage(shortText) && { shortText }),
  }
}
