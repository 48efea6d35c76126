import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { batchesIn, createBatchWriter, type Put } from '../../src/store/journal-batch.js'

const put: fc.Arbitrary<Put> = fc.record(
  {
    path: fc.stringMatching(/^[a-z]{1,8}\/[0-9a-f]{1,8}\.json$/),
    // What JSON makes of a text has no line break.
    text: fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
    modifiedAtMs: fc.integer({ min: -1e12, max: 1e13 }),
  },
  { requiredKeys: ['path', 'text'] },
)
const batches = fc.array(fc.array(put, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 5,
})

/** A file of the journal, and where each of its batches ends. */
function fileOf(all: readonly (readonly Put[])[]): {
  readonly bytes: Buffer
  readonly ends: readonly number[]
} {
  const batchOf = createBatchWriter()
  let bytes = Buffer.alloc(0)
  const ends: number[] = []
  for (const puts of all) {
    bytes = Buffer.concat([bytes, batchOf(puts, bytes.length).bytes])
    ends.push(bytes.length)
  }
  return { bytes, ends }
}

function putsIn(bytes: Buffer): readonly Put[] {
  return batchesIn(bytes).spans.map(({ path, at, length, modifiedAtMs }) => ({
    path,
    text: bytes.toString('utf8', at, at + length),
    ...(modifiedAtMs !== undefined && { modifiedAtMs }),
  }))
}

/** As it comes back: a half of a surrogate pair is no character in UTF-8. */
const readBack = (puts: readonly Put[]) =>
  puts.map((each) => ({ ...each, text: Buffer.from(each.text).toString() }))

describe('batchesIn', () => {
  test('finds all that was put, in order and where the writer said', () => {
    fc.assert(
      fc.property(batches, (all) => {
        const { bytes, ends } = fileOf(all)
        expect(putsIn(bytes)).toEqual(readBack(all.flat()))
        expect(batchesIn(bytes)).toMatchObject({ end: ends.at(-1), isDamaged: false })
        const [first = []] = all
        const { spans } = createBatchWriter()(first, 7)
        const found = batchesIn(bytes).spans.slice(0, first.length)
        expect(spans).toEqual(found.map((span) => ({ ...span, at: span.at + 7 })))
      }),
    )
  })

  test('of a file that was cut anywhere, finds the whole batches and calls nothing damaged', () => {
    fc.assert(
      fc.property(batches, fc.nat(), (all, cut) => {
        const { bytes, ends } = fileOf(all)
        const length = cut % (bytes.length + 1)
        const whole = all.filter((_, n) => (ends[n] ?? 0) <= length)
        const left = bytes.subarray(0, length)
        expect(putsIn(left)).toEqual(readBack(whole.flat()))
        expect(batchesIn(left).isDamaged).toBe(false)
      }),
    )
  })

  test('calls a file damaged in which anything before the last batch was changed', () => {
    fc.assert(
      fc.property(batches, fc.nat(), fc.integer({ min: 1, max: 255 }), (all, place, change) => {
        const { bytes, ends } = fileOf(all)
        const lastBegins = ends.at(-2) ?? 0
        fc.pre(lastBegins > 0)
        const at = place % lastBegins
        bytes[at] = (bytes[at] ?? 0) ^ change
        const found = batchesIn(bytes)
        expect(found.isDamaged).toBe(true)
        expect(found.end).toBeLessThanOrEqual(at)
      }),
    )
  })

  test.each(['', '\n', '#batch ', `#batch ${'0'.repeat(32)} 0\n`, '\0'.repeat(4096), '{"a":1}\n'])(
    'finds nothing in %j',
    (text) => {
      expect(batchesIn(Buffer.from(text))).toEqual({ spans: [], end: 0, isDamaged: false })
    },
  )

  test('takes what a patient wrote for no batch', () => {
    const [inner] = [createBatchWriter()([{ path: 'a/b.json', text: '1' }], 0).bytes.toString()]
    const { bytes } = fileOf([[{ path: 'a/c.json', text: JSON.stringify(inner) }]])
    expect(batchesIn(bytes.subarray(0, bytes.length - 1)).isDamaged).toBe(false)
  })
})
