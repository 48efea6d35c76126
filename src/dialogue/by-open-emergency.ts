/** Reads what is said after an emergency reply: the danger is settled before anything else. */
import type { Decision } from '../types.js'
import { pendingIntent, type Situation } from './policy.js'

/** Words that carriers oblige us to obey at any time. */
const CARRIER_WORDS = ['optOut', 'optIn', 'help'] as const

/** Undefined when there is no emergency, or when it has been asked about. */
export function decideByOpenEmergency(situation: Situation): Decision | undefined {
  const { session, heard, channel } = situation
  const flag = session.openEmergency
  const isOver = heard.acts.includes('safe')
  if (isOver && (flag ?? session.talk?.suspendedBy) !== undefined) {
    return { kind: 'act', act: 'acknowledge', about: 'safe' }
  }
  if (flag === undefined) return undefined
  const isCarrierWord = channel === 'sms' && CARRIER_WORDS.some((act) => heard.acts.includes(act))
  // Asked once only: who asks on after it is answered.
  const isAsked = session.awaited?.kind === 'safetyCheck' && session.awaited.isOld !== true
  const isSettled = flag.urgency !== 'emergency' || isAsked
  if (isSettled || isCarrierWord) return undefined
  const forIntent = pendingIntent(situation)
  return { kind: 'ask', slot: 'safetyCheck', flag, ...(forIntent !== undefined && { forIntent }) }
}
