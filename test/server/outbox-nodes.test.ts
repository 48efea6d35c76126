/** Several nodes that send for the same patients, on one PostgreSQL; none knows of the others. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals'
import { setTimeout as wait } from 'node:timers/promises'
import { openPostgresStore } from '../../src/store/postgres.js'
import type { Store } from '../../src/store/store.js'
import { startChild } from '../support/child.js'
import {
  enrol,
  FIRST_MS,
  outboxOver,
  reportOf,
  startTwilio,
  statesOf,
} from '../support/follow-ups.js'
import { aDatabase, DATABASE_PATIENCE_MS, type TestDatabase } from '../support/postgres.js'
import type { SimulatedTwilio } from '../support/simulated-twilio.js'

jest.setTimeout(2 * DATABASE_PATIENCE_MS)

const NUMBERS = Array.from({ length: 20 }, (_, n) => `+1212555${String(1000 + n)}`)

let database: TestDatabase
let twilio: SimulatedTwilio
let url: string
let stores: readonly Store[]
beforeAll(async () => {
  database = await aDatabase()
})
beforeEach(async () => {
  twilio = await startTwilio({ behave: () => ({ kind: 'accept', delayMs: 5 }) })
  url = await database.newUrl()
  stores = await Promise.all([1, 2, 3].map(() => openPostgresStore({ url, poolSize: 2 })))
  const [store] = stores
  for (const number of NUMBERS) await enrol(store!, number)
})
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()))
  await twilio.close()
})
afterAll(() => database.stop())

/** What each patient got on one day: how often, and in which state it is. */
async function outcome(day: number): Promise<readonly (readonly [number, string])[]> {
  const [store] = stores
  return Promise.all(
    NUMBERS.map(async (number) => {
      const states = await statesOf(store!, number)
      const got = twilio.messages.filter(
        ({ to, text }) => to === number && text.includes(`Day ${day}.`),
      )
      return [got.length, states[`day_${day}`] ?? 'none'] as const
    }),
  )
}

test('three at once send each text once, and any of them hears what became of it', async () => {
  const clock = { nowMs: FIRST_MS }
  const outboxes = stores.map((store) => outboxOver(store, { twilio, clock }))
  await Promise.all(outboxes.flatMap((outbox) => [outbox.run(), outbox.run()]))
  expect(await outcome(0)).toEqual(NUMBERS.map(() => [1, 'accepted']))
  await Promise.all(
    twilio.messages.map((message, at) => outboxes[at % 3]!.hear(reportOf(message, 'delivered'))),
  )
  expect(await outcome(0)).toEqual(NUMBERS.map(() => [1, 'delivered']))
})

test('one of three processes that is killed takes at most one text with it', async () => {
  const nodes = [1, 2, 3].map(() => startChild('./outbox-worker.js', [url, twilio.url]))
  await Promise.all(nodes.map((node) => node.line('open')))
  await wait(40)
  await nodes[0]!.kill()
  await Promise.all(nodes.slice(1).map((node) => node.line('done')))
  await Promise.all(nodes.slice(1).map((node) => node.kill()))
  const outbox = outboxOver(stores[0]!, { twilio, clock: { nowMs: FIRST_MS } })
  for (const message of twilio.messages) await outbox.hear(reportOf(message, 'delivered'))
  const all = [...(await outcome(0)), ...(await outcome(2))]
  for (const [count, state] of all)
    expect([count, state]).toEqual([count === 0 ? 0 : 1, count === 0 ? 'unknown' : 'delivered'])
  expect(all.filter(([count]) => count === 0).length).toBeLessThanOrEqual(1)
})
