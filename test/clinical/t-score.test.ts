import { describe, expect, test } from '@jest/globals'
import { classOfTScore, doTScoresApply, type TScoreClass } from '../../src/clinical/t-score.js'
import { classOfZScore } from '../../src/clinical/z-score.js'
import type { Slots } from '../../src/types.js'
import { realFacts } from '../support/real-facts.js'

const facts = realFacts()

describe('classOfTScore', () => {
  const boundaries: readonly (readonly [number, TScoreClass])[] = [
    [5, 'normal'],
    [1.2, 'normal'],
    [0, 'normal'],
    [-0.9, 'normal'],
    [-0.99, 'normal'],
    [-1.0, 'normal'],
    [-1.01, 'line_at_normal'],
    [-1.04, 'line_at_normal'],
    [-1.05, 'low'],
    [-1.1, 'low'],
    [-2.4, 'low'],
    [-2.44, 'low'],
    [-2.45, 'line_at_osteoporosis'],
    [-2.46, 'line_at_osteoporosis'],
    [-2.49, 'line_at_osteoporosis'],
    [-2.5, 'osteoporosis_range'],
    [-2.51, 'osteoporosis_range'],
    [-6, 'osteoporosis_range'],
    [-7, 'osteoporosis_range'],
  ]

  test.each(boundaries)('calls %d %s', (tScore, expected) => {
    expect(classOfTScore(tScore, facts.tScore)).toBe(expected)
  })

  test('is not fooled by binary fractions', () => {
    // 0.1 + 0.2 is a little more than 0.3, and so are these.
    expect(classOfTScore(-(0.7 + 0.1 + 0.2), facts.tScore)).toBe('normal')
    expect(classOfTScore(-(2.4 + 0.05), facts.tScore)).toBe('line_at_osteoporosis')
    expect(classOfTScore(-(2.2 + 0.3), facts.tScore)).toBe('osteoporosis_range')
  })

  test('gives every hundredth from -7 to +5 a class, which never rises as the score falls', () => {
    const order: readonly TScoreClass[] = [
      'normal',
      'line_at_normal',
      'low',
      'line_at_osteoporosis',
      'osteoporosis_range',
    ]
    const places = Array.from({ length: 1201 }, (_, i) => 5 - i / 100).map((tScore) =>
      order.indexOf(classOfTScore(tScore, facts.tScore)),
    )
    expect(new Set(places)).toEqual(new Set([0, 1, 2, 3, 4]))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })
})

describe('doTScoresApply', () => {
  const people: readonly (readonly [string, Slots, boolean | undefined])[] = [
    ['nothing told', {}, undefined],
    ['a woman, nothing more', { sex: 'female' }, undefined],
    ['a man, nothing more', { sex: 'male' }, undefined],
    ['a woman past menopause', { sex: 'female', menopause: 'post' }, true],
    ['a woman in the menopausal transition', { sex: 'female', menopause: 'peri' }, true],
    ['a woman before menopause', { sex: 'female', menopause: 'pre' }, false],
    ['a woman past menopause at 42', { sex: 'female', menopause: 'post', ageYears: 42 }, true],
    ['a woman before menopause at 52', { sex: 'female', menopause: 'pre', ageYears: 52 }, false],
    ['past menopause, sex not told', { menopause: 'post' }, true],
    ['a woman of 49', { sex: 'female', ageYears: 49 }, false],
    ['a woman of 50', { sex: 'female', ageYears: 50 }, undefined],
    ['a woman of 59', { sex: 'female', ageYears: 59 }, undefined],
    ['a woman of 60', { sex: 'female', ageYears: 60 }, true],
    ['a man of 49', { sex: 'male', ageYears: 49 }, false],
    ['a man of 50', { sex: 'male', ageYears: 50 }, true],
    [
      'a man of 49 with a menopause that cannot be his',
      { sex: 'male', ageYears: 49, menopause: 'post' },
      false,
    ],
    ['somebody of 49', { ageYears: 49 }, false],
    ['somebody of 55', { ageYears: 55 }, undefined],
    ['somebody of 60', { ageYears: 60 }, true],
    ['sex not listed, at 60', { sex: 'other', ageYears: 60 }, true],
    ['sex not listed, at 55', { sex: 'other', ageYears: 55 }, undefined],
  ]

  test.each(people)('%s', (_, slots, expected) => {
    expect(doTScoresApply(slots, facts.tScore)).toBe(expected)
  })
})

describe('classOfZScore', () => {
  test.each([
    [-6, 'below_expected'],
    [-2.01, 'below_expected'],
    [-2.0, 'below_expected'],
    [-1.99, 'within_expected'],
    [-1.9, 'within_expected'],
    [0, 'within_expected'],
    [6, 'within_expected'],
  ] as const)('calls %d %s', (zScore, expected) => {
    expect(classOfZScore(zScore, facts.zScore)).toBe(expected)
  })
})
