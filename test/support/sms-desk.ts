/** A desk for text messages over conversations that a test can read, at a time that the test decides. */
import { createSmsDesk, type SmsDesk } from '../../src/server/sms-desk.js'
import { createPace } from '../../src/server/sms-pace.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { Store } from '../../src/store/store.js'
import { aReply, fakeConversations, type FakeConversations } from './fake-conversations.js'
import { OTHER, PATIENT, vault } from './follow-ups.js'

export { OTHER, PATIENT as NUMBER }
export const KEY = vault.keyOf(PATIENT)

export interface ADesk {
  readonly desk: SmsDesk
  readonly store: Store
  readonly conversations: FakeConversations
  readonly clock: { nowMs: number }
  readonly say: (text: string, from?: string, messageId?: string) => Promise<readonly string[]>
}

export function aDesk(): ADesk {
  const store = createMemoryStore()
  const clock = { nowMs: Date.parse('2026-01-15T12:00:00.000Z') }
  const now = () => new Date(clock.nowMs)
  const conversations = fakeConversations((text) => {
    if (text === 'forget me') return aReply({ responseId: 'act.forget', shortText: 'Done.' })
    if (text === 'enough of these') return aReply({ responseId: 'act.opt_out', shortText: 'Bye.' })
    if (text.includes('chest pain')) return aReply({ urgency: 'emergency', shortText: 'Call 911.' })
    if (text === 'sourced') return aReply({ shortText: 'So.', citations: ['who_1994'] })
    return aReply({ shortText: `You wrote ${text}` })
  })
  const desk = createSmsDesk({
    ...{ phones: store.phones, vault, conversations, clock: now, pace: createPace(now) },
    weighAlone: ({ text }) => ({ weighed: conversations.weighText(text), text: 'Call 911.' }),
    hearConsent: (text) =>
      text.startsWith('STOP ')
        ? 'stop'
        : ({ STOP: 'stop', START: 'start', HELP: 'help' } as const)[text as 'STOP'],
    words: { stop: 'STOPPED', start: 'STARTED', help: 'HELPED', first: 'FIRST', tooFast: 'SLOW' },
    sourcesAt: (id) => `Sources: https://bot.example/s/${id}`,
  })
  let messages = 0
  const say: ADesk['say'] = (text, from = PATIENT, messageId = `SM${++messages}`) =>
    desk.answer({ messageId, from, to: '+12125550100', text })
  return { desk, store, conversations, clock, say }
}
