import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  compilePhrases,
  endOfPhrase,
  findPhrases,
  holdsPhrase,
  placeAt,
  sourceOfAny,
  withoutPhrases,
} from '../../src/nlu/entity/phrases.js'

const PHRASES = [
  'i am',
  'do not',
  'can not',
  'hip',
  'broken hip',
  't score',
  'she is',
  '👍',
  "can't say",
]
const phrases = compilePhrases(PHRASES)
const IN_WORDS = PHRASES.filter((phrase) => /^\w/.test(phrase))
/** Each list, and what it means, in one pattern. */
const LISTS = [PHRASES, IN_WORDS, ['hip'], ['i have not']].map((list) => ({
  list: compilePhrases(list),
  whole: new RegExp(sourceOfAny(list), 'gu'),
}))

const found = (text: string) =>
  findPhrases(phrases, text).map(({ index, 0: said }) => [index, said])

describe('findPhrases', () => {
  test.each([
    [
      "i'm sure they don't",
      [
        [0, "i'm"],
        [14, "don't"],
      ],
    ],
    ['my broken hip', [[3, 'broken hip']]],
    ['my t-score', [[3, 't-score']]],
    ['hips and whip', []],
    ['ok 👍', [[3, '👍']]],
  ])('finds whole words, the longest first, in %p', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  test('finds just what one pattern of all phrases finds', () => {
    const words = [
      'i',
      "i'm",
      'im',
      'am',
      'do',
      "don't",
      'dont',
      'not',
      'can',
      'cant',
      "can't",
      'say',
    ]
    const word = fc.constantFrom(
      ...words,
      'hip',
      'broken',
      't',
      'score',
      'she',
      "she's",
      '👍',
      'é',
      "'",
    )
    const text = fc.array(fc.tuple(word, fc.constantFrom(' ', '-', '', ', ')), { maxLength: 12 })
    fc.assert(
      fc.property(text, (parts) => {
        const said = parts.flat().join('')
        for (const { list, whole } of LISTS) {
          const all = Array.from(said.matchAll(whole), (m) => [m.index, m[0]])
          expect(findPhrases(list, said).map((m) => [m.index, m[0]])).toEqual(all)
          expect(holdsPhrase(list, said)).toBe(said.search(whole) >= 0)
          expect(withoutPhrases(list, said)).toBe(said.replace(whole, ' '))
        }
      }),
    )
  })
})

describe('endOfPhrase', () => {
  test('tells where the phrase that begins at a place ends', () => {
    expect(endOfPhrase(phrases, placeAt('a broken hip', 2))).toBe('a broken hip'.length)
    expect(endOfPhrase(phrases, placeAt('a broken hip', 3))).toBeUndefined()
  })
})
