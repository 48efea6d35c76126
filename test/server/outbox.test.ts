import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Outbox } from '../../src/server/outbox.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { Store } from '../../src/store/store.js'
import { at } from '../support/outreach.js'
import {
  enrol,
  FIRST_MS,
  OTHER,
  outboxOver,
  PATIENT,
  startTwilio,
  statesOf,
  vault,
} from '../support/follow-ups.js'
import { BAD_NUMBER, OPTED_OUT, SERVER_ERROR, tooMany } from '../support/simulated-twilio.js'
import type { SimulatedTwilio } from '../support/simulated-twilio.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const KEY = vault.keyOf(PATIENT)

let store: Store
let twilio: SimulatedTwilio
let outbox: Outbox
let clock: { nowMs: number }
let logged: string[]

beforeEach(async () => {
  store = createMemoryStore()
  twilio = await startTwilio()
  clock = { nowMs: FIRST_MS }
  logged = []
  restart()
  await enrol(store)
})
afterEach(() => twilio.close())

function restart(): void {
  outbox = outboxOver(store, { twilio, clock }, logged)
}

async function runAt(nowMs: number): Promise<void> {
  clock.nowMs = nowMs
  await outbox.run()
}

const sentTexts = () => twilio.messages.map(({ text }) => text)
const markOut = () =>
  store.phones.change(KEY, (before) => before && { ...before, isOptedOut: true })

describe('what is due', () => {
  test('goes out once, the first with who writes and how to stop', async () => {
    await runAt(FIRST_MS - 1)
    expect(twilio.requests).toEqual([])
    await runAt(FIRST_MS)
    await runAt(FIRST_MS + HOUR_MS)
    restart()
    await runAt(FIRST_MS + 2 * HOUR_MS)
    expect(sentTexts()).toEqual([expect.stringMatching(/STOP.*Day 0\./)])
    await runAt(FIRST_MS + 2 * DAY_MS)
    expect(sentTexts()[1]).toBe('Bone Clinic: Day 2.')
    expect(await statesOf(store)).toEqual({ day_0: 'accepted', day_2: 'accepted' })
  })

  test('goes to each patient by itself', async () => {
    await enrol(store, OTHER)
    await runAt(FIRST_MS)
    expect(twilio.messages.map(({ to }) => to).sort()).toEqual([PATIENT, OTHER])
  })

  test('goes out once when two ask at once, even from two outboxes', async () => {
    const second = outboxOver(store, { twilio, clock })
    await Promise.all([outbox.run(), outbox.run(), second.run(), second.run()])
    expect(twilio.requests).toHaveLength(1)
    expect(await statesOf(store)).toEqual({ day_0: 'accepted' })
  })

  test('is past when the server was down for too long, and nothing is caught up', async () => {
    await runAt(at('2026-03-20', 12))
    expect(twilio.requests).toEqual([])
  })

  test('leaves no number and no text in the log', async () => {
    twilio.next(SERVER_ERROR)
    await runAt(FIRST_MS)
    await runAt(FIRST_MS + 2 * DAY_MS)
    expect(logged).toHaveLength(2)
    expect(logged.join()).not.toMatch(/2125550|Day \d/)
  })
})

describe('nothing is sent', () => {
  test('to a number that has opted out, or whose record is gone or cannot be opened', async () => {
    await markOut()
    await runAt(FIRST_MS)
    await store.phones.change(KEY, () => undefined)
    await runAt(FIRST_MS)
    await store.phones.change(KEY, () => ({
      ...{ schemaVersion: 1, key: KEY, isOptedOut: false, ledger: [], sealedNumber: 'x' },
    }))
    await runAt(FIRST_MS)
    expect(twilio.requests).toEqual([])
    expect(await statesOf(store)).toEqual({})
  })

  test('after a STOP that came while the text was being begun', async () => {
    const { enrolments } = store
    const slow: Store = {
      ...store,
      enrolments: {
        ...enrolments,
        change: async (key, change) => {
          const after = await enrolments.change(key, change)
          if (Object.values(after?.outbox ?? {}).some(({ state }) => state === 'sending'))
            await markOut()
          return after
        },
      },
    }
    await outboxOver(slow, { twilio, clock }).run()
    expect(twilio.requests).toEqual([])
    expect(await statesOf(store)).toEqual({ day_0: 'due' })
  })

  test('of one number whose record is damaged, and the others get theirs', async () => {
    await enrol(store, OTHER)
    const { phones } = store
    const damaged: Store = {
      ...store,
      phones: {
        ...phones,
        read: (key) => (key === KEY ? Promise.reject(new Error('damaged')) : phones.read(key)),
      },
    }
    await outboxOver(damaged, { twilio, clock }).run()
    expect(twilio.messages.map(({ to }) => to)).toEqual([OTHER])
  })
})

describe('what came of it', () => {
  test('21610 marks the number as opted out, with its proof', async () => {
    twilio.next(OPTED_OUT)
    await runAt(FIRST_MS)
    expect(await statesOf(store)).toEqual({ day_0: 'opted_out' })
    const phone = await store.phones.read(KEY)
    expect(phone?.isOptedOut).toBe(true)
    expect(phone?.ledger).toMatchObject([{ kind: 'stopped', source: 'sms', proof: '21610' }])
    await runAt(FIRST_MS + 2 * DAY_MS)
    expect(twilio.requests).toHaveLength(1)
  })

  test('a bad number has failed, and is not tried again with this step', async () => {
    twilio.next(BAD_NUMBER)
    await runAt(FIRST_MS)
    await runAt(FIRST_MS + HOUR_MS)
    expect(twilio.requests).toHaveLength(1)
    expect(await statesOf(store)).toEqual({ day_0: 'failed' })
    // Nobody has told the patient yet who writes.
    await runAt(FIRST_MS + 2 * DAY_MS)
    expect(sentTexts()).toEqual([expect.stringMatching(/STOP.*Day 2\./)])
  })

  test('429 waits for as long as it says, and tries again', async () => {
    twilio.next(tooMany(600))
    await runAt(FIRST_MS)
    expect(await statesOf(store)).toEqual({ day_0: 'due' })
    await runAt(FIRST_MS + 599_000)
    expect(twilio.requests).toHaveLength(1)
    restart()
    await runAt(FIRST_MS + 601_000)
    expect(twilio.messages).toHaveLength(1)
    expect(await statesOf(store)).toEqual({ day_0: 'accepted' })
  })

  test('a fault of the settings holds everything back until it is mended', async () => {
    await enrol(store, OTHER)
    twilio.next({ kind: 'refuse', status: 400, code: 21606 })
    await runAt(FIRST_MS)
    expect(twilio.requests).toHaveLength(1)
    expect(logged.join()).toMatch(/CONFIG_21606.*settings/)
    await runAt(FIRST_MS + 60_000)
    expect(twilio.messages).toHaveLength(2)
  })

  test.each([
    ['500', SERVER_ERROR],
    ['500 after it was taken', { kind: 'failAfterAccepting' }],
    ['a line dropped after it was taken', { kind: 'dropAfterAccepting' }],
    ['a line dropped before', { kind: 'dropBeforeAccepting' }],
  ] as const)('%s is unknown, and never sent again', async (_, behaviour) => {
    twilio.next(behaviour)
    await runAt(FIRST_MS)
    expect(await statesOf(store)).toEqual({ day_0: 'unknown' })
    restart()
    for (const hours of [1, 5, 24]) await runAt(FIRST_MS + hours * HOUR_MS)
    expect(twilio.requests).toHaveLength(1)
  })
})
