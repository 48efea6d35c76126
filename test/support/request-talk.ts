/** Conversations in which a request to the staff is taken. */
import { newSession } from '../../src/dialogue/session.js'
import { takeTurn } from '../../src/turn.js'
import type { ChannelName, Clinic, Session, Turn } from '../../src/types.js'
import { readyContent } from './ready-content.js'

const NOW = '2026-01-15T15:00:00.000Z'

interface Setting {
  readonly channel?: ChannelName
  readonly clinic?: Partial<Clinic>
  readonly session?: Session
}

export function turnsOf(utterances: readonly string[], setting: Setting = {}): readonly Turn[] {
  const { channel = 'web', clinic = {} } = setting
  const ready = readyContent()
  const content = { ...ready, clinic: { ...ready.clinic, takesRequests: true, ...clinic } }
  let session = setting.session ?? newSession(NOW, 'en')
  return utterances.map((utterance, index) => {
    const message = { messageId: `m${index}`, channel, sessionId: 's', utterance, receivedAt: NOW }
    const turn = takeTurn(content, session, message)
    session = turn.session
    return turn
  })
}

/** The responses of a conversation that begins with the wish for a person. */
export function idsOf(utterances: readonly string[], setting: Setting = {}): readonly string[] {
  return turnsOf(['talk to a person', ...utterances], setting)
    .slice(1)
    .map(({ reply }) => reply.responseId)
}

export function last(utterances: readonly string[], setting: Setting = {}): Turn {
  const turn = turnsOf(['talk to a person', ...utterances], setting).at(-1)
  if (turn === undefined) throw new RangeError('no turn')
  return turn
}

export const UP_TO_CONTACT = ['yes', 'Mary']
export const UP_TO_TIME = [...UP_TO_CONTACT, '212 555 0199']
export const UP_TO_ABOUT = [...UP_TO_TIME, 'mornings']
export const UP_TO_CONFIRM = [...UP_TO_ABOUT, 'my scan']
