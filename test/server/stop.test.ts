import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { createLog } from '../../src/server/log.js'
import { stopOnSignals, type StopParts } from '../../src/server/stop.js'

let heard: Record<string, () => void>
let exits: number[]
let logged: string[]

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] })
  heard = {}
  exits = []
  logged = []
})

afterEach(() => void jest.useRealTimers())

function begin(stop: StopParts['stop']) {
  return stopOnSignals({
    stop,
    limitMs: 10_000,
    signals: {
      on: (signal, listener) => (heard[signal] = listener),
      exit: (code) => void exits.push(code),
    },
    log: createLog('debug', { write: (line) => void logged.push(line) }),
  })
}

const forEver = () => new Promise<void>(() => undefined)

describe('stopOnSignals', () => {
  test.each(['SIGTERM', 'SIGINT'])('stops once at %s, and ends with 0', async (signal) => {
    let stops = 0
    const stopping = begin(() => Promise.resolve(void (stops += 1)))
    expect(stopping.isStopping()).toBe(false)
    heard[signal]?.()
    expect(stopping.isStopping()).toBe(true)
    // Ctrl+C, which npm passes on once more.
    heard[signal]?.()
    await jest.advanceTimersByTimeAsync(60_000)
    expect([stops, exits]).toEqual([1, [0]])
  })

  test('ends with 1, and says why, when something would not stop', async () => {
    begin(() => Promise.reject(Object.assign(new Error(), { code: 'EIO' })))
    heard['SIGTERM']?.()
    await jest.advanceTimersByTimeAsync(60_000)
    expect(exits).toEqual([1])
    expect(logged.join('')).toContain('EIO')
  })

  test('does not wait for ever', async () => {
    begin(forEver)
    heard['SIGTERM']?.()
    await jest.advanceTimersByTimeAsync(9_999)
    expect(exits).toEqual([])
    await jest.advanceTimersByTimeAsync(1)
    expect(exits).toEqual([1])
  })

  test('ends at once at a second signal', async () => {
    begin(forEver)
    heard['SIGTERM']?.()
    await jest.advanceTimersByTimeAsync(1000)
    heard['SIGINT']?.()
    expect(exits).toEqual([1])
  })
})
