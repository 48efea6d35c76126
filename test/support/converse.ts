import { newSession } from '../../src/dialogue/session.js'
import { takeTurn } from '../../src/turn.js'
import type { ChannelName, Session, Turn } from '../../src/types.js'
import { readyContent } from './ready-content.js'

const NOW = '2026-01-15T12:00:00.000Z'

/** Plays a conversation with the real content; returns its turns. */
export function converse(channel: ChannelName, ...utterances: readonly string[]): readonly Turn[] {
  return converseAt(
    channel,
    utterances.map((utterance) => [0, utterance]),
  )
}

/** The same, with the hours that pass before each utterance. */
export function converseAt(
  channel: ChannelName,
  said: readonly (readonly [hoursLater: number, utterance: string])[],
): readonly Turn[] {
  let session: Session = newSession(NOW, 'en')
  let at = Date.parse(NOW)
  return said.map(([hoursLater, utterance], index) => {
    at += hoursLater * 3_600_000
    const receivedAt = new Date(at).toISOString()
    const message = { messageId: `m${index}`, channel, sessionId: 's', utterance, receivedAt }
    const turn = takeTurn(readyContent(), session, message)
    session = turn.session
    return turn
  })
}

/** The last turn of a conversation on the web. */
export function lastOf(...utterances: readonly string[]): Turn {
  const turn = converse('web', ...utterances).at(-1)
  if (turn === undefined) throw new RangeError('a conversation needs an utterance')
  return turn
}
