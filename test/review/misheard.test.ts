import { describe, expect, test } from '@jest/globals'
import { NO_WORD_VECTORS } from '../../src/nlu/classifier/word-vectors.js'
import {
  FOLDS,
  foldsOf,
  hearFold,
  misheardOf,
  pairsOf,
  sharesOf,
  type HeardExample,
} from '../../src/review/misheard.js'
import { MADE_UP_EXAMPLES } from '../nlu/made-up-examples.js'

/** Stands in the wrong intent, as anyone can hear. */
const MISPLACED = { text: 'how do I repair the chain of a bicycle', intent: 'water_plants' }

const lessons = {
  examples: [...MADE_UP_EXAMPLES, MISPLACED],
  always: [{ text: 'Water for plants', intent: 'water_plants' }],
  wordVectors: NO_WORD_VECTORS,
}
const folds = Array.from({ length: FOLDS }, (_, fold) => fold)
const heard = folds.flatMap((fold) => hearFold(lessons, fold))

function anExample(intent: string, ...ranked: readonly (readonly [string, number])[]) {
  const heard = ranked.map(([intent, confidence]) => ({ intent, confidence }))
  return { text: 'x', intent, heard, ownConfidence: 0.1 } satisfies HeardExample
}

describe('foldsOf', () => {
  test('spreads every intent evenly, always in the same way', () => {
    const { examples } = lessons
    const found = foldsOf(examples)
    expect(foldsOf(examples)).toEqual(found)
    for (const intent of new Set(examples.map((example) => example.intent))) {
      const own = [...found].filter((_, index) => examples[index]?.intent === intent)
      const counts = folds.map((fold) => own.filter((f) => f === fold).length)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }
  })
})

describe('hearFold', () => {
  test('hears every example once, and always the same', () => {
    expect(heard.map(({ text }) => text).sort()).toEqual(
      lessons.examples.map(({ text }) => text).sort(),
    )
    expect(hearFold(lessons, 1)).toEqual(hearFold(lessons, 1))
  })

  test('hears a misplaced example as what it is', () => {
    const found = misheardOf(heard, 0).find(({ text }) => text === MISPLACED.text)
    expect(found).toMatchObject({ intent: 'water_plants', heardAs: 'repair_bicycle' })
    expect(found!.confidence).toBeGreaterThan(found!.ownConfidence)
  })
})

describe('misheardOf', () => {
  test('lists what was heard as another intent, the most confident first', () => {
    const given = [
      anExample('a', ['b', 0.7], ['a', 0.1]),
      anExample('a', ['a', 0.9]),
      anExample('c', ['b', 0.95]),
      anExample('c', ['b', 0.59]),
      anExample('c'),
    ]
    expect(misheardOf(given, 0.6)).toEqual([
      { text: 'x', intent: 'c', heardAs: 'b', confidence: 0.95, ownConfidence: 0.1 },
      { text: 'x', intent: 'a', heardAs: 'b', confidence: 0.7, ownConfidence: 0.1 },
    ])
    expect(misheardOf(given, 0)).toHaveLength(3)
  })
})

describe('pairsOf', () => {
  test('counts which intents are taken for which, the most frequent first', () => {
    const given = [anExample('a', ['b', 1]), anExample('c', ['b', 1]), anExample('c', ['b', 1])]
    expect(pairsOf(misheardOf(given, 0))).toEqual([
      { intent: 'c', heardAs: 'b', count: 2 },
      { intent: 'a', heardAs: 'b', count: 1 },
    ])
  })
})

describe('sharesOf', () => {
  test('counts examples that are ours alone', () => {
    const given = [
      anExample('a', ['a', 0.9]),
      anExample('a', ['b', 0.6], ['c', 0.2], ['a', 0.1]),
      anExample('a', ['b', 0.6], ['c', 0.2]),
      anExample('b'),
      anExample('none', ['b', 0.2]),
    ]
    expect(sharesOf(given)).toEqual({ first: 0.25, amongThree: 0.5 })
    expect(sharesOf([])).toEqual({ first: 0, amongThree: 0 })
  })
})
