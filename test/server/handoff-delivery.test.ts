import { beforeEach, describe, expect, test } from '@jest/globals'
import { createHandoffDeliverer, type Send } from '../../src/server/handoff-delivery.js'
import { createLog } from '../../src/server/log.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { DeliveryWay } from '../../src/store/handoff.js'
import type { Store } from '../../src/store/store.js'
import { aRequest } from '../support/records.js'

const START = Date.parse('2026-01-01T00:00:00.000Z')
const MINUTE_MS = 60_000

let store: Store
let nowMs: number
let logged: string[]

beforeEach(() => {
  store = createMemoryStore()
  nowMs = START
  logged = []
})

const clock = () => new Date(nowMs)
const due = (by: DeliveryWay) =>
  ({ by, state: 'due', attempts: 0, nextAt: clock().toISOString() }) as const
const keep = (id: number, ...ways: readonly DeliveryWay[]) =>
  store.writeHandoff(aRequest({ id, deliveries: ways.map(due) }))
const kept = async (id = 1) => (await store.readHandoff(aRequest({ id }).id))!

function deliverer(senders: Partial<Record<DeliveryWay, Send>>) {
  const log = createLog('debug', { write: (line) => void logged.push(line) })
  return createHandoffDeliverer({ store, senders, clock, log })
}

const refuse = (): Promise<void> =>
  Promise.reject(Object.assign(new Error('550 mary@example.org is unknown'), { code: 'EENVELOPE' }))

describe('createHandoffDeliverer', () => {
  test('sends each request once by each way', async () => {
    const sent: string[] = []
    const by =
      (way: string): Send =>
      ({ id }) =>
        Promise.resolve(void sent.push(`${way} ${id.slice(-1)}`))
    const { run } = deliverer({ email: by('email'), webhook: by('webhook') })
    await keep(1, 'email', 'webhook')
    await keep(2, 'webhook')
    await run()
    await run()
    expect(sent).toEqual(['email 1', 'webhook 1', 'webhook 2'])
    expect((await kept()).deliveries.map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  test('tries again after 1, 5, 30 minutes, 2 and 12 hours, and then gives up and says so', async () => {
    const tries: number[] = []
    const { run } = deliverer({
      email: () => {
        tries.push((nowMs - START) / MINUTE_MS)
        return refuse()
      },
    })
    await keep(1, 'email')
    for (; nowMs < START + 48 * 60 * MINUTE_MS; nowMs += MINUTE_MS) await run()
    expect(tries).toEqual([0, 1, 6, 36, 156, 876])
    expect((await kept()).deliveries[0]).toMatchObject({
      state: 'failed',
      attempts: 6,
      lastError: 'EENVELOPE',
    })
    expect(logged.filter((line) => line.includes('"level":50'))).toHaveLength(1)
  })

  test('keeps on with the others when one fails, and sends the failed one later', async () => {
    let isDown = true
    const { run } = deliverer({
      email: () => (isDown ? refuse() : Promise.resolve()),
      webhook: () => Promise.resolve(),
    })
    await keep(1, 'email', 'webhook')
    await run()
    expect((await kept()).deliveries.map(({ state }) => state)).toEqual(['due', 'sent'])
    isDown = false
    nowMs += MINUTE_MS
    await run()
    const [email] = (await kept()).deliveries
    expect(email).toEqual({ ...email, state: 'sent', attempts: 2 })
    expect(email).not.toHaveProperty('lastError')
  })

  test('sends nothing that is done, and brings nothing back that was erased meanwhile', async () => {
    let sent = 0
    const { run } = deliverer({
      email: async () => {
        sent += 1
        await store.erase('c1')
      },
    })
    await keep(1, 'email')
    await run()
    expect([sent, await store.listHandoffs({ limit: 9 })]).toEqual([1, []])
    await keep(2, 'email')
    await store.changeHandoff(aRequest({ id: 2 }).id, () => ({ state: 'done' }))
    await run()
    expect(sent).toBe(1)
  })

  test('runs once at a time, and looks again for what came meanwhile', async () => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    const sent: string[] = []
    const { run } = deliverer({ email: ({ id }) => gate.then(() => void sent.push(id.slice(-1))) })
    await keep(1, 'email')
    const first = run()
    await new Promise((resolve) => setTimeout(resolve, 5))
    await keep(2, 'email')
    const second = run()
    open()
    await Promise.all([first, second])
    expect(sent).toEqual(['1', '2'])
  })

  test('goes through many', async () => {
    let sent = 0
    const { run } = deliverer({ email: () => Promise.resolve(void (sent += 1)) })
    for (let id = 0; id < 250; id += 1) await keep(id, 'email')
    await run()
    expect(sent).toBe(250)
  })

  test('outlives a store that fails', async () => {
    await store.close()
    await expect(deliverer({ email: refuse }).run()).resolves.toBeUndefined()
    expect(logged.join('')).toContain('STORE_FAILED')
  })

  test('logs ids and codes, and nothing of the patient', async () => {
    const { run } = deliverer({ email: refuse, webhook: () => Promise.resolve() })
    await keep(1, 'email', 'webhook')
    await run()
    expect(logged.join('')).toContain(aRequest({ id: 1 }).id)
    expect(logged.join('')).not.toMatch(/mary|2125550199|212\) 555|scan|mornings|age 67/i)
  })
})
