import type { ChannelName, Decision, Reply, Session } from '../types.js'

/**
 * Whether to ask, below this answer, if what was told may be kept.
 *
 * Once only, below the first answer that facts have changed; a text message has no room for it.
 */
export function isTimeToAsk(
  session: Session,
  decision: Decision,
  { reply, channel }: { readonly reply: Reply; readonly channel: ChannelName },
): boolean {
  if (decision.kind !== 'answer') return false
  const { talk } = session
  // Below an aside, the way back to the talk comes first.
  const isInTalk = talk !== undefined && !decision.intents.includes(talk.intent)
  return (
    !isInTalk &&
    decision.supposing === undefined &&
    reply.because.length > 0 &&
    channel !== 'sms' &&
    session.keepsFacts === undefined &&
    session.openEmergency === undefined
  )
}

/** The session that waits for the patient's yes; without one nothing is kept. */
export function askingToKeep(session: Session): Session {
  return { ...session, awaited: { kind: 'keepFacts' }, keepsFacts: false }
}
