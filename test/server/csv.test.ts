import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readCsv } from '../../src/server/csv.js'

const cellsOf = (text: string) => {
  const table = readCsv(text)
  return 'rows' in table ? table.rows.map(({ cells }) => cells) : `broken at ${table.brokenLine}`
}

describe('readCsv', () => {
  test.each<[string, unknown]>([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['\uFEFFa, b ', [['a', 'b']]],
    ['"a,1","say ""hi""","two\nlines"', [['a,1', 'say "hi"', 'two\nlines']]],
    ['a,,\n,,\n\nb', [['a', '', ''], ['b']]],
    ['a,', [['a', '']]],
    ['', []],
    ['a\n"b', 'broken at 2'],
    ['a\nb"c', 'broken at 2'],
    ['"a"b', 'broken at 1'],
  ])('reads %j', (text, rows) => expect(cellsOf(text)).toEqual(rows))

  test('knows the line on which a row begins', () => {
    const table = readCsv('a\n"b\nc"\n\nd')
    expect('rows' in table && table.rows.map(({ line }) => line)).toEqual([1, 2, 5])
  })

  test('reads back whatever was quoted', () => {
    const rows = fc.array(fc.array(fc.string(), { minLength: 1 }), { minLength: 1 })
    fc.assert(
      fc.property(rows, (table) => {
        const quoted = table.map((cells) =>
          cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','),
        )
        const kept = table.filter((cells) => cells.some((cell) => cell !== ''))
        expect(cellsOf(quoted.join('\r\n'))).toEqual(kept)
      }),
    )
  })
})
