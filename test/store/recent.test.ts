import { describe, expect, test } from '@jest/globals'
import { createRecent } from '../../src/store/recent.js'

describe('createRecent', () => {
  test('lets go of what was not used for longest, by count', () => {
    const recent = createRecent<number>({ count: 2, size: 100 })
    recent.set('a', 1, 1)
    recent.set('b', 2, 1)
    expect(recent.get('a')).toBe(1)
    recent.set('c', 3, 1)
    expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([1, undefined, 3])
  })

  test('and by size, also of what alone is too large', () => {
    const recent = createRecent<number>({ count: 10, size: 10 })
    recent.set('a', 1, 6)
    recent.set('b', 2, 6)
    expect([recent.get('a'), recent.get('b')]).toEqual([undefined, 2])
    recent.set('b', 3, 11)
    expect(recent.get('b')).toBeUndefined()
    recent.set('c', 4, 10)
    expect(recent.get('c')).toBe(4)
  })

  test('counts a value that was replaced or deleted no more', () => {
    const recent = createRecent<number>({ count: 10, size: 10 })
    for (let n = 0; n < 100; n += 1) recent.set('a', n, 9)
    recent.delete('a')
    recent.delete('a')
    recent.set('b', 1, 10)
    expect([recent.get('a'), recent.get('b')]).toEqual([undefined, 1])
  })
})
