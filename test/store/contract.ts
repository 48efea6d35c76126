import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { StoreError } from '../../src/errors.js'
import { keyOf } from '../../src/store/data-folder.js'
import type { Store } from '../../src/store/store.js'
import type { HandoffQuery, HandoffRequest } from '../../src/store/handoff.js'
import { describeReplace } from './replace-contract.js'
import {
  aConversation,
  aFullConversation,
  anExchange,
  aRequest,
  aSession,
  farFuture,
} from '../support/records.js'

export interface StoreUnderTest {
  readonly store: Store
  readonly cleanUp: () => Promise<void>
}

const oddIds = [
  '',
  '.',
  '..',
  '../../etc/passwd',
  'a/b',
  'a\\b',
  'a b',
  'A',
  'a',
  'a\u0000b',
  '__proto__',
  'constructor',
  'é',
  'e\u0301',
  '🦴',
  'CON',
  'x'.repeat(5_000),
]

/** What every store must do; one suite for all of them. */
export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describeReplace(name, open)
  describe(`${name}: the contract of a store`, () => {
    let store: Store
    let cleanUp: () => Promise<void>
    beforeEach(async () => {
      ;({ store, cleanUp } = await open())
    })
    afterEach(async () => {
      await store.close()
      await cleanUp()
    })

    test('reads back what was written, every field of it', async () => {
      const conversation = aFullConversation('c1')
      await store.write(conversation)
      expect(await store.read('c1')).toEqual(conversation)
    })

    test('reads undefined for what was never written', async () => {
      expect(await store.read('nobody')).toBeUndefined()
    })

    test('replaces the record whole', async () => {
      await store.write(aFullConversation('c1'))
      await store.write(aConversation({ id: 'c1' }))
      expect(await store.read('c1')).toEqual(aConversation({ id: 'c1' }))
    })

    test('hands out copies that cannot change what is stored', async () => {
      const exchanges = [anExchange()]
      await store.write(aConversation({ exchanges }))
      exchanges.pop()
      const read = await store.read('c1')
      ;(read!.exchanges as unknown[]).pop()
      expect((await store.read('c1'))!.exchanges).toHaveLength(1)
    })

    test('erases, and tells whether there was something', async () => {
      await store.write(aConversation())
      expect(await store.erase('c1')).toBe(true)
      expect(await store.read('c1')).toBeUndefined()
      expect(await store.erase('c1')).toBe(false)
    })

    test('erases by key, with the requests, and what has only requests left', async () => {
      await store.write(aConversation({ id: 'c1' }))
      await store.write(aConversation({ id: 'c2' }))
      await store.writeHandoff(aRequest({ id: 1, conversationId: 'c1' }))
      await store.writeHandoff(aRequest({ id: 3, conversationId: 'c3' }))
      expect(await store.eraseByKey(keyOf('c1'))).toBe(true)
      expect(await store.eraseByKey(keyOf('c3'))).toBe(true)
      expect(await store.eraseByKey(keyOf('c1'))).toBe(false)
      expect([await store.read('c1'), (await store.read('c2'))?.id]).toEqual([undefined, 'c2'])
      expect(await store.listHandoffs({ limit: 9 })).toEqual([])
    })

    test('erases what has expired and nothing else', async () => {
      const expiring = (id: string, expiresAt: string) =>
        store.write(aConversation({ id, session: aSession({ expiresAt }) }))
      await expiring('old', '2026-01-01T00:00:00.000Z')
      await expiring('older', '2020-01-01T00:00:00.000Z')
      await expiring('now', '2026-01-02T00:00:00.000Z')
      await expiring('young', '2026-01-03T00:00:00.000Z')
      expect(await store.eraseExpired('2026-01-02T00:00:00.000Z')).toBe(2)
      expect(await store.read('old')).toBeUndefined()
      expect(await store.read('now')).toBeDefined()
      expect(await store.read('young')).toBeDefined()
      expect(await store.eraseExpired('2026-01-02T00:00:00.000Z')).toBe(0)
    })

    test('keeps odd ids apart', async () => {
      for (const id of oddIds) await store.write(aConversation({ id, tokenHash: `of ${id}` }))
      for (const id of oddIds) expect((await store.read(id))?.tokenHash).toBe(`of ${id}`)
      expect(await store.erase('a')).toBe(true)
      expect(await store.read('A')).toBeDefined()
    })

    test('keeps 50 parallel writes of different conversations', async () => {
      const ids = Array.from({ length: 50 }, (_, n) => `c${n}`)
      await Promise.all(ids.map((id) => store.write(aConversation({ id }))))
      const read = await Promise.all(ids.map((id) => store.read(id)))
      expect(read.map((conversation) => conversation?.id)).toEqual(ids)
    })

    test('lets the last of 50 parallel writes of one conversation win', async () => {
      const writes = Array.from({ length: 50 }, (_, n) =>
        store.write(aConversation({ session: aSession({ turns: n }) })),
      )
      await Promise.all(writes)
      expect((await store.read('c1'))?.session.turns).toBe(49)
    })

    describe('requests', () => {
      test('reads back what was written, every field of it', async () => {
        const request = aRequest({ id: 1 })
        await store.writeHandoff(request)
        expect(await store.readHandoff(request.id)).toEqual(request)
        expect(await store.readHandoff('nobody')).toBeUndefined()
      })

      test('keeps the first of two with the same id', async () => {
        await store.writeHandoff(aRequest({ id: 1, about: 'first' }))
        await store.writeHandoff(aRequest({ id: 1, about: 'second' }))
        expect((await store.listHandoffs({ limit: 9 })).map(({ about }) => about)).toEqual([
          'first',
        ])
      })

      test('lists oldest first, by state, after one that was seen, up to a limit', async () => {
        const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`
        for (const id of [3, 1, 4, 2]) {
          await store.writeHandoff(
            aRequest({ id, createdAt: at(id), state: id === 2 ? 'done' : 'new' }),
          )
        }
        const listed = async (query: Partial<HandoffQuery>) =>
          (await store.listHandoffs({ limit: 9, ...query })).map(({ createdAt }) =>
            Number(createdAt[9]),
          )
        const after = aRequest({ id: 1 }).id
        expect(await listed({})).toEqual([1, 2, 3, 4])
        expect(await listed({ state: 'new' })).toEqual([1, 3, 4])
        expect(await listed({ state: 'done' })).toEqual([2])
        expect(await listed({ after })).toEqual([2, 3, 4])
        expect(await listed({ after, state: 'new', limit: 1 })).toEqual([3])
        expect(await listed({ limit: 2 })).toEqual([1, 2])
      })

      test('changes what is there, and brings nothing back that is gone', async () => {
        const { id } = aRequest({ id: 1 })
        await store.writeHandoff(aRequest({ id: 1 }))
        expect(await store.changeHandoff(id, () => ({ state: 'done' }))).toMatchObject({
          state: 'done',
        })
        expect((await store.readHandoff(id))?.state).toBe('done')
        await store.eraseHandoffs('c1')
        expect(await store.changeHandoff(id, () => ({ state: 'new' }))).toBeUndefined()
        expect(await store.readHandoff(id)).toBeUndefined()
      })

      test('loses no change of 20 at once', async () => {
        const { id } = aRequest({ id: 1 })
        await store.writeHandoff(aRequest({ id: 1, deliveries: [] }))
        const due = { by: 'email', state: 'due', attempts: 0, nextAt: farFuture } as const
        const add = ({ deliveries }: HandoffRequest) => ({ deliveries: [...deliveries, due] })
        await Promise.all(Array.from({ length: 20 }, () => store.changeHandoff(id, add)))
        expect((await store.readHandoff(id))?.deliveries).toHaveLength(20)
      })

      test('hands out copies that cannot change what is stored', async () => {
        await store.writeHandoff(aRequest({ id: 1 }))
        const [listed] = await store.listHandoffs({ limit: 1 })
        ;(listed!.deliveries as unknown[]).pop()
        expect((await store.readHandoff(listed!.id))?.deliveries).toHaveLength(1)
      })

      test('goes with its conversation, and with no other', async () => {
        await store.write(aConversation({ id: 'c1' }))
        await store.writeHandoff(aRequest({ id: 1, conversationId: 'c1' }))
        await store.writeHandoff(aRequest({ id: 2, conversationId: 'c1' }))
        await store.writeHandoff(aRequest({ id: 3, conversationId: 'c2' }))
        expect(await store.eraseHandoffs('c2')).toBe(1)
        expect(await store.eraseHandoffs('c2')).toBe(0)
        expect(await store.erase('c1')).toBe(true)
        expect(await store.listHandoffs({ limit: 9 })).toEqual([])
      })

      test('is erased alone where the conversation is gone', async () => {
        await store.writeHandoff(aRequest({ id: 1 }))
        expect(await store.erase('c1')).toBe(true)
        expect(await store.erase('c1')).toBe(false)
      })

      test('expires', async () => {
        const expiresAt = '2026-01-01T00:00:00.000Z'
        await store.writeHandoff(aRequest({ id: 1, expiresAt }))
        await store.writeHandoff(aRequest({ id: 2 }))
        expect(await store.eraseExpired(expiresAt)).toBe(0)
        expect(await store.eraseExpired('2026-01-01T00:00:01.000Z')).toBe(1)
        expect(await store.listHandoffs({ limit: 9 })).toEqual([aRequest({ id: 2 })])
      })
    })

    test('is ready', async () => {
      await expect(store.probe()).resolves.toBeUndefined()
    })

    test('refuses everything once it is closed, and may be closed twice', async () => {
      await store.write(aConversation())
      await store.close()
      await store.close()
      await expect(store.read('c1')).rejects.toThrow(StoreError)
      await expect(store.write(aConversation())).rejects.toThrow(StoreError)
      await expect(store.erase('c1')).rejects.toThrow(StoreError)
      await expect(store.eraseExpired('2026-01-01T00:00:00.000Z')).rejects.toThrow(StoreError)
      await expect(store.probe()).rejects.toThrow(StoreError)
      await expect(store.writeHandoff(aRequest({ id: 1 }))).rejects.toThrow(StoreError)
      await expect(store.listHandoffs({ limit: 1 })).rejects.toThrow(StoreError)
    })
  })
}
