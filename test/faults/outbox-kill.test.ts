import { expect, test } from '@jest/globals'
import { killOutboxAtEveryStep, stopOutboxAtEveryStep } from './outbox-kill.js'

test('stopped at every step of four texts, nothing goes out twice and nothing is lost', async () => {
  const { kills, steps, doubles, lost, unknown } = await stopOutboxAtEveryStep({ numbers: 2 })
  expect(kills).toBe(steps)
  expect(kills).toBeGreaterThan(50)
  expect({ doubles, lost }).toEqual({ doubles: 0, lost: 0 })
  // Only between what is written down and the request: there nobody can know.
  expect(unknown).toBeGreaterThan(0)
}, 60_000)

test('killed on the way, nothing goes out twice and nothing is lost', async () => {
  const { kills, doubles, lost } = await killOutboxAtEveryStep({ numbers: 1, kills: 8 })
  expect(kills).toBe(8)
  expect({ doubles, lost }).toEqual({ doubles: 0, lost: 0 })
}, 120_000)
