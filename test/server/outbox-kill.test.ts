/** Processes that are killed while they send. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { setTimeout as wait } from 'node:timers/promises'
import { openLowdbStore } from '../../src/store/lowdb.js'
import { startChild } from '../support/child.js'
import { enrol, startTwilio, statesOf } from '../support/follow-ups.js'
import { aFolder } from '../support/folders.js'
import type { SimulatedTwilio } from '../support/simulated-twilio.js'

const KILLS = 15
const NUMBERS = Array.from({ length: 60 }, (_, n) => `+1212555${String(1000 + n)}`)

let folder: Awaited<ReturnType<typeof aFolder>>
let twilio: SimulatedTwilio
beforeEach(async () => {
  folder = await aFolder()
  let requests = 0
  twilio = await startTwilio({ behave: () => ({ kind: 'accept', delayMs: (requests++ * 7) % 20 }) })
})
afterEach(async () => {
  await twilio.close()
  await folder.remove()
})

test('killed at any moment, nothing goes out twice and nothing is lost', async () => {
  const before = await openLowdbStore({ folder: folder.path })
  for (const number of NUMBERS) await enrol(before, number)
  await before.close()

  let killedOnTheWay = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const child = startChild('./outbox-worker.js', [folder.path, twilio.url])
    await child.line('open')
    await wait(Math.random() * 90)
    await child.kill()
    if (!child.lines.includes('done')) killedOnTheWay++
  }
  const last = startChild('./outbox-worker.js', [folder.path, twilio.url])
  await last.line('done')
  await last.kill()

  const after = await openLowdbStore({ folder: folder.path })
  const went = (number: string) => twilio.messages.filter(({ to }) => to === number).length
  const unknown: string[] = []
  for (const number of NUMBERS) {
    const states = await statesOf(after, number)
    expect(went(number)).toBeLessThanOrEqual(1)
    expect(['accepted', 'unknown']).toContain(states['day_0'])
    if (states['day_0'] === 'accepted') expect(went(number)).toBe(1)
    else unknown.push(number)
  }
  await after.close()
  expect(killedOnTheWay).toBeGreaterThan(0)
  // One at a time is under way, so that one at most is in doubt for each kill.
  expect(unknown.length).toBeLessThanOrEqual(killedOnTheWay)
}, 180_000)
