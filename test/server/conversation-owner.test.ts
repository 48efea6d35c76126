import { beforeEach, describe, expect, test } from '@jest/globals'
import { ConversationNotFoundError, ExchangeNotFoundError } from '../../src/errors.js'
import { aBench, many, type Bench, type Caller } from '../support/bench.js'

const dayMs = 86_400_000

let bench: Bench
let caller: Caller
const send = (messageId: string) =>
  bench.conversations.receive({ ...caller, messageId, text: `text of ${messageId}` })
const history = () => bench.conversations.history({ ...caller, afterSeq: 0 })
const record = () => bench.store.read(caller.conversationId)

beforeEach(async () => {
  bench = aBench()
  caller = await bench.conversations.open('web')
})

describe('who may speak', () => {
  test('an unknown id, a wrong token and another’s token get one and the same answer', async () => {
    const other = await bench.conversations.open('web')
    const { conversationId } = caller
    const wrong = [
      { conversationId: 'nobody', token: caller.token },
      { conversationId, token: 'wrong' },
      { conversationId, token: '' },
      { conversationId, token: other.token },
    ]
    const given = { seq: 1, isHelpful: true, messageId: 'm1', text: 'hi', afterSeq: 0 }
    for (const thief of wrong) {
      const call = { ...given, ...thief }
      await expect(bench.conversations.receive(call)).rejects.toThrow(ConversationNotFoundError)
      await expect(bench.conversations.history(call)).rejects.toThrow(ConversationNotFoundError)
      await expect(bench.conversations.giveFeedback(call)).rejects.toThrow(
        ConversationNotFoundError,
      )
      await expect(bench.conversations.forget(call)).rejects.toThrow(ConversationNotFoundError)
    }
    expect(bench.messages).toEqual([])
    expect(await history()).toEqual([])
  })

  test('strangers cannot keep the owner waiting', async () => {
    const stranger = { conversationId: caller.conversationId, token: 'wrong' }
    const knocks = many(50).map((messageId) =>
      bench.conversations.receive({ ...stranger, messageId, text: 'x' }),
    )
    const settled = Promise.allSettled(knocks)
    expect((await send('m1')).seq).toBe(1)
    expect((await settled).every(({ status }) => status === 'rejected')).toBe(true)
  })

  test('nobody, once the conversation has expired', async () => {
    await send('m1')
    bench.now = new Date(bench.now.getTime() + 90 * dayMs - 1)
    expect(await history()).toHaveLength(1)
    bench.now = new Date(bench.now.getTime() + 1)
    await expect(history()).rejects.toThrow(ConversationNotFoundError)
    await expect(send('m2')).rejects.toThrow(ConversationNotFoundError)
  })
})

describe('forget', () => {
  test('leaves nothing, whatever comes after or was waiting', async () => {
    await send('m1')
    const first = send('m2')
    const forgotten = bench.conversations.forget(caller)
    const late = send('m3')
    await Promise.allSettled([first, forgotten, late])
    await forgotten
    expect(await record()).toBeUndefined()
    await expect(send('m1')).rejects.toThrow(ConversationNotFoundError)
    await expect(history()).rejects.toThrow(ConversationNotFoundError)
    await expect(bench.conversations.forget(caller)).rejects.toThrow(ConversationNotFoundError)
  })
})

describe('giveFeedback', () => {
  const feedback = async () => (await record())?.feedback

  test('keeps the last word on a reply, shortened', async () => {
    await send('m1')
    const reason = '🦴'.repeat(600)
    await bench.conversations.giveFeedback({ ...caller, seq: 1, isHelpful: true })
    await bench.conversations.giveFeedback({ ...caller, seq: 1, isHelpful: false, reason })
    const givenAt = bench.now.toISOString()
    const kept = '🦴'.repeat(500)
    expect(await feedback()).toEqual([{ seq: 1, isHelpful: false, reason: kept, givenAt }])
  })

  test('refuses a reply that there is not', async () => {
    await expect(
      bench.conversations.giveFeedback({ ...caller, seq: 1, isHelpful: true }),
    ).rejects.toThrow(ExchangeNotFoundError)
  })

  test('loses nothing between a turn and a feedback at once', async () => {
    await send('m1')
    await Promise.all([
      send('m2'),
      bench.conversations.giveFeedback({ ...caller, seq: 1, isHelpful: true }),
      send('m3'),
    ])
    expect(await history()).toHaveLength(3)
    expect(await feedback()).toHaveLength(1)
  })
})
