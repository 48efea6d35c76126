import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { gradeOf } from '../../src/review/grade.js'

const NO_NAMES: ReadonlySet<string> = new Set()
const of = (text: string, names: readonly string[] = []) => gradeOf(text, new Set(names))

describe('gradeOf', () => {
  test('is the grade of Flesch and Kincaid', () => {
    // 2 sentences, 10 words, 11 syllables: 0.39 × 5 + 11.8 × 1.1 − 15.59.
    const { grade, words } = of('The cat sat on the mat. It was happy there.') ?? {}
    expect(grade).toBeCloseTo(0.39 * 5 + 11.8 * 1.1 - 15.59, 10)
    expect(words).toBe(10)
  })

  test.each<readonly [string, string, number]>([
    ['a score with its sign', 'Your T-score is -2.5.', 4],
    ['a number with a comma', 'Take 1,200 mg.', 3],
    ['two words with a slash between', 'Go to the ER/clinic.', 5],
    ['a short form', "Don't wait.", 2],
  ])('counts %s as patients read it', (_, text, words) => {
    expect(of(text)?.words).toBe(words)
  })

  test('ends no sentence at an abbreviation', () => {
    expect(of('Ask Dr. Bone of the U.S. team.')).toEqual(of('Ask Dr Bone of the U.S team.'))
  })

  test('ends a sentence at a colon, a blank line and a closing quote', () => {
    const apart = of('Ask this. Is it safe. Yes.')?.grade
    expect(of('Ask this: is it safe. Yes.')?.grade).toBe(apart)
    expect(of('Ask this\n\nIs it safe. Yes.')?.grade).toBe(apart)
    expect(of('Ask "this." Is it safe? Yes.')?.grade).toBe(apart)
  })

  test('counts a name as a plain word, in the plural and with an ending too', () => {
    const plain = of('Take your tablet today.')?.grade
    for (const name of [
      'bisphosphonate',
      'bisphosphonates',
      'Bisphosphonate',
      "bisphosphonate's",
    ]) {
      expect(of(`Take your ${name} today.`)?.grade).toBeGreaterThan(plain ?? 0)
      expect(of(`Take your ${name} today.`, ['bisphosphonate'])?.grade).toBe(plain)
    }
  })

  test('of nothing is nothing', () => {
    expect(of('')).toBeUndefined()
    expect(of(' … . \n\n ?')).toBeUndefined()
  })

  test('of any text is a number, and the same for the text twice over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = gradeOf(text, NO_NAMES)
        const twice = gradeOf(`${text}\n\n${text}`, NO_NAMES)
        if (once === undefined) return expect(twice).toBeUndefined()
        expect(Number.isFinite(once.grade)).toBe(true)
        expect(twice?.grade).toBeCloseTo(once.grade, 8)
        expect(twice?.words).toBe(once.words * 2)
      }),
    )
  })
})
