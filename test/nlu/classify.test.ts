import { describe, expect, test } from '@jest/globals'
import { createClassifier } from '../../src/nlu/classify.js'
import { trainModel } from '../../src/nlu/classifier/train.js'
import { MADE_UP_EXAMPLES } from './made-up-examples.js'

const model = trainModel(MADE_UP_EXAMPLES)
const classify = createClassifier(model)
const confidences = (utterance: string) => classify(utterance).map(({ confidence }) => confidence)
const bestOf = (utterance: string) => classify(utterance)[0]!

describe('trainModel', () => {
  test('gives the same model for the same examples', () => {
    expect(trainModel(MADE_UP_EXAMPLES)).toEqual(model)
  })

  test('refuses to train on nothing but out-of-scope talk', () => {
    expect(() => trainModel([])).toThrow(RangeError)
    expect(() => trainModel([{ text: 'play some music', intent: 'none' }])).toThrow(RangeError)
  })

  test('learns from one single intent', () => {
    const single = trainModel([{ text: 'how do I bake bread', intent: 'bake_bread' }])
    expect(createClassifier(single)('bake bread')[0]?.intent).toBe('bake_bread')
  })
})

describe('createClassifier', () => {
  test.each([
    ['is it hard to bake a loaf of bread', 'bake_bread'],
    ['which yeast for my dough', 'bake_bread'],
    ['do the plants on my balcony need more water', 'water_plants'],
    ['yellow leaves on a rose', 'water_plants'],
    ['my bicycle has a flat tyre', 'repair_bicycle'],
    ['brakes and chain of an old bicycle', 'repair_bicycle'],
  ])('understands what no example says word for word: %s', (utterance, intent) => {
    expect(bestOf(utterance).intent).toBe(intent)
  })

  test('ranks every intent once, best first, and never the out-of-scope one', () => {
    const ranked = classify('how much water for a cactus')
    expect(ranked.map(({ intent }) => intent).sort()).toEqual([
      'bake_bread',
      'change_language',
      'repair_bicycle',
      'water_plants',
    ])
    const sorted = confidences('how much water for a cactus').sort((a, b) => b - a)
    expect(confidences('how much water for a cactus')).toEqual(sorted)
  })

  test.each(['who won the football match', 'tell me the weather', 'quarterly zoning variance'])(
    'is less sure of what is not ours than of what is: %s',
    (utterance) => {
      const familiar = bestOf('how do I repair the chain of my bicycle').confidence
      expect(bestOf(utterance).confidence).toBeLessThan(familiar / 2)
    },
  )

  test.each([
    ['waterng my plnats', 'water_plants'],
    ['repiar my bicylce', 'repair_bicycle'],
    ['bake a laof of braed', 'bake_bread'],
    ['kneding the dogh', 'bake_bread'],
    ['a noisy bisickle', 'repair_bicycle'],
  ])('survives typing errors: %s', (utterance, intent) => {
    expect(bestOf(utterance).intent).toBe(intent)
  })

  test('reads accents and full-width letters as the plain ones', () => {
    expect(classify('ｂａｋｅ brèad')).toEqual(classify('bake bread'))
  })

  test('takes any other script for a wish for another language', () => {
    expect(bestOf('говорите').intent).toBe('change_language')
    expect(bestOf('한국어 가능한가요').intent).toBe('change_language')
  })

  test('leaves words of the vocabulary as they are', () => {
    const withWord = createClassifier(model, ['bred'])
    expect(classify('bred')).toEqual(classify('bread'))
    expect(withWord('bred')).not.toEqual(classify('bread'))
  })

  test.each(['', '   ', '?!…', '🦴🦴🦴', '\u0000\u001b\u200b'])(
    'has no confidence where there is no word: %j',
    (utterance) => {
      expect(Math.max(...confidences(utterance))).toBe(0)
    },
  )

  test.each([
    'a'.repeat(500),
    'ab '.repeat(166),
    'xqzjv '.repeat(83),
    'brea '.repeat(100),
    'bisickle '.repeat(55),
    'qwertyuiopasdfghjklzxcvb '.repeat(20),
    'ing'.repeat(166),
    '\u0000\u202ebread\u0007'.repeat(50),
    '\ud800 bread \udfff',
    '<script>alert(1)</script>',
    '__proto__ constructor toString',
    'ﷺ'.repeat(500),
    'bread and water '.repeat(20_000),
  ])('answers hostile text with probabilities: %#', (utterance) => {
    for (const confidence of confidences(utterance)) {
      expect(confidence).toBeGreaterThanOrEqual(0)
      expect(confidence).toBeLessThanOrEqual(1)
    }
  })
})
