import { beforeEach, describe, expect, test } from '@jest/globals'
import { aBench, type Bench, type Caller } from '../support/bench.js'

let bench: Bench
let caller: Caller
beforeEach(async () => {
  bench = aBench()
  caller = await bench.conversations.open('sms')
})

const deliver = (messageId: string, text = messageId) => ({ ...caller, messageId, text })

describe('a message that is weighed and then taken', () => {
  test('is thought through once', async () => {
    const weighed = await bench.conversations.weigh(deliver('m1'))
    expect(weighed.isAnswered).toBe(false)
    const { seq, messageId } = await bench.conversations.receive(deliver('m1'))
    expect({ seq, messageId }).toEqual({ seq: 1, messageId: 'm1' })
    expect(bench.messages).toHaveLength(1)
    await bench.conversations.receive(deliver('m2'))
    expect(bench.messages).toHaveLength(2)
  })

  test('is thought through anew when another was taken between', async () => {
    await bench.conversations.weigh(deliver('m1'))
    await bench.service().receive(deliver('m2'))
    const { seq } = await bench.conversations.receive(deliver('m1'))
    expect(seq).toBe(2)
    expect(bench.messages.map(({ messageId }) => messageId)).toEqual(['m1', 'm2', 'm1'])
  })

  test('is not taken for another message', async () => {
    await bench.conversations.weigh(deliver('m1', 'one'))
    const { utterance } = await bench.conversations.receive(deliver('m1', 'two'))
    expect(utterance).toBe('two')
    expect(bench.messages).toHaveLength(2)
  })

  test('says when it was answered before, and keeps nothing by itself', async () => {
    await bench.conversations.weigh(deliver('m1'))
    expect(await bench.conversations.history({ ...caller, afterSeq: 0 })).toEqual([])
    await bench.conversations.receive(deliver('m1'))
    expect((await bench.conversations.weigh(deliver('m1'))).isAnswered).toBe(true)
  })
})
