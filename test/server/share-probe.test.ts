import { describe, expect, test } from '@jest/globals'
import { shareProbe } from '../../src/server/share-probe.js'

function aProbe() {
  let nowMs = 0
  let isBroken = false
  let asked = 0
  const probe = shareProbe(
    async () => {
      asked += 1
      const wasBroken = isBroken
      await new Promise((resolve) => setImmediate(resolve))
      if (wasBroken) throw new Error('disk full')
    },
    () => nowMs,
  )
  return {
    probe,
    asked: () => asked,
    pass: (ms: number) => (nowMs += ms),
    breaks: (is: boolean) => (isBroken = is),
  }
}

describe('shareProbe', () => {
  test('asks once for all who come at about the same time', async () => {
    const { probe, asked, pass } = aProbe()
    await Promise.all(Array.from({ length: 1_000 }, () => probe()))
    await probe()
    expect(asked()).toBe(1)
    pass(251)
    await probe()
    expect(asked()).toBe(2)
  })

  test('tells soon when it breaks, and when it is well again', async () => {
    const { probe, pass, breaks } = aProbe()
    await probe()
    breaks(true)
    pass(251)
    await expect(probe()).rejects.toThrow('disk full')
    breaks(false)
    pass(251)
    await expect(probe()).resolves.toBeUndefined()
  })
})
