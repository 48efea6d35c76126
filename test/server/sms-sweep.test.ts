/** What is left of numbers and their programmes when their time is over. */
import { beforeEach, describe, expect, test } from '@jest/globals'
import { createSmsSweep } from '../../src/server/sms-sweep.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { Phone } from '../../src/store/phone.js'
import type { Store } from '../../src/store/store.js'
import { enrol, FIRST_MS, parts as texts, PATIENT, vault } from '../support/follow-ups.js'
import { aSession } from '../support/records.js'

const DAY_MS = 86_400_000
const KEY = vault.keyOf(PATIENT)
const quiet = () => undefined

let store: Store
let nowMs: number
let logged: string[]
let sweep: () => Promise<number>

beforeEach(() => {
  store = createMemoryStore()
  nowMs = FIRST_MS
  logged = []
  sweep = sweepOver(store)
})

function sweepOver({ phones, enrolments, read }: Store): () => Promise<number> {
  return createSmsSweep({
    ...{ phones, enrolments, texts, clock: () => new Date(nowMs), retentionDays: 90 },
    conversations: { read },
    log: {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: (_, text) => void logged.push(text ?? ''),
    },
  })
}

async function sweepAfter(days: number): Promise<number> {
  nowMs = FIRST_MS + days * DAY_MS
  return sweep()
}

const phoneIs = (changes: Partial<Phone>) =>
  store.phones.change(KEY, () => ({
    ...{ schemaVersion: 1, key: KEY, isOptedOut: false, ledger: [] },
    ...{ sealedNumber: vault.seal(PATIENT), ...changes },
  }))
const event = (kind: 'granted' | 'stopped') =>
  ({ kind, at: new Date(FIRST_MS).toISOString(), source: 'sms', wording: 'w', proof: 'p' }) as const

describe('programmes', () => {
  const ended = { isEnded: true, endedAtMs: FIRST_MS }

  test('stay while a text may go out, and for the days of retention after it', async () => {
    await enrol(store)
    // Its last text may go out until the ninth day.
    for (const days of [0, 8, 98]) expect(await sweepAfter(days)).toBe(0)
    expect(await store.enrolments.read(KEY)).toBeDefined()
    await sweepAfter(100)
    expect(await store.enrolments.read(KEY)).toBeUndefined()
  })

  test('that were ended go so many days after that, and leave the others as they are', async () => {
    await enrol(store, PATIENT, { id: 'e1', ...ended })
    await enrol(store, PATIENT, { id: 'e2', enrolledAtMs: FIRST_MS + 60 * DAY_MS })
    const entry = { programme: 'made', state: 'accepted', atMs: FIRST_MS, attempts: 1 } as const
    await store.enrolments.change(
      KEY,
      (before) =>
        before && {
          ...before,
          outbox: { 'e1/day_0/2026-03-02': entry, 'e2/day_0/2026-03-02': entry },
          checkIn: { key: 'e1/day_0/2026-03-02', read: {}, isDone: true },
          replied: [{ messageId: 'SM1', atMs: FIRST_MS, texts: ['Noted.'] }],
        },
    )
    await sweepAfter(91)
    const left = await store.enrolments.read(KEY)
    expect(left?.enrolments.map(({ id }) => id)).toEqual(['e2'])
    expect(Object.keys(left?.outbox ?? {})).toEqual(['e2/day_0/2026-03-02'])
    expect(left?.checkIn).toBeUndefined()
    expect(left?.replied).toEqual([])
  })
})

describe('a number', () => {
  test('in a programme stays', async () => {
    await phoneIs({ ledger: [event('granted')] })
    await enrol(store, PATIENT, { enrolledAtMs: FIRST_MS + 200 * DAY_MS })
    await sweepAfter(210)
    expect((await store.phones.read(KEY))?.sealedNumber).toBeDefined()
  })

  test('whose conversation is kept stays', async () => {
    await phoneIs({ conversation: { id: 'c1', sealedToken: 'x' } })
    const expiresAt = new Date(FIRST_MS + 300 * DAY_MS).toISOString()
    await store.write({
      ...{ schemaVersion: 1, id: 'c1', tokenHash: 'a'.repeat(64), channel: 'sms' },
      ...{ createdAt: new Date(FIRST_MS).toISOString(), session: aSession({ expiresAt }) },
      ...{ exchanges: [], feedback: [] },
    })
    await sweepAfter(299)
    expect((await store.phones.read(KEY))?.conversation).toBeDefined()
    await sweepAfter(301)
    expect(await store.phones.read(KEY)).toBeUndefined()
  })

  test('of which nothing is left is erased, its proof of consent is not', async () => {
    await phoneIs({ replies: [{ messageId: 'SM1', atMs: FIRST_MS, texts: 1 }] })
    await sweepAfter(89)
    expect(await store.phones.read(KEY)).toBeDefined()
    await sweepAfter(90)
    expect(await store.phones.read(KEY)).toBeUndefined()
    await phoneIs({ ledger: [event('granted')] })
    await sweepAfter(91)
    const left = await store.phones.read(KEY)
    expect(left).toEqual({
      ...{ schemaVersion: 1, key: KEY, isOptedOut: false, ledger: [event('granted')] },
    })
    expect(await sweepAfter(92)).toBe(0)
  })

  test('that has opted out keeps its mark', async () => {
    await phoneIs({ isOptedOut: true, ledger: [event('stopped')] })
    await sweepAfter(1000)
    const left = await store.phones.read(KEY)
    expect(left?.isOptedOut).toBe(true)
    expect(left).not.toHaveProperty('sealedNumber')
  })

  test('that is enrolled while it is looked at stays', async () => {
    await phoneIs({ ledger: [event('granted')] })
    const { phones, enrolments } = store
    const slow: Store = {
      ...store,
      enrolments: {
        ...enrolments,
        read: async (key) => {
          const record = await enrolments.read(key)
          const more = { ...event('granted'), at: new Date(nowMs).toISOString() }
          await phones.change(
            key,
            (phone) => phone && { ...phone, ledger: [...phone.ledger, more] },
          )
          return record
        },
      },
    }
    sweep = sweepOver(slow)
    await sweepAfter(100)
    expect((await phones.read(KEY))?.sealedNumber).toBeDefined()
  })
})

test('many are looked at little by little, and a damaged one is passed over', async () => {
  const numbers = Array.from({ length: 450 }, (_, at) => `+1212555${1000 + at}`)
  for (const number of numbers) await enrol(store, number, { isEnded: true, endedAtMs: FIRST_MS })
  const { enrolments } = store
  const [bad = ''] = await enrolments.keys()
  sweep = sweepOver({
    ...store,
    enrolments: {
      ...enrolments,
      read: (key) => (key === bad ? Promise.reject(new Error('damaged')) : enrolments.read(key)),
    },
  })
  const counts: number[] = []
  for (let times = 0; times < 3; times++) {
    await sweepAfter(100)
    counts.push((await enrolments.keys()).length)
  }
  expect(counts).toEqual([251, 51, 1])
  expect(await enrolments.keys()).toEqual([bad])
  expect(logged).toContain('a record of a number was not swept')
})
