import { describe, expect, test } from '@jest/globals'
import { auroc } from '../../src/measure/auroc.js'
import { quantile } from '../../src/measure/quantile.js'

describe('auroc', () => {
  test('is the share of pairs in the right order', () => {
    // Of the pairs with 0.8 both are right, with 0.4 one of two.
    expect(auroc([0.8, 0.4], [0.1, 0.5])).toBe(3 / 4)
  })

  test('is 1 when all are apart and 0 when all are the wrong way round', () => {
    expect(auroc([2, 3], [0, 1])).toBe(1)
    expect(auroc([0, 1], [2, 3])).toBe(0)
  })

  test('counts a tie as half', () => {
    expect(auroc([0.5], [0.5])).toBe(1 / 2)
    // Pairs: 0.5 with 0.5, half; 0.5 with 0.2, one; 0.9 with both, two.
    expect(auroc([0.5, 0.9], [0.5, 0.2])).toBe(3.5 / 4)
  })

  test('refuses to compare with nothing', () => {
    expect(() => auroc([1], [])).toThrow(RangeError)
    expect(() => auroc([], [1])).toThrow(RangeError)
  })
})

describe('quantile', () => {
  test('is the nearest rank, whatever the order', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2)
    expect(quantile([4, 1, 3, 2], 0.99)).toBe(4)
    expect(quantile([7], 0)).toBe(7)
  })

  test('refuses to sum up nothing', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError)
  })
})
