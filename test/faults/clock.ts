/** A clock that is set forward and back while people talk. */
import assert from 'node:assert/strict'
import { newSession } from '../../src/dialogue/session.js'
import { createConversations } from '../../src/server/conversation.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { takeTurn } from '../../src/turn.js'
import { readyContent } from '../support/ready-content.js'
import type { Report } from './talk.js'

const DAY_MS = 86_400_000
const NOON = Date.parse('2026-03-29T12:00:00.000Z')

/** Days by which the clock is wrong before each message. */
const SHIFTS: readonly (readonly number[])[] = [
  [0, 1, 0, 1, 0],
  [0, -1, 0, -1, 0],
  [1, 0, -1, 0, 1],
  [-1, -1, 1, 1, 0],
]

const TALK = [
  'can I lift heavy things?',
  'my t-score is -2.7',
  'no breaks',
  'yes',
  'i fell and my hip hurts, i cannot walk',
]

/** A talk with a question under way: each message is answered, none twice, and a danger is always seen. */
export async function clockOffByADay(): Promise<Report> {
  for (const shifts of SHIFTS) {
    let now = new Date(NOON)
    const conversations = createConversations({
      store: createMemoryStore(),
      host: (session, message) => Promise.resolve(takeTurn(readyContent(), session, message)),
      clock: () => now,
      retentionDays: 90,
      newSession,
    })
    const caller = await conversations.open('web')
    for (const [n, text] of TALK.entries()) {
      now = new Date(NOON + n * 60_000 + (shifts[n] ?? 0) * DAY_MS)
      const delivery = { ...caller, messageId: `m${n}`, text }
      const exchange = await conversations.receive(delivery)
      assert.equal(exchange.seq, n + 1)
      assert.deepEqual(await conversations.receive(delivery), exchange, 'answered again otherwise')
      if (n === TALK.length - 1) assert.equal(exchange.decision, 'escalate')
    }
    now = new Date(NOON)
    assert.equal((await conversations.history({ ...caller, afterSeq: 0 })).length, TALK.length)
  }
  return { clocks: SHIFTS.length, messages: SHIFTS.length * TALK.length }
}
