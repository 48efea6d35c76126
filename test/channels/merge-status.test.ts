import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { mergeStatus } from '../../src/channels/merge-status.js'
import type { DeliveryState } from '../../src/channels/sms-channel.js'

const STATES: readonly DeliveryState[] = ['queued', 'sent', 'delivered', 'undelivered', 'failed']
const ENDS: readonly DeliveryState[] = ['delivered', 'undelivered', 'failed']
const anyState = fc.constantFrom(...STATES)

function progress(state: DeliveryState): number {
  return Math.min(STATES.indexOf(state), 2)
}

describe('mergeStatus', () => {
  test.each([
    ['queued', 'sent', 'sent'],
    ['queued', 'failed', 'failed'],
    ['sent', 'delivered', 'delivered'],
    ['sent', 'undelivered', 'undelivered'],
    ['sent', 'queued', 'sent'],
    ['delivered', 'sent', 'delivered'],
    ['delivered', 'failed', 'delivered'],
    ['failed', 'delivered', 'failed'],
    ['undelivered', 'sent', 'undelivered'],
  ] as const)('%s, then %s: %s', (old, update, expected) => {
    expect(mergeStatus(old, update)).toBe(expected)
  })

  test('never moves backwards, and keeps its first end, in any order of callbacks', () => {
    fc.assert(
      fc.property(anyState, fc.array(anyState, { maxLength: 12 }), (start, updates) => {
        let state = start
        for (const update of updates) {
          const next = mergeStatus(state, update)
          expect(progress(next)).toBeGreaterThanOrEqual(progress(state))
          expect([state, update]).toContain(next)
          if (ENDS.includes(state)) expect(next).toBe(state)
          state = next
        }
        const firstEnd = [start, ...updates].find((one) => ENDS.includes(one))
        if (firstEnd !== undefined) expect(state).toBe(firstEnd)
      }),
    )
  })

  test('changes nothing when the same callback comes again', () => {
    fc.assert(
      fc.property(anyState, anyState, (old, update) => {
        const once = mergeStatus(old, update)
        expect(mergeStatus(once, update)).toBe(once)
      }),
    )
  })
})
