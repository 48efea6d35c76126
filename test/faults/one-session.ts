/** Many messages for one conversation at once, and one message many times. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { wireTo } from '../support/wire.js'
import {
  checkKept,
  historyOf,
  onWire,
  openPatient,
  say,
  type Patient,
  type Report,
} from './talk.js'

/** Past so many that wait, the server says "busy"; a client then asks again. */
const LONGEST_MS = 60_000

/** Posts different messages into one conversation, each on a connection of its own, all at once. */
export async function parallelPosts(port: number, count: number): Promise<Report> {
  const patient = await onWire(port, openPatient)
  const ids = Array.from({ length: count }, (_, n) => `m${n + 1}`)
  const posted = await Promise.all(ids.map((id) => postUntilAnswered(port, patient, id)))
  const kept = await onWire(port, (wire) => historyOf(wire, patient))
  checkKept(kept, ids)
  assert.equal(kept.length, count)
  for (const { seq, id } of posted)
    assert.equal(kept[seq - 1]?.messageId, id, 'an answer told another place than the history')
  return { messages: count, toldToWait: posted.reduce((sum, { waits }) => sum + waits, 0) }
}

async function postUntilAnswered(port: number, patient: Patient, id: string) {
  const wire = wireTo(port)
  const end = Date.now() + LONGEST_MS
  try {
    for (let waits = 0; Date.now() < end; waits++) {
      const { status, body, head } = await say(wire, patient, { id, text: `message ${id}` })
      if (status === 200) return { id, waits, seq: (JSON.parse(body) as { seq: number }).seq }
      assert.equal(status, 429, body)
      assert.match(head, /\r\nretry-after: \d+/i)
      await sleep(20 + Math.random() * 80)
    }
  } finally {
    wire.destroy()
  }
  throw new Error(`${id} was not answered in ${LONGEST_MS} ms`)
}

/** Sends one message again and again, at once and one after the other: one turn, the same reply each time. */
export async function replayed(port: number, count: number): Promise<Report> {
  const patient = await onWire(port, openPatient)
  const message = { id: 'm1', text: 'how much calcium do I need?' }
  const deliver = () => onWire(port, (wire) => say(wire, patient, message))
  const answers = await Promise.all(Array.from({ length: count }, deliver))
  for (let n = 0; n < count; n++) answers.push(await deliver())
  const replies = new Set(answers.map(({ status, body }) => `${status} ${body}`))
  assert.equal(replies.size, 1, [...replies].join('\n'))
  return onWire(port, async (wire) => {
    const other = await say(wire, patient, { ...message, text: 'something else' })
    assert.equal(other.status, 422)
    const kept = await historyOf(wire, patient)
    checkKept(kept, ['m1'])
    assert.equal(kept.length, 1)
    return { deliveries: 2 * count, turns: kept.length }
  })
}
