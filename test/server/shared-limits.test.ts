import { describe, expect, test } from '@jest/globals'
import { createSharedLimits } from '../../src/server/shared-limits.js'
import type { SharedCounts } from '../../src/store/shared-counts.js'

const NOON = Date.parse('2026-01-01T12:00:00.000Z')

/** A table in memory, which may be away. */
function aTable() {
  const kept = new Map<string, number>()
  let isAway = false
  const counts: SharedCounts = {
    add: (minute, points) => {
      if (isAway) return Promise.reject(new Error('away'))
      const totals = [...points].map(([key, more]) => {
        const total = (kept.get(`${minute} ${key}`) ?? 0) + more
        kept.set(`${minute} ${key}`, total)
        return [key, total] as const
      })
      return Promise.resolve(new Map(totals))
    },
  }
  return { counts, kept, goAway: (away: boolean) => (isAway = away) }
}

/** A node, and how many points it has heard of the others by key. */
function aNode(counts: SharedCounts, clock = () => new Date(NOON)) {
  const heard: Record<string, number> = {}
  const messages = {
    penalty: (key: string, points: number) => {
      heard[key] = (heard[key] ?? 0) + points
      return Promise.resolve()
    },
  }
  const { counted, share } = createSharedLimits({ messages }, { counts, clock })
  const count = (key: string, times: number) => {
    for (let n = 0; n < times; n += 1) counted('messages', key)
  }
  return { heard, count, share }
}

describe('limits that nodes share', () => {
  test('each hears of the points of the others, once', async () => {
    const { counts } = aTable()
    const [one, two] = [aNode(counts), aNode(counts)]
    one.count('mary', 3)
    two.count('mary', 4)
    await one.share()
    await two.share()
    expect(two.heard).toEqual({ mary: 3 })
    one.count('mary', 1)
    await one.share()
    await one.share()
    expect(one.heard).toEqual({ mary: 4 })
    two.count('mary', 1)
    await two.share()
    expect(two.heard).toEqual({ mary: 4 })
  })

  test('what is counted while the others are told is told the next time', async () => {
    const { counts, kept } = aTable()
    const one = aNode(counts)
    one.count('mary', 2)
    const sharing = one.share()
    one.count('mary', 1)
    await sharing
    await one.share()
    expect([...kept.values()]).toEqual([3])
    expect(one.heard).toEqual({})
  })

  test('go on alone while the table is away, and tell all when it is back', async () => {
    const { counts, kept, goAway } = aTable()
    const one = aNode(counts)
    goAway(true)
    one.count('mary', 2)
    await one.share()
    goAway(false)
    await one.share()
    expect([...kept.values()]).toEqual([2])
  })

  test('begin anew with each minute', async () => {
    const { counts } = aTable()
    let now = NOON
    const [one, two] = [aNode(counts, () => new Date(now)), aNode(counts, () => new Date(now))]
    one.count('mary', 3)
    await one.share()
    now += 60_000
    two.count('mary', 1)
    await two.share()
    expect(two.heard).toEqual({})
  })

  test('tell nothing of whom they count', async () => {
    const { counts, kept } = aTable()
    const one = aNode(counts)
    one.count('203.0.113.7', 1)
    await one.share()
    expect([...kept.keys()].join()).not.toContain('203')
  })
})
