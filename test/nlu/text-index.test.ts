import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { indexByShortened } from '../../src/nlu/classifier/shortened.js'
import { indexTexts } from '../../src/nlu/classifier/text-index.js'

describe('indexTexts', () => {
  test('tells the place of each text, and of no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.string(), (texts, other) => {
        const placeOf = indexTexts(texts)
        texts.forEach((text, place) => {
          expect(placeOf(text)).toBe(place)
        })
        expect(placeOf(other)).toBe(texts.includes(other) ? texts.indexOf(other) : undefined)
      }),
    )
  })
})

describe('indexByShortened', () => {
  const near = indexByShortened(['calcium', 'calm', 'osteoporosis'], (length) =>
    length < 8 ? 1 : 2,
  )

  test.each([
    ['calcum', 'calcium'],
    ['calciumm', 'calcium'],
    ['clacium', 'calcium'],
    ['ostioperosis', 'osteoporosis'],
  ])('finds for %s the word that it is near to', (written, meant) => {
    expect(new Set(near(written))).toEqual(new Set([meant]))
  })

  test('finds nothing for a word that is near to none', () => {
    expect(near('vitamin')).toEqual([])
  })
})
