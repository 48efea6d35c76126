/** A request and its conversation: kept first, once, and erased together. */
import { beforeEach, describe, expect, test } from '@jest/globals'
import { StoreError } from '../../src/errors.js'
import type { TurnHost } from '../../src/server/conversation.js'
import type { Store } from '../../src/store/store.js'
import type { StaffRequest, Turn } from '../../src/types.js'
import { aBench, type Bench, type Caller } from '../support/bench.js'
import { anExchange, aTurn } from '../support/records.js'

const request: StaffRequest = {
  reason: 'asked',
  contact: { kind: 'phone', value: '+12125550199', shown: '(212) 555-0199' },
  about: 'my scan',
}

/** Sends a request at "send", deletes all at "forget". */
const host: TurnHost = (session, message) => {
  const turn: Turn = aTurn(session, message)
  if (message.utterance === 'send') return Promise.resolve({ ...turn, request })
  if (message.utterance !== 'forget') return Promise.resolve(turn)
  return Promise.resolve({ ...turn, decision: { kind: 'act', act: 'forget' } })
}

let bench: Bench
let caller: Caller
let heard: number

beforeEach(async () => {
  bench = aBench()
  heard = 0
  bench.conversations = service()
  caller = await bench.conversations.open('web')
})

const service = (changes = {}) =>
  bench.service({
    host,
    deliveryWays: ['email', 'webhook'],
    onRequest: () => (heard += 1),
    ...changes,
  })
const say = (messageId: string, text: string) =>
  bench.conversations.receive({ ...caller, messageId, text })
const requests = () => bench.store.listHandoffs({ limit: 9 })

describe('a request', () => {
  test('is kept with what is to be done, until its conversation expires', async () => {
    await say('m1', 'send')
    const [kept] = await requests()
    const due = { state: 'due', attempts: 0, nextAt: bench.now.toISOString() }
    expect(kept).toMatchObject({
      ...request,
      state: 'new',
      channel: 'web',
      createdAt: bench.now.toISOString(),
      expiresAt: '2026-04-01T00:00:00.000Z',
      deliveries: [
        { by: 'email', ...due },
        { by: 'webhook', ...due },
      ],
    })
    expect(JSON.stringify(kept)).not.toContain(caller.conversationId)
    expect(heard).toBe(1)
  })

  test('is made once for a message that is delivered twice', async () => {
    await Promise.all([say('m1', 'send'), say('m1', 'send')])
    await say('m1', 'send')
    expect(await requests()).toHaveLength(1)
    await say('m2', 'send')
    expect(await requests()).toHaveLength(2)
  })

  test('is made once where the conversation could not be kept the first time', async () => {
    let failures = 1
    const replace: Store['replace'] = async (before, after, request) => {
      if (failures-- <= 0) return bench.store.replace(before, after, request)
      // Files are written one after the other, and a crash may come between them.
      await bench.store.writeHandoff(request!)
      throw new StoreError('disk full')
    }
    bench.conversations = service({ store: { ...bench.store, replace } })
    await expect(say('m1', 'send')).rejects.toThrow(StoreError)
    expect(await requests()).toHaveLength(1)
    await say('m1', 'send')
    expect(await requests()).toHaveLength(1)
  })

  test('that cannot be kept is not said to be', async () => {
    const replace = () => Promise.reject(new StoreError('disk full'))
    bench.conversations = service({ store: { ...bench.store, replace } })
    await expect(say('m1', 'send')).rejects.toThrow(StoreError)
    expect(await bench.conversations.history({ ...caller, afterSeq: 0 })).toEqual([])
    expect(heard).toBe(0)
  })

  test('of a turn that another process overtook is not made', async () => {
    let isOvertaken = false
    const replace: Store['replace'] = async (before, after, request) => {
      if (!isOvertaken) await bench.store.replace(before, { ...before, exchanges: [anExchange()] })
      isOvertaken = true
      return bench.store.replace(before, after, request)
    }
    // After the other node's turn this message asks for nothing any more.
    const changed: TurnHost = (session, message) =>
      isOvertaken ? Promise.resolve(aTurn(session, message)) : host(session, message)
    bench.conversations = service({ host: changed, store: { ...bench.store, replace } })
    expect((await say('m2', 'send')).seq).toBe(2)
    expect(await requests()).toEqual([])
  })

  test('goes when the patient says "forget me", and when the conversation is erased', async () => {
    await say('m1', 'send')
    await say('m2', 'forget')
    expect(await requests()).toEqual([])
    await say('m3', 'send')
    expect(await requests()).toHaveLength(1)
    await bench.conversations.forget(caller)
    expect(await requests()).toEqual([])
  })
})
