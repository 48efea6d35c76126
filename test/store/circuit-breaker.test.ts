import { beforeEach, describe, expect, test } from '@jest/globals'
import { createCircuitBreaker, type CircuitBreaker } from '../../src/store/circuit-breaker.js'

const silence = new Error('nobody answers')
const refusal = new Error('no such table')

let nowMs: number
let calls: number
let breaker: CircuitBreaker

beforeEach(() => {
  nowMs = 0
  calls = 0
  breaker = createCircuitBreaker({ nowMs: () => nowMs, isSilence: (error) => error === silence })
})

/** Work that ends so after so many milliseconds. */
const ends = (how: Error | 'well', tookMs = 3_000) =>
  breaker.guard(() => {
    calls++
    nowMs += tookMs
    return how === 'well' ? Promise.resolve(how) : Promise.reject(how)
  })
/** Work that ends when it is told to. */
function open() {
  let end: (how: string) => void = () => undefined
  const done = breaker.guard(() => {
    calls++
    return new Promise<string>((resolve) => (end = resolve))
  })
  return { end: (how: string) => end(how), done }
}

describe('after work that waited in vain', () => {
  beforeEach(() => expect(ends(silence)).rejects.toBe(silence))

  test('nothing else is tried for a while, and fails with the same', async () => {
    for (let n = 0; n < 20; n++) await expect(ends('well')).rejects.toBe(silence)
    expect(calls).toBe(1)
  })

  test('one tries again, and the others wait for what becomes of it', async () => {
    nowMs += 2_000
    const first = open()
    await expect(ends('well')).rejects.toBe(silence)
    first.end('well')
    expect(await first.done).toBe('well')
    expect(await ends('well')).toBe('well')
    expect(calls).toBe(3)
  })

  test('a try in vain begins a new while', async () => {
    nowMs += 2_000
    await expect(ends(silence)).rejects.toBe(silence)
    await expect(ends('well')).rejects.toBe(silence)
    nowMs += 2_000
    expect(await ends('well')).toBe('well')
  })

  test('an answer ends it, even if it is an error', async () => {
    nowMs += 2_000
    await expect(ends(refusal)).rejects.toBe(refusal)
    expect(await ends('well')).toBe('well')
  })
})

test.each([
  ['a line that breaks at once', silence, 10],
  ['an error after long work', refusal, 5_000],
])('%s keeps nobody from trying', async (_, error, tookMs) => {
  await expect(ends(error, tookMs)).rejects.toBe(error)
  expect(await ends('well')).toBe('well')
})

test('work that was begun before and ends well lets all others in', async () => {
  const early = open()
  await expect(ends(silence)).rejects.toBe(silence)
  early.end('well')
  await early.done
  expect(await ends('well')).toBe('well')
})
