import { beforeEach, describe, expect, test } from '@jest/globals'
import {
  BusyError,
  ConversationChangedError,
  MessageConflictError,
  StoreError,
} from '../../src/errors.js'
import type { TurnHost } from '../../src/server/conversation.js'
import type { Store } from '../../src/store/store.js'
import { aBench, many, type Bench, type Caller } from '../support/bench.js'
import { aSession, aTurn } from '../support/records.js'

let bench: Bench
let caller: Caller
const send = (messageId: string, text = `text of ${messageId}`, to = bench.conversations) =>
  to.receive({ ...caller, messageId, text })
const history = () => bench.conversations.history({ ...caller, afterSeq: 0 })
const record = () => bench.store.read(caller.conversationId)

beforeEach(async () => {
  bench = aBench()
  caller = await bench.conversations.open('web')
})

describe('open', () => {
  test('hands out an id and a token that cannot be guessed, and keeps only a hash of the token', async () => {
    expect(Buffer.from(caller.conversationId, 'base64url').length).toBeGreaterThanOrEqual(16)
    expect(Buffer.from(caller.token, 'base64url').length).toBe(32)
    const kept = await record()
    expect(JSON.stringify(kept)).not.toContain(caller.token)
    expect(kept).toMatchObject({
      channel: 'web',
      exchanges: [],
      createdAt: bench.now.toISOString(),
    })
    expect(kept?.session.expiresAt).toBe('2026-04-01T00:00:00.000Z')
  })
})

describe('receive', () => {
  test('takes the turn, keeps it, and returns it', async () => {
    const exchange = await send('m1', 'is yoga ok?')
    expect(exchange).toMatchObject({ seq: 1, messageId: 'm1', decision: 'answer' })
    expect(await history()).toEqual([exchange])
    expect(bench.messages).toEqual([
      {
        messageId: 'm1',
        channel: 'web',
        sessionId: caller.conversationId,
        utterance: 'is yoga ok?',
        receivedAt: bench.now.toISOString(),
      },
    ])
    expect((await record())?.session.turns).toBe(1)
  })

  test('answers a repeated delivery with the same exchange and takes no second turn', async () => {
    const first = await send('m1')
    await send('m2')
    expect(await send('m1')).toEqual(first)
    expect(bench.messages).toHaveLength(2)
  })

  test('takes one turn for 20 deliveries of the same message at once', async () => {
    const exchanges = await Promise.all(Array.from({ length: 20 }, () => send('m1')))
    expect(new Set(exchanges.map((exchange) => JSON.stringify(exchange))).size).toBe(1)
    expect(bench.messages).toHaveLength(1)
  })

  test('refuses another text under the same id, afterwards and meanwhile', async () => {
    const first = send('m1', 'one')
    await expect(send('m1', 'two')).rejects.toThrow(MessageConflictError)
    await first
    await expect(send('m1', 'two')).rejects.toThrow(MessageConflictError)
    expect(await history()).toHaveLength(1)
  })

  test('keeps the order of 20 messages at once', async () => {
    bench.conversations = bench.service({ maxWaiting: 19 })
    const exchanges = await Promise.all(many(20).map((id) => send(id)))
    expect(exchanges.map(({ seq }) => seq)).toEqual(many(20).map((_, index) => index + 1))
    expect((await history()).map(({ messageId }) => messageId)).toEqual(many(20))
    expect((await record())?.session.turns).toBe(20)
  })

  test('lets five wait and sends the others away, to be sent again', async () => {
    const settled = await Promise.allSettled(many(20).map((id) => send(id)))
    const refused = settled.filter((one) => one.status === 'rejected')
    expect(refused).toHaveLength(14)
    expect(refused.every(({ reason }) => reason instanceof BusyError)).toBe(true)
    expect((await history()).map(({ messageId }) => messageId)).toEqual(many(6))
    expect((await send('m7')).seq).toBe(7)
  })

  test('does not let one conversation wait for another', async () => {
    let finish: () => void = () => undefined
    const stuck = new Promise<void>((resolve) => (finish = resolve))
    const slow = bench.service({ host: (s, m) => stuck.then(() => aTurn(s, m)) })
    const waiting = send('m1', 'slow', slow)
    const other = await slow.open('sms')
    await expect(slow.history({ ...other, afterSeq: 0 })).resolves.toEqual([])
    finish()
    await waiting
  })

  test('takes a turn again when another process was faster, and keeps both turns in order', async () => {
    const other = bench.service()
    const [first, second] = await Promise.all([send('m1'), send('m2', 'text of m2', other)])
    expect([first.seq, second.seq].sort()).toEqual([1, 2])
    expect((await history()).map(({ seq }) => seq)).toEqual([1, 2])
    expect((await record())?.session.turns).toBe(2)
  })

  test('takes one turn for the same message at two processes', async () => {
    const other = bench.service()
    const [first, second] = await Promise.all([send('m1'), send('m1', 'text of m1', other)])
    expect(second).toEqual(first)
    expect(await history()).toHaveLength(1)
  })

  test('says that it is busy when another process is always faster', async () => {
    const replace: Store['replace'] = () => Promise.reject(new ConversationChangedError())
    bench.conversations = bench.service({ store: { ...bench.store, replace } })
    await expect(send('m1')).rejects.toThrow(BusyError)
    expect(await history()).toEqual([])
  })

  test('keeps nothing of a turn that failed, and takes it when it is sent again', async () => {
    let failures = 1
    const failing: TurnHost = (session, message) =>
      failures-- > 0 ? Promise.reject(new Error('boom')) : bench.host(session, message)
    bench.conversations = bench.service({ host: failing })
    await expect(send('m1')).rejects.toThrow('boom')
    expect(await history()).toEqual([])
    expect((await send('m1')).seq).toBe(1)
  })

  test('does not answer what could not be kept, and takes it when it is sent again', async () => {
    let failures = 1
    const replace: Store['replace'] = (before, after) =>
      failures-- > 0
        ? Promise.reject(new StoreError('disk full'))
        : bench.store.replace(before, after)
    bench.conversations = bench.service({ store: { ...bench.store, replace } })
    const settled = await Promise.allSettled([send('m1'), send('m1'), send('m2')])
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    expect((await send('m1')).seq).toBe(2)
    expect((await history()).map(({ messageId }) => messageId)).toEqual(['m2', 'm1'])
  })

  test('keeps the last 100 exchanges and still knows the ids of those before', async () => {
    for (const id of many(103)) await send(id)
    const kept = await history()
    expect([kept[0]?.seq, kept.at(-1)?.seq, kept.length]).toEqual([4, 103, 100])
    await expect(send('m3')).rejects.toThrow(MessageConflictError)
    expect((await send('m4')).seq).toBe(4)
    expect((await send('m104')).seq).toBe(104)
    expect((await record())?.olderMessages).toHaveLength(4)
  })

  test('drops the history with the turn in which the bot says that it has forgotten', async () => {
    const forgetting: TurnHost = (session, message) => {
      const turn = aTurn(session, message)
      const isSure = message.utterance === 'yes'
      const decision = { kind: 'act', act: 'forget' } as const
      const awaited = { kind: 'confirmForget' } as const
      if (message.utterance === 'hello') return Promise.resolve(turn)
      const next = isSure ? aSession() : { ...turn.session, awaited }
      return Promise.resolve({ ...turn, decision, session: next })
    }
    bench.conversations = bench.service({ host: forgetting })
    await send('m1', 'hello')
    await send('m2', 'forget me')
    await bench.conversations.giveFeedback({ ...caller, seq: 1, isHelpful: true })
    expect(await history()).toHaveLength(2)
    await send('m3', 'yes')
    expect((await history()).map(({ seq }) => seq)).toEqual([3])
    expect((await record())?.feedback).toEqual([])
    await expect(send('m1', 'hello')).rejects.toThrow(MessageConflictError)
  })
})
