import { describe, expect, test } from '@jest/globals'
import { createClassifier } from '../../src/nlu/classify.js'
import { decodeModel, encodeModel } from '../../src/nlu/classifier/model-format.js'
import { ModelError } from '../../src/errors.js'
import { trainModel } from '../../src/nlu/classifier/train.js'
import { decodeWordVectors, encodeWordVectors } from '../../src/nlu/classifier/word-vectors.js'
import { MADE_UP_EXAMPLES } from './made-up-examples.js'

/** Bread and cake lie near each other, water and rain too. */
const wordVectors = {
  words: ['bread', 'dough', 'cake', 'pastry', 'water', 'plants', 'rain', 'bicycle', 'wheel'],
  dimensions: 3,
  values: Int8Array.from(
    [
      [100, 0, 0],
      [98, 5, 0],
      [97, 3, 3],
      [99, 0, 6],
      [0, 100, 0],
      [4, 98, 0],
      [0, 97, 5],
      [0, 0, 100],
      [5, 0, 98],
    ].flat(),
  ),
}
const model = trainModel(MADE_UP_EXAMPLES, wordVectors)
const stored = encodeModel(model)

describe('decodeModel', () => {
  test('ranks as the model did before it was stored', () => {
    const before = createClassifier(model)
    const after = createClassifier(decodeModel(stored))
    for (const { text } of MADE_UP_EXAMPLES) expect(after(text)).toEqual(before(text))
  })

  test('reads from the middle of a larger buffer, as files are read', () => {
    const larger = Buffer.concat([Buffer.from('xyz'), stored, Buffer.from('xyz')])
    expect(decodeModel(larger.subarray(3, 3 + stored.length))).toEqual(decodeModel(stored))
  })

  test('says that a file is not a model', () => {
    for (const foreign of ['', 'B', '{"intents":[]}', 'PNG\r\n and then some']) {
      expect(() => decodeModel(Buffer.from(foreign))).toThrow(/not an intent model/)
    }
    expect(() => decodeModel(encodeWordVectors(wordVectors))).toThrow(ModelError)
  })

  test('names the version that it cannot read', () => {
    const newer = stored.slice()
    newer[7] = 99
    expect(() => decodeModel(newer)).toThrow(/format 99/)
  })

  test('notices damage anywhere', () => {
    for (const place of [16, 200, stored.length >> 1, stored.length - 1]) {
      const damaged = stored.slice()
      damaged[place] = (damaged[place]! + 1) % 256
      expect(() => decodeModel(damaged)).toThrow(/damaged/)
    }
    expect(() => decodeModel(stored.subarray(0, stored.length - 1))).toThrow(/damaged/)
  })
})

describe('word vectors', () => {
  test('are read back as they were stored', () => {
    expect(decodeWordVectors(Buffer.from(encodeWordVectors(wordVectors)))).toEqual(wordVectors)
  })

  test('let a word that no example has stand for its neighbours', () => {
    const [plain, meaning] = [trainModel(MADE_UP_EXAMPLES), model].map((m) => createClassifier(m))
    expect(meaning!('pastry')[0]?.intent).toBe('bake_bread')
    expect(meaning!('pastry')[0]?.confidence).toBeGreaterThan(plain!('pastry')[0]!.confidence)
  })
})
