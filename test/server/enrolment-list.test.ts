/** The staff's list of enrolments: pages of many, and what they cost. */
import { beforeEach, describe, expect, test } from '@jest/globals'
import type { EnrolmentBook } from '../../src/server/enrolment-book.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { Store } from '../../src/store/store.js'
import { bookOver } from '../support/follow-ups.js'

const NUMBERS = 50

let store: Store
let book: EnrolmentBook
let reads: number

beforeEach(async () => {
  store = createMemoryStore()
  reads = 0
  const { enrolments, phones } = store
  const counted: Pick<Store, 'enrolments' | 'phones'> = {
    phones,
    enrolments: {
      ...enrolments,
      read: (key) => {
        reads++
        return enrolments.read(key)
      },
      list: () => Promise.reject(new Error('all records are read')),
    },
  }
  book = bookOver(counted, '2026-03-01T14:00:00.000Z')
  for (let at = 0; at < NUMBERS; at++) await enrol(at, 'exercise_start')
  await enrol(7, 'calcium_habit')
  reads = 0
})

const enrol = (at: number, programme: string) =>
  book.enrol(
    {
      ...{ phone: `+1212555${1000 + at}`, programme, anchors: { start: '2026-03-02' } },
      consent: { scope: 'neutral', wording: 'yes', source: 'paper', proof: 'form' },
    },
    'desk',
  )

/** All pages, of so many each. */
async function allOf(limit: number, programme?: string): Promise<readonly string[]> {
  const ids: string[] = []
  for (;;) {
    const page = await book.page({ limit, programme, after: ids.at(-1) })
    ids.push(...page.map(({ enrolment }) => enrolment.id))
    if (page.length < limit) return ids
  }
}

describe('the list', () => {
  test.each([1, 3, 20, 100])('shows each once, in pages of %d', async (limit) => {
    const ids = await allOf(limit)
    expect(ids).toHaveLength(NUMBERS + 1)
    expect(new Set(ids).size).toBe(NUMBERS + 1)
  })

  test('picks those of one programme', async () => {
    expect(await allOf(3, 'calcium_habit')).toHaveLength(1)
    expect(await allOf(3, 'exercise_start')).toHaveLength(NUMBERS)
  })

  test('reads no more records than it shows, and the one of the page before', async () => {
    const first = await book.page({ limit: 5 })
    expect(reads).toBe(5)
    await book.page({ limit: 5, after: first.at(-1)?.enrolment.id })
    expect(reads).toBeLessThanOrEqual(11)
  })

  test('goes on after an enrolment that is gone', async () => {
    const [first, second] = await book.page({ limit: 2 })
    await store.enrolments.change(first?.record.key ?? '', () => undefined)
    const rest = await book.page({ limit: 1, after: first?.enrolment.id })
    expect(rest[0]?.enrolment.id).toBe(second?.enrolment.id)
  })
})

describe('one enrolment', () => {
  test('is found by reading one record', async () => {
    const [, , third] = await book.page({ limit: 3 })
    reads = 0
    const id = third?.enrolment.id ?? ''
    expect((await book.find(id)).enrolment.id).toBe(id)
    expect(reads).toBe(1)
    await expect(book.find(`${id.slice(0, -1)}x`)).rejects.toMatchObject({
      code: 'ENROLMENT_NOT_FOUND',
    })
  })
})
