import { describe, expect, test } from '@jest/globals'
import {
  fillPlaceholders,
  numberMarks,
  paragraphsOf,
  placeholdersIn,
  sentencesOf,
  sourcesIn,
  withoutMarks,
} from '../../src/content/marks.js'

describe('sentencesOf', () => {
  test('parts sentences at their marks', () => {
    expect(sentencesOf('A fact. [@who_1994] Advice. [-] Two. [@a][@b_2]')).toEqual([
      { words: 'A fact.', sources: ['who_1994'], isGeneral: false },
      { words: 'Advice.', sources: [], isGeneral: true },
      { words: 'Two.', sources: ['a', 'b_2'], isGeneral: false },
    ])
  })

  test('keeps a sentence without a mark, so that it can be found', () => {
    expect(sentencesOf('Marked. [@a] Bare.').at(-1)).toEqual({
      words: 'Bare.',
      sources: [],
      isGeneral: false,
    })
  })

  test('reads marks with spaces between them as marks of one sentence', () => {
    expect(sentencesOf('One. [@a] [@b]')).toEqual([
      { words: 'One.', sources: ['a', 'b'], isGeneral: false },
    ])
  })

  test('finds nothing in nothing', () => {
    expect(sentencesOf('  ')).toEqual([])
  })
})

describe('paragraphsOf', () => {
  test('divides at blank lines and joins broken lines', () => {
    expect(paragraphsOf('One\ntwo.\n\nThree.\n  \n\n Four. \n')).toEqual([
      'One two.',
      'Three.',
      'Four.',
    ])
  })
})

describe('sourcesIn', () => {
  test('names each source once, in the order of first appearance', () => {
    expect(sourcesIn('B. [@b][@a] Advice. [-] Again. [@a] C. [@c]')).toEqual(['b', 'a', 'c'])
  })
})

describe('withoutMarks', () => {
  test('leaves neither marks nor gaps', () => {
    expect(withoutMarks('One. [@a][@b] Two. [-]\n\nThree. [@c]')).toBe('One. Two. Three.')
  })
})

describe('numberMarks', () => {
  test('numbers sources from 1 by their order and drops general marks', () => {
    expect(numberMarks('One. [@b] Two. [-] Three. [@a][@b]', ['b', 'a'])).toBe(
      'One. [1] Two. Three. [2][1]',
    )
  })

  test('joins marks that were written apart', () => {
    expect(numberMarks('One. [@a] [@b] Two.', ['a', 'b'])).toBe('One. [1][2] Two.')
  })
})

describe('placeholders', () => {
  test('are named once each', () => {
    expect(placeholdersIn('{a} {bC} {a} {d_e} {} {1}')).toEqual(['a', 'bC', 'd_e'])
  })

  test('are filled with the value as it is, even where it looks like a pattern', () => {
    expect(fillPlaceholders('{a}, {b}', (name) => (name === 'a' ? '$&' : '{a}'))).toBe('$&, {a}')
  })

  test('throw what their value throws', () => {
    const none = () => {
      throw new RangeError('no value')
    }
    expect(() => fillPlaceholders('{a}', none)).toThrow(RangeError)
    expect(fillPlaceholders('plain', none)).toBe('plain')
  })
})
