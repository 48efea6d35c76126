/** What becomes of texts whose sender ended, and what the provider tells of them afterwards. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { StatusUpdate } from '../../src/channels/sms-channel.js'
import type { Outbox } from '../../src/server/outbox.js'
import { LEASE_MS } from '../../src/server/outbox-lease.js'
import { openReference } from '../../src/server/sms-reference.js'
import type { TextSender } from '../../src/store/enrolments.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { markOfThisProcess } from '../../src/store/process-mark.js'
import type { Store } from '../../src/store/store.js'
import {
  enrol,
  FIRST_MS,
  outboxOver,
  PATIENT,
  startTwilio,
  statesOf,
  vault,
} from '../support/follow-ups.js'
import { SERVER_ERROR, tooMany, type SimulatedTwilio } from '../support/simulated-twilio.js'

const HOUR_MS = 3_600_000
const KEY = vault.keyOf(PATIENT)
const STEP = 'e1/day_0/2026-03-02'

let store: Store
let twilio: SimulatedTwilio
let outbox: Outbox
let clock: { nowMs: number }

beforeEach(async () => {
  store = createMemoryStore()
  twilio = await startTwilio()
  clock = { nowMs: FIRST_MS }
  restart()
  await enrol(store)
})
afterEach(() => twilio.close())

function restart(): void {
  outbox = outboxOver(store, { twilio, clock })
}

async function runAt(nowMs: number): Promise<void> {
  clock.nowMs = nowMs
  await outbox.run()
}

describe('a text that another process has under way', () => {
  const underWay = (sender?: TextSender) =>
    store.enrolments.change(KEY, (before) => ({
      ...(before ?? { schemaVersion: 1, key: KEY, enrolments: [], replied: [] }),
      outbox: {
        [STEP]: {
          ...{ programme: 'made', state: 'sending', atMs: FIRST_MS, attempts: 1 },
          ...(sender !== undefined && { sender }),
        },
      },
    }))

  test('is left alone while that process runs, and unknown once its lease is over', async () => {
    await underWay({ id: 'other', process: await markOfThisProcess() })
    await runAt(FIRST_MS + LEASE_MS)
    expect(await statesOf(store)).toEqual({ day_0: 'sending' })
    await runAt(FIRST_MS + LEASE_MS + 1)
    expect(await statesOf(store)).toEqual({ day_0: 'unknown' })
    expect(twilio.requests).toEqual([])
  })

  test('on another machine is unknown once its lease is over', async () => {
    await underWay({ id: 'other', process: { pid: 1, place: 'elsewhere' } })
    await runAt(FIRST_MS + LEASE_MS)
    expect(await statesOf(store)).toEqual({ day_0: 'sending' })
    await runAt(FIRST_MS + LEASE_MS + 1)
    expect(await statesOf(store)).toEqual({ day_0: 'unknown' })
  })

  test('that has ended on this machine is unknown at once', async () => {
    const { place } = await markOfThisProcess()
    await underWay({ id: 'other', process: { pid: 2 ** 22 + 1, place } })
    await runAt(FIRST_MS)
    expect(await statesOf(store)).toEqual({ day_0: 'unknown' })
    expect(twilio.requests).toEqual([])
  })

  test('that did not say who it was is unknown at once', async () => {
    await underWay()
    await runAt(FIRST_MS + HOUR_MS)
    expect(await statesOf(store)).toEqual({ day_0: 'unknown' })
    expect(twilio.requests).toEqual([])
  })
})

describe('what is told of a delivery', () => {
  /** The reference that the last request for a text carried. */
  const reference = () => {
    const { statusCallback = '' } = twilio.requests.at(-1) ?? {}
    return new URL(statusCallback).searchParams.get('ref') ?? ''
  }
  const update = (state: StatusUpdate['state'], code?: string): StatusUpdate => ({
    ...{ providerId: twilio.messages.at(-1)?.sid ?? 'SM1', state, isOptedOut: code === '21610' },
    ...{ reference: reference(), ...(code !== undefined && { code }) },
  })

  test('moves the state forwards, never back', async () => {
    await runAt(FIRST_MS)
    await outbox.hear(update('delivered'))
    expect(await statesOf(store)).toEqual({ day_0: 'delivered' })
    await outbox.hear(update('sent'))
    await outbox.hear(update('undelivered', '30003'))
    expect(await statesOf(store)).toEqual({ day_0: 'delivered' })
  })

  test('is heard by any process, also before its first run', async () => {
    await runAt(FIRST_MS)
    restart()
    await outbox.hear(update('undelivered', '30003'))
    expect(await statesOf(store)).toEqual({ day_0: 'failed' })
  })

  test('before the answer to the request is kept, and the answer changes nothing', async () => {
    const { enrolments } = store
    let isHeard = false
    const early: Store = {
      ...store,
      enrolments: {
        ...enrolments,
        change: async (key, change) => {
          if (twilio.messages.length > 0 && !isHeard) {
            isHeard = true
            await outboxOver(store, { twilio, clock }).hear(update('delivered'))
          }
          return enrolments.change(key, change)
        },
      },
    }
    await outboxOver(early, { twilio, clock }).run()
    expect(isHeard).toBe(true)
    expect(await statesOf(store)).toEqual({ day_0: 'delivered' })
  })

  test.each([
    ['a line that broke', { kind: 'dropAfterAccepting' }],
    ['a 500', { kind: 'failAfterAccepting' }],
  ] as const)('says what became of a text after %s', async (_, behaviour) => {
    twilio.next(behaviour)
    await runAt(FIRST_MS)
    expect(await statesOf(store)).toEqual({ day_0: 'unknown' })
    await outbox.hear(update('delivered'))
    expect(await statesOf(store)).toEqual({ day_0: 'delivered' })
    const record = await store.enrolments.read(KEY)
    expect(record?.outbox[STEP]?.providerId).toBe(twilio.messages[0]?.sid)
  })

  test('of an opt-out marks the number, also of a text whose fate was unknown', async () => {
    twilio.next({ kind: 'dropAfterAccepting' })
    await runAt(FIRST_MS)
    restart()
    await outbox.hear(update('undelivered', '21610'))
    expect((await store.phones.read(KEY))?.isOptedOut).toBe(true)
    expect(await statesOf(store)).toEqual({ day_0: 'opted_out' })
  })

  test('of a forgotten number that has opted out leaves the mark alone', async () => {
    await runAt(FIRST_MS)
    await store.phones.change(KEY, () => undefined)
    await store.enrolments.change(KEY, () => undefined)
    await outbox.hear(update('undelivered', '21610'))
    expect(await store.phones.read(KEY)).toMatchObject({ isOptedOut: true })
    expect(await store.enrolments.read(KEY)).toBeUndefined()
  })

  test('of an earlier try says nothing of the later one', async () => {
    twilio.next(tooMany(60))
    await runAt(FIRST_MS)
    const earlier = update('failed')
    await runAt(FIRST_MS + HOUR_MS)
    await outbox.hear(earlier)
    expect(await statesOf(store)).toEqual({ day_0: 'accepted' })
  })

  test('of somebody else’s text, or with a reference that we did not seal, changes nothing', async () => {
    await runAt(FIRST_MS)
    const known = update('failed', '21610')
    const { reference: sealed = '', ...bare } = known
    await outbox.hear(bare)
    await outbox.hear({ ...known, reference: `A${sealed.slice(1)}` })
    await outbox.hear({ ...known, reference: vault.seal(PATIENT) })
    await outbox.hear({ ...known, reference: vault.seal('{}') })
    await outbox.hear({ ...known, providerId: 'SMx', isOptedOut: false })
    expect(await statesOf(store)).toEqual({ day_0: 'accepted' })
    expect((await store.phones.read(KEY))?.isOptedOut).toBe(false)
  })

  test('names no number in its reference', async () => {
    twilio.next(SERVER_ERROR)
    await runAt(FIRST_MS)
    expect(openReference(vault, reference())).toEqual({ key: KEY, steps: [STEP], atMs: FIRST_MS })
    expect(reference()).toMatch(/^[\w-]{100,400}$/)
  })
})
