import { describe, expect, test } from '@jest/globals'
import type { Intent } from '../../src/content/schema.js'
import { checkExampleCounts } from '../../src/review/example-counts.js'
import { aboutLifting, aResponse, aVariant, shown } from '../support/placed-content.js'

describe('checkExampleCounts', () => {
  test.each<readonly [Intent['kind'], number]>([
    ['question', 150],
    ['service', 100],
    ['social', 100],
  ])('wants of a %s at least %i', (kind, min) => {
    const problemsWith = (count: number) => {
      const examples = Array.from({ length: count }, (_, index) => `example ${index}`)
      return shown(checkExampleCounts(aboutLifting(aResponse([aVariant()]), { kind, examples })))
    }
    expect(problemsWith(min)).toEqual([])
    expect(problemsWith(min - 1)).toEqual([
      `intents/en/lifting.yml:5: examples: ${min - 1} examples, at least ${min} for a ${kind}`,
    ])
  })
})
