import { describe, expect, test } from '@jest/globals'
import { UNMEASURED } from '../../src/server/measures.js'
import { watchStore } from '../../src/server/watch-store.js'
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
  let turns = 0
  const store = watchStore(
    { ...createMemoryStore(), ...changes },
    {
      stored: ({ operation, outcome, ms }) => {
        expect(ms).toBeGreaterThanOrEqual(0)
        done.push(`${operation} ${outcome}`)
      },
      turn: () => (turns += 1),
    },
  )
  return { store, done, turns: () => turns }
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
})
