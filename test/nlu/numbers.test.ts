import { beforeAll, describe, expect, test } from '@jest/globals'
import { MAX_READ_LENGTH, normalize, originalSpan } from '../../src/nlu/normalize.js'
import { findNumbers, warmNumbers } from '../../src/nlu/numbers.js'

beforeAll(warmNumbers)

function valuesOf(utterance: string): readonly number[] {
  return findNumbers(normalize(utterance).text).map(({ value }) => value)
}

describe('findNumbers', () => {
  test.each([
    ['-2.5', [-2.5]],
    ['−2.5', [-2.5]],
    ['minus two point five', [-2.5]],
    ['hip -1.5 spine -2.7', [-1.5, -2.7]],
    ['I am sixty-seven', [67]],
    ['67yo', [67]],
    ['1,200 mg', [1200]],
    ['-2,5', [-2.5]],
    ['-.9', [-0.9]],
    ['negative point nine', [-0.9]],
    ['-1.0--2.5', [-1, -2.5]],
    ['10/25/2020', []],
    ['at 2:30', []],
    ['5\'4"', []],
    ['T12 and L1-L4', []],
    ['vitamin D3 and B12', []],
    ['call 555-123-4567', []],
    ['in my 60s', []],
    ['the 2nd time', []],
    ['one of my scores', []],
    ['no numbers at all', []],
  ])('%s', (utterance, expected) => {
    expect(valuesOf(utterance)).toEqual(expected)
  })

  test('tells a written sign from none', () => {
    const signs = findNumbers(normalize('-1 plus 2 3').text).map(({ sign }) => sign)
    expect(signs).toEqual(['-', '+', undefined])
  })

  test('reads numbers on both sides of the recognizer’s cap', () => {
    expect(valuesOf(`it was -2.5 ${'and so on '.repeat(35)} but now 67`)).toEqual([-2.5, 67])
  })
})

describe('normalize', () => {
  test('reads no more than its limit, and no half word', () => {
    const { text, isCut } = normalize(`${'a'.repeat(MAX_READ_LENGTH - 3)} -2.55`)
    expect(isCut).toBe(true)
    expect(text).not.toContain('2')
  })

  test('keeps the way back to the untouched utterance', () => {
    const utterance = 'Score: “neg 2.5” at 67yo'
    const normal = normalize(utterance)
    const spans = findNumbers(normal.text).map((number) => originalSpan(normal, number))
    expect(spans.map(({ start, end }) => utterance.slice(start, end))).toEqual(['neg 2.5', '67'])
  })
})
