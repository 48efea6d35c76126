import { describe, expect, test } from '@jest/globals'
import { chooseThreshold, scoreAt, type HeardQuery } from '../../src/measure/out-of-scope.js'

const right = (confidence: number): HeardQuery => ({ isInScope: true, isRight: true, confidence })
const wrong = (confidence: number): HeardQuery => ({ isInScope: true, isRight: false, confidence })
const outside = (confidence: number): HeardQuery => ({
  isInScope: false,
  isRight: false,
  confidence,
})

describe('chooseThreshold', () => {
  test('gives the accuracy over all intents and out-of-scope its highest value', () => {
    // Right of 7 when rejecting below 0: 3; 0.2: 3; 0.3: 4; 0.5: 5; 0.6: 4; 0.8: 5 again; 0.9: 4.
    const heard = [wrong(0.1), outside(0.2), outside(0.3), right(0.5), outside(0.6), right(0.8)]
    expect(chooseThreshold([...heard, right(0.9)])).toBe(0.5)
  })

  test('rejects or accepts equal confidences together', () => {
    expect(chooseThreshold([outside(0.4), right(0.4), right(0.4)])).toBe(0)
    expect(chooseThreshold([outside(0.4), outside(0.4), right(0.4)])).toBe(Infinity)
  })

  test('rejects nothing where rejecting gains nothing', () => {
    expect(chooseThreshold([wrong(0.1), right(0.5), outside(0.9)])).toBe(0)
  })
})

describe('scoreAt', () => {
  const heard = [right(0.9), right(0.4), wrong(0.8), right(0.7), outside(0.3), outside(0.7)]

  test('counts a rejected query that is in scope as heard wrongly', () => {
    expect(scoreAt(heard, 0.5)).toEqual({ inScopeAccuracy: 2 / 4, outOfScopeRecall: 1 / 2 })
  })

  test('accepts a query at the threshold', () => {
    expect(scoreAt(heard, 0.7)).toEqual({ inScopeAccuracy: 2 / 4, outOfScopeRecall: 1 / 2 })
    expect(scoreAt(heard, 0)).toEqual({ inScopeAccuracy: 3 / 4, outOfScopeRecall: 0 })
  })
})
