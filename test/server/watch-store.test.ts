import { describe, expect, test } from '@jest/globals'
import type { Conversations } from '../../src/server/conversation.js'
import { UNMEASURED } from '../../src/server/measures.js'
import { watchConversations } from '../../src/server/watch-conversations.js'
import { watchStore } from '../../src/server/watch-store.js'
import { noEnrolments, type Enrolments, type OutboxEntry } from '../../src/store/enrolments.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { Store } from '../../src/store/store.js'
import { describeStore } from '../store/contract.js'
import { aConversation, anExchange } from '../support/records.js'

describeStore('watched memory', () =>
  Promise.resolve({
    store: watchStore(createMemoryStore(), UNMEASURED),
    cleanUp: () => Promise.resolve(),
  }),
)

function watched(changes: Partial<Store> = {}) {
  const done: string[] = []
  const states: string[] = []
  let turns = 0
  const store = watchStore(
    { ...createMemoryStore(), ...changes },
    {
      stored: ({ operation, outcome, ms }) => {
        expect(ms).toBeGreaterThanOrEqual(0)
        done.push(`${operation} ${outcome}`)
      },
      turn: () => (turns += 1),
      followUp: (state) => void states.push(state),
    },
  )
  return { store, done, states, turns: () => turns }
}

describe('watchStore', () => {
  test('tells of a turn when it was kept, and not of feedback or of a turn that came too late', async () => {
    const { store, done, turns } = watched()
    const before = aConversation()
    const after = { ...before, exchanges: [anExchange()] }
    await store.write(before)
    await store.replace(before, after)
    const kept = (await store.read('c1'))!
    await store.replace(kept, { ...kept, feedback: [] })
    await expect(store.replace(before, after)).rejects.toThrow()
    expect(turns()).toBe(1)
    expect(done).toEqual([
      ...['write done', 'replace done', 'read done', 'replace done'],
      'replace changed',
    ])
  })

  test('tells of a failure, and passes it on as it is', async () => {
    const full = new Error('the disk is full')
    const { store, done } = watched({ write: () => Promise.reject(full) })
    await expect(store.write(aConversation())).rejects.toBe(full)
    expect(done).toEqual(['write failed'])
  })

  test('tells which steps came into which state, once, however often a change is tried', async () => {
    const inner = createMemoryStore()
    const { enrolments } = inner
    const twice: typeof enrolments.change = async (key, change) => {
      change(await enrolments.read(key))
      return enrolments.change(key, change)
    }
    const { store, states } = watched({ enrolments: { ...enrolments, change: twice } })
    const key = 'ab'.repeat(32)
    const step = (state: OutboxEntry['state']) =>
      ({ programme: 'p', state, atMs: 0, attempts: 1 }) as const
    const keep = (outbox: Enrolments['outbox']) =>
      store.enrolments.change(key, () => ({ ...noEnrolments(key), outbox }))
    await keep({ a: step('sending') })
    await keep({ a: step('accepted'), b: step('sending') })
    await keep({ a: step('accepted'), b: step('unknown') })
    await store.enrolments.change(key, () => undefined)
    expect(states).toEqual(['sending', 'accepted', 'sending', 'unknown'])
  })
})

describe('watchConversations', () => {
  test('tells of an answer that is not kept, and of no other', async () => {
    const unkept: string[] = []
    const receive = (isKept: boolean) => () =>
      Promise.resolve({ ...anExchange(), ...(!isKept && { isKept: false as const }) })
    const delivery = { conversationId: 'c1', token: 't', messageId: 'm1', text: 'hello' }
    for (const isKept of [true, false]) {
      const conversations = { receive: receive(isKept) } as unknown as Conversations
      const measures = { unkept: (decision: string) => void unkept.push(decision) }
      await watchConversations(conversations, measures).receive(delivery)
    }
    expect(unkept).toEqual(['answer'])
  })
})
