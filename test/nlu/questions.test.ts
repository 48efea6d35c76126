import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { findQuestions } from '../../src/nlu/questions.js'
import type { Classify } from '../../src/types.js'

/** Hears the subjects that it knows by a word, and nothing else. */
const classify: Classify = (text) =>
  ['calcium', 'walking', 'yoga', 'prolia', 'protein'].flatMap((word) =>
    text.toLowerCase().includes(word) ? [{ intent: word, confidence: 0.8 }] : [],
  )

const topsOf = (utterance: string) => findQuestions(classify, utterance).map(([top]) => top?.intent)

describe('findQuestions', () => {
  test.each<readonly [string, readonly string[]]>([
    ['How much calcium do I need? And is walking enough?', ['calcium', 'walking']],
    ['how much calcium do i need and is walking enough', ['calcium', 'walking']],
    ['is yoga ok, and also what about prolia?', ['yoga', 'prolia']],
    ['Is yoga ok?\nDo I need protein?', ['yoga', 'protein']],
    ['i was wondering about calcium. also should i stop yoga', ['calcium', 'yoga']],
    [
      'is yoga ok? do i need calcium? is walking enough? what about protein? and is prolia safe?',
      ['yoga', 'calcium', 'walking', 'protein'],
    ],
  ])('hears each question of %j', (utterance, expected) => {
    expect(topsOf(utterance)).toEqual(expected)
  })

  test.each([
    'how much calcium do I need?',
    'I love walking. How much calcium do I need?',
    'is calcium good and why do I need calcium?',
    'My mother walks a lot. She takes prolia. How much calcium does she need?',
    'what? why? calcium?',
    'is calcium better or do I need walking',
    'milk and cheese and walking',
    '',
  ])('hears but one question, or none, in %j', (utterance) => {
    expect(findQuestions(classify, utterance)).toEqual([])
  })

  test('leaves out what it did not surely hear', () => {
    const unsure: Classify = (text) =>
      classify(text).map((ranked) => ({ ...ranked, confidence: 0.3 }))
    expect(findQuestions(unsure, 'is yoga ok? is walking enough?')).toEqual([])
  })

  test('never fails, and never finds the same question twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const tops = topsOf(`${text}? is yoga ok? ${text} and is walking enough?`)
        expect(new Set(tops).size).toBe(tops.length)
      }),
    )
  })
})
