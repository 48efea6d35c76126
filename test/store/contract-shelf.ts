import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { StoreError } from '../../src/errors.js'
import type { Enrolments } from '../../src/store/enrolments.js'
import type { Phone } from '../../src/store/phone.js'
import type { Store } from '../../src/store/store.js'

export const KEY = 'a'.repeat(64)
const OTHER = 'b'.repeat(64)

export function aPhone(key = KEY, changes: Partial<Phone> = {}): Phone {
  return { schemaVersion: 1, key, isOptedOut: false, ledger: [], ...changes }
}

const fullEnrolments: Enrolments = {
  schemaVersion: 1,
  key: KEY,
  enrolments: [
    {
      id: 'e-1',
      programme: 'exercise_start',
      anchors: { start: '2026-01-15' },
      zone: 'America/New_York',
      hour: 10,
      consent: 'details',
      enrolledAtMs: 1,
      pause: { fromMs: 2, untilMs: 3 },
      isEnded: false,
      endedAtMs: 7,
      answers: [{ answer: 'ready', anchorDay: '2026-01-15' }],
    },
  ],
  outbox: {
    'e-1/hello/2026-01-15': {
      programme: 'exercise_start',
      state: 'accepted',
      atMs: 4,
      attempts: 2,
      notBeforeMs: 3,
      sender: { id: 'o-1', process: { pid: 4, place: 'here', startTicks: 5 } },
      providerId: 'SM1',
      delivery: 'sent',
      code: '30003',
    },
  },
  checkIn: {
    key: 'e-1/check_in_1/2026-01-22',
    read: { sessions: 2, painOf10: 3, isMuchPain: true, hasFallen: false },
    awaited: 'fall',
    isDone: false,
  },
  replied: [{ messageId: 'SM2', atMs: 5, texts: ['Thank you.'] }],
}

/** What every store's shelves must do. */
export function describeShelf(name: string, open: () => Promise<Store>): void {
  describe(`${name}: the contract of a shelf`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    test('makes, changes, reads and erases a record', async () => {
      expect(await store.phones.read(KEY)).toBeUndefined()
      expect(await store.phones.change(KEY, (before) => before ?? aPhone())).toEqual(aPhone())
      const changed = aPhone(KEY, { isOptedOut: true })
      await store.phones.change(KEY, (before) => before && { ...before, isOptedOut: true })
      expect(await store.phones.read(KEY)).toEqual(changed)
      await store.phones.change(KEY, () => undefined)
      expect(await store.phones.read(KEY)).toBeUndefined()
    })

    test('writes nothing for a change that changes nothing', async () => {
      expect(await store.phones.change(KEY, (before) => before)).toBeUndefined()
      expect(await store.phones.keys()).toEqual([])
      await store.phones.change(KEY, () => aPhone())
      expect(await store.phones.change(KEY, (before) => before)).toEqual(aPhone())
      expect(await store.phones.read(KEY)).toEqual(aPhone())
    })

    test('takes the changes of one key one after the other', async () => {
      const event = (proof: string) =>
        ({ kind: 'granted', at: '2026-01-15T12:00:00.000Z', source: 'staff', proof }) as const
      await Promise.all(
        ['1', '2', '3', '4', '5'].map((proof) =>
          store.phones.change(KEY, (before = aPhone()) => ({
            ...before,
            ledger: [...before.ledger, event(proof)],
          })),
        ),
      )
      const kept = await store.phones.read(KEY)
      expect(kept?.ledger.map(({ proof }) => proof)).toEqual(['1', '2', '3', '4', '5'])
    })

    test('reads back the programmes of a number, every field of them', async () => {
      await store.enrolments.change(KEY, () => fullEnrolments)
      expect(await store.enrolments.read(KEY)).toEqual(fullEnrolments)
      expect(await store.phones.list()).toEqual([])
    })

    test('lists by key, and keeps kinds apart', async () => {
      for (const key of [OTHER, KEY]) await store.phones.change(key, () => aPhone(key))
      expect((await store.phones.list()).map(({ key }) => key)).toEqual([KEY, OTHER])
      expect(await store.phones.keys()).toEqual([KEY, OTHER])
      expect(await store.enrolments.list()).toEqual([])
      expect(await store.enrolments.keys()).toEqual([])
    })

    test('a change that throws changes nothing', async () => {
      await store.phones.change(KEY, () => aPhone())
      const failed = store.phones.change(KEY, () => {
        throw new RangeError('no')
      })
      await expect(failed).rejects.toThrow()
      expect(await store.phones.read(KEY)).toEqual(aPhone())
    })

    test.each(['', 'x', '../../etc/passwd', 'A'.repeat(64)])('refuses the key %j', async (key) => {
      await expect(store.phones.read(key)).rejects.toBeInstanceOf(StoreError)
      await expect(store.phones.change(key, () => aPhone())).rejects.toBeInstanceOf(StoreError)
    })
  })
}
