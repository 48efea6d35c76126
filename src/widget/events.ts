/** What the clinic's page may hear: that something happened, never what was said. */
import type { Change } from './conversation.js'
import type { Message } from './reply.js'

export interface EventDetails {
  readonly open: undefined
  readonly close: undefined
  readonly message: { readonly role: 'patient' | 'bot'; readonly seq: number }
  readonly emergency: { readonly seq: number }
  readonly error: { readonly code: string }
  readonly reset: undefined
}

export type Emit = <Name extends keyof EventDetails>(name: Name, detail: EventDetails[Name]) => void

type Told = {
  readonly [Name in keyof EventDetails]: readonly [Name, EventDetails[Name]]
}[keyof EventDetails]

/** The events of one change, in their order; what is restored is no news. */
export function eventsOf(change: Change): readonly Told[] {
  switch (change.kind) {
    case 'answered':
      return ofMessage(change.message)
    case 'followed':
      return change.messages.flatMap(ofMessage)
    case 'failed':
    case 'refused':
    case 'unreachable':
      return [['error', { code: change.code }]]
    case 'ended':
      return [['reset', undefined]]
    case 'shown':
    case 'earlier':
    case 'asked':
    case 'sending':
      return []
  }
}

function ofMessage({ seq, reply }: Message): readonly Told[] {
  const said: readonly Told[] = [
    ['message', { role: 'patient', seq }],
    ['message', { role: 'bot', seq }],
  ]
  return reply.urgency === 'emergency' ? [...said, ['emergency', { seq }]] : said
}
