/** The real conversations over HTTP, with turns that only say the words again. */
import { newSession } from '../../src/dialogue/session.js'
import { createConversations, type TurnHost } from '../../src/server/conversation.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { Store } from '../../src/store/store.js'
import { serve, type Overrides, type Served } from './app.js'
import { aTurn } from './records.js'

export interface RealService extends Served {
  readonly store: Store
  /** Opens a conversation in which one thing was said. */
  readonly patient: (said: string) => Promise<Patient>
}

export interface Patient {
  readonly id: string
  readonly token: string
  readonly path: string
}

interface Options {
  readonly settings?: Readonly<Record<string, string>>
  readonly overrides?: Overrides
  readonly store?: Store
  readonly clock?: () => Date
  readonly host?: TurnHost
}

export async function serveConversations(options: Options = {}): Promise<RealService> {
  const store = options.store ?? createMemoryStore()
  const realConversations = createConversations({
    store,
    host: options.host ?? ((session, message) => Promise.resolve(aTurn(session, message))),
    clock: options.clock ?? (() => new Date()),
    retentionDays: 90,
    newSession,
  })
  const served = await serve(options.settings, {
    realConversations,
    requests: store,
    ...options.overrides,
  })
  const patient = async (said: string): Promise<Patient> => {
    const { json } = await served.call('POST', '/conversations', { body: {} })
    const path = `/conversations/${json.conversationId}`
    const body = { id: 'm1', text: said }
    const answer = await served.call('POST', `${path}/messages`, { token: json.token, body })
    if (answer.status !== 200) throw new Error(answer.text)
    return { id: json.conversationId, token: json.token, path }
  }
  return { ...served, store, patient }
}
