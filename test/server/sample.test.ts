import { describe, expect, test } from '@jest/globals'
import { createLog } from '../../src/server/log.js'
import { createMetrics } from '../../src/server/metrics.js'
import { sample, type SampleParts } from '../../src/server/sample.js'
import { noEnrolments, type OutboxEntry } from '../../src/store/enrolments.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { aRequest } from '../support/records.js'

const NOW = Date.parse('2026-01-01T01:00:00.000Z')

async function sampled(changes: Partial<SampleParts['store']> = {}, isStopping = false) {
  const store = createMemoryStore()
  const metrics = createMetrics({ version: '1', content: 'a', flags: [] })
  const delivery = { attempts: 1, nextAt: '2026-01-01T00:00:00.000Z' }
  await store.writeHandoff(
    aRequest({
      id: 1,
      deliveries: [
        { ...delivery, by: 'email', state: 'due' },
        { ...delivery, by: 'webhook', state: 'sent' },
      ],
    }),
  )
  const entry = (state: OutboxEntry['state']) =>
    ({ programme: 'p', state, atMs: NOW, attempts: 1 }) as const
  const outbox = { a: entry('delivered'), b: entry('unknown'), c: entry('delivered') }
  const key = 'ab'.repeat(32)
  await store.enrolments.change(key, () => ({ ...noEnrolments(key), outbox }))
  const logged: string[] = []
  const parts: SampleParts = {
    store: { ...store, ...changes },
    metrics,
    signedShare: () => 0.25,
    isStopping: () => isStopping,
    clock: () => new Date(NOW),
    log: createLog('debug', { write: (line) => void logged.push(line) }),
  }
  await sample(parts)
  return { text: await metrics.text(), logged: logged.join(''), parts, metrics, store }
}

describe('sample', () => {
  test('tells what waits for the staff, how old it is, and how far it has come', async () => {
    const { text } = await sampled()
    expect(text).toContain('bonewise_handoffs_waiting 1')
    const ageSeconds = (NOW - Date.parse(aRequest({ id: 1 }).createdAt)) / 1000
    expect(text).toContain(`bonewise_handoff_oldest_seconds ${Math.max(0, ageSeconds)}`)
    expect(text).toContain('bonewise_handoff_deliveries{way="email",state="due"} 1')
    expect(text).toContain('bonewise_handoff_deliveries{way="webhook",state="sent"} 1')
  })

  test('tells the states of follow-ups, and counts a record that cannot be read', async () => {
    const { text, parts, metrics } = await sampled()
    expect(text).toContain('bonewise_follow_ups{state="delivered"} 2')
    expect(text).toContain('bonewise_follow_ups{state="unknown"} 1')
    const { enrolments } = parts.store
    const damaged = { ...enrolments, read: () => Promise.reject(new Error('damaged')) }
    await sample({ ...parts, store: { ...parts.store, enrolments: damaged } })
    const after = await metrics.text()
    expect(after).toContain('bonewise_follow_ups{state="unreadable"} 1')
    expect(after).not.toContain('bonewise_follow_ups{state="delivered"}')
  })

  test('is red, and says why in the log, while the store cannot keep anything', async () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' })
    const { text, logged } = await sampled({ probe: () => Promise.reject(full) })
    expect(text).toContain('bonewise_ready 0')
    expect(logged).toContain('ENOSPC')
  })

  test('is red while the server stops', async () => {
    expect((await sampled({}, true)).text).toContain('bonewise_ready 0')
  })

  test('tells how much is signed, and when it last looked', async () => {
    const { text } = await sampled()
    expect(text).toContain('bonewise_content_signed_ratio 0.25')
    expect(text).toContain(`bonewise_sampled_timestamp_seconds ${NOW / 1000}`)
  })
})
