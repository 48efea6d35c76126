import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { ConversationChangedError } from '../../src/errors.js'
import type { Store } from '../../src/store/store.js'
import { aConversation, aFullConversation, aRequest } from '../support/records.js'
import type { StoreUnderTest } from './contract.js'

/** How every store takes the place of a conversation with a changed one. */
export function describeReplace(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name}: replace`, () => {
    let store: Store
    let cleanUp: () => Promise<void>
    beforeEach(async () => {
      ;({ store, cleanUp } = await open())
    })
    afterEach(async () => {
      await store.close()
      await cleanUp()
    })

    test('replaces what a change was made from, and counts how often', async () => {
      await store.write(aConversation({ id: 'c1' }))
      const first = await store.read('c1')
      await store.replace(first!, aFullConversation('c1'))
      const second = await store.read('c1')
      expect(second).toEqual({ ...aFullConversation('c1'), revision: 1 })
      await store.replace(second!, first!)
      expect(await store.read('c1')).toEqual({ ...first, revision: 2 })
    })

    test('refuses to replace what has changed meanwhile, or is gone', async () => {
      await store.write(aConversation({ id: 'c1' }))
      const before = await store.read('c1')
      await store.replace(before!, aFullConversation('c1'))
      const again = store.replace(before!, aConversation({ id: 'c1' }))
      await expect(again).rejects.toThrow(ConversationChangedError)
      expect(await store.read('c1')).toEqual({ ...aFullConversation('c1'), revision: 1 })
      await store.erase('c1')
      const gone = store.replace((await store.read('c1')) ?? before!, before!)
      await expect(gone).rejects.toThrow(ConversationChangedError)
      expect(await store.read('c1')).toBeUndefined()
    })

    test('keeps a request with the conversation, or neither', async () => {
      await store.write(aConversation({ id: 'c1' }))
      const before = await store.read('c1')
      await store.replace(before!, aFullConversation('c1'), aRequest({ id: 1 }))
      expect(await store.read('c1')).toEqual({ ...aFullConversation('c1'), revision: 1 })
      expect(await store.listHandoffs({ limit: 9 })).toEqual([aRequest({ id: 1 })])
      const overtaken = store.replace(before!, aConversation({ id: 'c1' }), aRequest({ id: 2 }))
      await expect(overtaken).rejects.toThrow(ConversationChangedError)
      expect(await store.listHandoffs({ limit: 9 })).toEqual([aRequest({ id: 1 })])
    })

    test('of changes made from the same at the same time, takes one', async () => {
      await store.write(aConversation({ id: 'c1' }))
      const before = await store.read('c1')
      const tries = Array.from({ length: 20 }, () => store.replace(before!, before!))
      const done = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
      expect(done).toHaveLength(1)
    })
  })
}
