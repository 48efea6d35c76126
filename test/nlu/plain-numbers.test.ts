import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { recognizeNumbers } from '../../src/nlu/numbers.js'
import { readPlainNumbers } from '../../src/nlu/plain-numbers.js'

describe('readPlainNumbers', () => {
  test.each(['i am 71', '-2.6', 'prolia 600 mg, at 8.', "i'm 65 (t-score -2.45)"])(
    'reads %p',
    (text) => {
      expect(readPlainNumbers(text)).toEqual(recognizeNumbers(text))
      expect(readPlainNumbers(text)).not.toEqual([])
    },
  )

  test.each([
    'seventy',
    '5 k',
    '- 70',
    '70 -2.5',
    '1,200',
    '2 and a half',
    '50%',
    '212 555',
    '3 lakh',
  ])('leaves %p to the recognizer', (text) => {
    expect(readPlainNumbers(text)).toBeUndefined()
  })

  test('reads what the recognizer reads, or nothing', () => {
    const word = fc.constantFrom(
      ...[
        '70',
        '-2.5',
        '65,',
        '(2.1)',
        '2.45.',
        '600 mg',
        '2024',
        '007',
        '-0.0',
        '-',
        '+',
        '#',
        '%',
      ],
      ...['one', 'half', 'a', 'an', 'and', 'to', 'or', 'of', 'by', 'between', 'm', 'e', 't-score'],
      ...[
        'ten',
        'crore',
        'point',
        'minus',
        'plus',
        'times',
        'thirds',
        'couple',
        'years',
        'kg',
        'x',
      ],
    )
    const text = fc.array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '', ', ')), {
      maxLength: 7,
    })
    fc.assert(
      fc.property(text, (parts) => {
        const said = parts.flat().join('')
        const plain = readPlainNumbers(said)
        if (plain !== undefined) expect(plain).toEqual(recognizeNumbers(said))
      }),
      { numRuns: 500 },
    )
  })
})
