import { describe, expect, test } from '@jest/globals'
import { loadPlacedContent } from '../../src/content/load.js'
import { review } from '../../src/review/gates.js'
import { meanGrade, readReading } from '../../src/review/reading.js'
import { shown } from '../support/placed-content.js'

describe('the content of this project', () => {
  const { problems, graded } = review(loadPlacedContent('.'), readReading('.'))

  test('passes every gate of the editors', () => {
    expect(shown(problems)).toEqual([])
  })

  test('is read in each of its parts', () => {
    const files = new Set(graded.map(({ read }) => read.file))
    for (const shared of ['_lines', '_red_flags', '_system', '_follow_ups']) {
      expect(files).toContain(`responses/en/${shared}.yml`)
    }
    expect(graded.length).toBeGreaterThan(1000)
    expect(meanGrade(graded)).toBeGreaterThan(2)
  })
})
