import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { misspell } from '../../src/measure/typo.js'

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed)

describe('misspell', () => {
  test('changes one longer word by one slip, and never its first letter', () => {
    for (const seed of SEEDS) {
      const [is, lifting, safe] = misspell('is lifting safe', seed).split(' ')
      expect(is).toBe('is')
      expect([lifting === 'lifting', safe === 'safe'].filter(Boolean)).toHaveLength(1)
      expect([lifting![0], safe![0]]).toEqual(['l', 's'])
      expect(Math.abs(`${lifting}${safe}`.length - 'liftingsafe'.length)).toBeLessThanOrEqual(1)
    }
  })

  test('makes every kind of slip', () => {
    const made = new Set(SEEDS.map((seed) => misspell('walk', seed)))
    expect([...made]).toEqual(expect.arrayContaining(['wlk', 'waalk', 'wlak', 'wslk']))
  })

  test('makes the same typo from the same seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (text, seed) => {
        expect(misspell(text, seed)).toBe(misspell(text, seed))
      }),
    )
  })

  test.each(['', 'is it ok', '2.5?', '🦴'])('leaves %j as it is', (text) => {
    expect(misspell(text, 1)).toBe(text)
  })

  test('changes a word of one letter repeated', () => {
    for (const seed of SEEDS) expect(misspell('aaaaa', seed)).not.toBe('aaaaa')
  })
})
