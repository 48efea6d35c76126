import { expect, test } from '@jest/globals'
import { createFairGate } from '../../src/server/fair-gate.js'

test('lets in so many at once, the others in their order, also after one that failed', async () => {
  const gate = createFairGate(3)
  const begun: number[] = []
  let inside = 0
  let most = 0
  const work = (number: number) => async () => {
    begun.push(number)
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setTimeout(resolve, 1 + (number % 3)))
    inside--
    if (number === 4) throw new Error('no')
    return number
  }
  const numbers = Array.from({ length: 20 }, (_, at) => at)
  const ends = await Promise.allSettled(numbers.map((number) => gate(work(number))))
  expect(begun).toEqual(numbers)
  expect(most).toBe(3)
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  expect(await gate(work(99))).toBe(99)
  expect(inside).toBe(0)
})
