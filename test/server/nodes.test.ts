/** Several nodes on one PostgreSQL, none of which knows of the others. */
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { BusyError } from '../../src/errors.js'
import { createConversations, type Conversations } from '../../src/server/conversation.js'
import { createHandoffDeliverer } from '../../src/server/handoff-delivery.js'
import { createLog } from '../../src/server/log.js'
import { openPostgresStore } from '../../src/store/postgres.js'
import type { Store } from '../../src/store/store.js'
import { many } from '../support/bench.js'
import { aDatabase, DATABASE_PATIENCE_MS, type TestDatabase } from '../support/postgres.js'
import { aRequest, aSession, aTurn } from '../support/records.js'

jest.setTimeout(DATABASE_PATIENCE_MS)

let database: TestDatabase
const stores: Store[] = []
beforeAll(async () => {
  database = await aDatabase()
})
afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())))
afterAll(() => database.stop())

async function someStores(count: number): Promise<readonly Store[]> {
  const url = await database.newUrl()
  const opened = await Promise.all(
    Array.from({ length: count }, () => openPostgresStore({ url, poolSize: 4 })),
  )
  stores.push(...opened)
  return opened
}

function nodeOn(store: Store): Conversations {
  return createConversations({
    store,
    host: async (session, message) => {
      // A thought takes time, in which the other node has one, too.
      await new Promise((resolve) => setTimeout(resolve, 1))
      return aTurn(session, message)
    },
    clock: () => new Date(),
    retentionDays: 90,
    newSession: (expiresAt, locale) => aSession({ expiresAt, locale }),
    maxWaiting: 100,
  })
}

describe('two nodes', () => {
  test('answer 50 messages of one conversation at once, none lost and none twice', async () => {
    const [one, two] = (await someStores(2)).map(nodeOn)
    const caller = await one!.open('web')
    const ids = many(50)
    const answers = await Promise.all(
      ids.map((messageId, n) =>
        (n % 2 === 0 ? one! : two!).receive({ ...caller, messageId, text: messageId }),
      ),
    )
    const kept = await two!.history({ ...caller, afterSeq: 0 })
    expect(kept.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
    expect(new Set(kept.map(({ messageId }) => messageId))).toEqual(new Set(ids))
    for (const answer of answers) expect(kept).toContainEqual(answer)
    const stored = await stores[0]!.read(caller.conversationId)
    expect(stored?.session.turns).toBe(50)
  })

  test('take one turn of a message that reaches both at once', async () => {
    const [one, two] = (await someStores(2)).map(nodeOn)
    const caller = await one!.open('web')
    for (const messageId of many(10)) {
      const delivery = { ...caller, messageId, text: messageId }
      const [first, second] = await Promise.all([one!.receive(delivery), two!.receive(delivery)])
      expect(second).toEqual(first)
    }
    expect(await one!.history({ ...caller, afterSeq: 0 })).toHaveLength(10)
  })

  test('keep the order of a patient who waits for each reply, whichever node gives it', async () => {
    const nodes = (await someStores(3)).map(nodeOn)
    const caller = await nodes[0]!.open('web')
    for (const [n, messageId] of many(12).entries()) {
      const answer = await nodes[n % 3]!.receive({ ...caller, messageId, text: messageId })
      expect(answer.seq).toBe(n + 1)
    }
  })

  test('one forgets, and the other knows nothing of it any more', async () => {
    const [one, two] = (await someStores(2)).map(nodeOn)
    const caller = await one!.open('web')
    const say = (node: Conversations, messageId: string) =>
      node.receive({ ...caller, messageId, text: messageId })
    await say(two!, 'm1')
    const results = await Promise.allSettled([one!.forget(caller), say(two!, 'm2')])
    expect(results[0].status).toBe('fulfilled')
    await expect(say(two!, 'm3')).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' })
    expect(await stores[1]!.read(caller.conversationId)).toBeUndefined()
  })

  test('refuse no message for the other node being faster', async () => {
    const nodes = (await someStores(3)).map(nodeOn)
    const caller = await nodes[0]!.open('web')
    const tries = many(60).map((messageId, n) =>
      nodes[n % 3]!.receive({ ...caller, messageId, text: messageId }),
    )
    const refused = (await Promise.allSettled(tries)).filter(
      (result) => result.status === 'rejected' && result.reason instanceof BusyError,
    )
    expect(refused).toEqual([])
  })
})

describe('what nodes count', () => {
  test('comes together, also where both count the same keys at once', async () => {
    const [one, two] = await someStores(2)
    const keys = Array.from({ length: 50 }, (_, n) => `key ${n}`)
    const points = new Map(keys.map((key) => [key, 1]))
    const reversed = new Map([...points].reverse())
    await Promise.all(
      [1, 2, 3, 4].flatMap(() => [one!.counts!.add(7, points), two!.counts!.add(7, reversed)]),
    )
    const totals = await one!.counts!.add(7, points)
    expect([...totals.keys()].sort()).toEqual([...keys].sort())
    expect(new Set(totals.values())).toEqual(new Set([9]))
    expect(await two!.counts!.add(8, new Map([['key 1', 2]]))).toEqual(new Map([['key 1', 2]]))
  })
})

describe('a request to the staff', () => {
  const dueAt = '2026-01-01T00:00:00.000Z'
  const due = { by: 'email', state: 'due', attempts: 0, nextAt: dueAt } as const
  const log = createLog('silent')

  test('is sent once, though two nodes look at the same time', async () => {
    const nodes = await someStores(2)
    for (const id of [1, 2, 3, 4, 5]) {
      await nodes[0]!.writeHandoff(aRequest({ id, deliveries: [due] }))
    }
    const sent: string[] = []
    const deliverers = nodes.map((store) =>
      createHandoffDeliverer({
        ...{ store, log, clock: () => new Date() },
        senders: {
          email: async ({ id }) => {
            await new Promise((resolve) => setTimeout(resolve, 5))
            sent.push(id)
          },
        },
      }),
    )
    await Promise.all(deliverers.map((deliverer) => deliverer.run()))
    await Promise.all(deliverers.map((deliverer) => deliverer.run()))
    expect(sent.sort()).toEqual([1, 2, 3, 4, 5].map((id) => aRequest({ id }).id))
    const kept = await nodes[1]!.listHandoffs({ limit: 9 })
    for (const { deliveries } of kept) expect(deliveries[0]).toMatchObject({ state: 'sent' })
  })

  test('of a node that died while it sent is sent by another, a little later', async () => {
    const [dead, alive] = await someStores(2)
    await dead!.writeHandoff(aRequest({ id: 1, deliveries: [due] }))
    let now = new Date('2026-01-01T00:00:01.000Z')
    const clock = () => now
    const never = new Promise<void>(() => undefined)
    const dying = createHandoffDeliverer({
      ...{ store: dead!, log, clock },
      senders: { email: () => never },
    })
    void dying.run()
    const nextAt = async () =>
      (await alive!.readHandoff(aRequest({ id: 1 }).id))?.deliveries[0]?.nextAt
    while ((await nextAt()) === dueAt) await new Promise((resolve) => setTimeout(resolve, 5))
    let sent = 0
    const other = createHandoffDeliverer({
      ...{ store: alive!, log, clock },
      senders: { email: () => Promise.resolve(void (sent += 1)) },
    })
    await other.run()
    expect(sent).toBe(0)
    now = new Date('2026-01-01T00:10:00.000Z')
    await other.run()
    expect(sent).toBe(1)
  })
})
