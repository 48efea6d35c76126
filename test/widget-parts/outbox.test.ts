import { describe, expect, test } from '@jest/globals'
import {
  createOutbox,
  type Failure,
  type OutboxEvent,
  type OutboxParts,
} from '../../src/widget/outbox.js'
import type { Message, Unsent } from '../../src/widget/reply.js'

const first = { id: 'a', text: 'first' }
const second = { id: 'b', text: 'second' }

const answerTo = ({ id, text }: Unsent): Message => ({
  seq: 1,
  messageId: id,
  receivedAt: '2026-01-01T00:00:00.000Z',
  decision: 'answer',
  text,
  reply: {
    responseId: 'x.y',
    paragraphs: ['Yes.'],
    shortText: 'Yes.',
    citations: [],
    because: [],
    suggestions: [],
    isReviewed: true,
  },
})

/** An outbox whose deliveries go as these tell, one after the other; a function may wait. */
function anOutbox(
  ways: readonly (Failure | 'taken' | Promise<void>)[],
  kept: readonly Unsent[] = [],
) {
  const delivered: string[] = []
  const events: string[] = []
  const slept: number[] = []
  const storage: string[][] = []
  const left = [...ways]
  const parts: OutboxParts = {
    deliver: async (unsent) => {
      delivered.push(unsent.id)
      const way = left.shift() ?? 'taken'
      if (way instanceof Promise) await way
      else if (way !== 'taken') throw Object.assign(new Error(way.code), { way })
      return answerTo(unsent)
    },
    failureOf: (error) => (error as { way: Failure }).way,
    tell: (event: OutboxEvent) => events.push(`${event.kind} ${event.unsent.id}`),
    keep: (list) => storage.push(list.map(({ id }) => id)),
    sleep: (ms) => {
      slept.push(ms)
      return Promise.resolve()
    },
  }
  return { outbox: createOutbox(parts, kept), delivered, events, slept, storage }
}

describe('createOutbox', () => {
  test('sends one after the other, in the order in which they were said', async () => {
    const { outbox, events } = anOutbox(['taken', 'taken'], [first])
    outbox.add(second)
    await outbox.flush()
    expect(events).toEqual(['sending a', 'answered a', 'sending b', 'answered b'])
    expect(outbox.waiting()).toEqual([])
  })

  test('lets a failed one lie with all behind it, and sends it again with its own id', async () => {
    const { outbox, delivered, events } = anOutbox([{ kind: 'stop', code: 'NETWORK' }])
    outbox.add(first)
    outbox.add(second)
    await outbox.flush()
    expect(events).toEqual(['sending a', 'failed a'])
    await outbox.flush()
    expect(delivered).toEqual(['a', 'a', 'b'])
  })

  test('waits as long as the server says, three tries in all', async () => {
    const busy: Failure = { kind: 'wait', code: 'RATE_LIMITED', ms: 2000 }
    const { outbox, slept, events } = anOutbox([busy, busy, busy])
    outbox.add(first)
    await outbox.flush()
    expect(slept).toEqual([2000, 2000])
    expect(events.at(-1)).toBe('failed a')
  })

  test('takes out what the server will never take, and goes on with the next', async () => {
    const { outbox, events } = anOutbox([{ kind: 'refused', code: 'TEXT_TOO_LONG' }])
    outbox.add(first)
    outbox.add(second)
    await outbox.flush()
    expect(events).toEqual(['sending a', 'refused a', 'sending b', 'answered b'])
  })

  test('sends nothing twice when it is asked to send while it is sending', async () => {
    let take = () => {}
    const taken = new Promise<void>((done) => (take = done))
    const { outbox, delivered } = anOutbox([taken])
    outbox.add(first)
    const under = outbox.flush()
    await outbox.flush()
    take()
    await under
    expect(delivered).toEqual(['a'])
  })

  test('tells nobody of a reply to what was forgotten meanwhile', async () => {
    let take = () => {}
    const taken = new Promise<void>((done) => (take = done))
    const { outbox, events } = anOutbox([taken])
    outbox.add(first)
    const under = outbox.flush()
    outbox.clear()
    outbox.add(second)
    take()
    await under
    expect(events).toEqual(['sending a', 'sending b', 'answered b'])
  })

  test('keeps every change, so that a reload finds what is unsent', async () => {
    const { outbox, storage } = anOutbox([])
    outbox.add(first)
    outbox.add(second)
    outbox.settle(new Set(['a']))
    await outbox.flush()
    expect(storage).toEqual([['a'], ['a', 'b'], ['b'], []])
  })
})
