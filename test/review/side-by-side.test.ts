import { describe, expect, test } from '@jest/globals'
import { stripVTControlCharacters } from 'node:util'
import { paint, sideBySide } from '../../src/review/side-by-side.js'

const plain = (before: string, after: string, width = 43) =>
  sideBySide(before, after, { width, isColoured: false })
const coloured = (before: string, after: string) =>
  sideBySide(before, after, { width: 80, isColoured: true })
const red = (text: string) => paint('red', text)
const green = (text: string) => paint('green', text)

describe('sideBySide', () => {
  test('wraps words in two columns', () => {
    expect(plain('Lift with your legs and keep your back straight.', 'Lift with care.')).toEqual([
      'Lift with your legs  │ Lift with care.',
      'and keep your back   │',
      'straight.            │',
    ])
  })

  test('begins paragraphs side by side', () => {
    expect(plain('One two three four five six seven.\n\nEnd.', 'One.\n\nEnd.')).toEqual([
      'One two three four   │ One.',
      'five six seven.      │',
      '                     │',
      'End.                 │ End.',
    ])
  })

  test('leaves the side empty that has no text', () => {
    expect(plain('', 'New.')).toEqual(['                     │ New.'])
    expect(plain('Old.', '')).toEqual(['Old.                 │'])
    expect(plain('', '')).toEqual(['                     │'])
  })

  test('cuts a word that is longer than a line', () => {
    expect(plain('https://example.org/a/b/c/d', '')).toEqual([
      'https://example.org/ │',
      'a/b/c/d              │',
    ])
  })

  test('fits the screen, but keeps columns that can be read', () => {
    const text = 'word '.repeat(60)
    expect(Math.max(...plain(text, text, 80).map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(plain('words words words words', 'b', 3)[0]).toBe('words words      │ b')
    expect(Math.max(...plain(text, text, 900).map((line) => line.length))).toBeLessThan(200)
  })

  test('colours the words that changed, and no others', () => {
    expect(coloured('Keep it light today.', 'Keep it very light.')).toEqual([
      `Keep it ${red('light')} ${red('today.')}${' '.repeat(18)} │ Keep it ${green('very')} ${green('light.')}`,
    ])
  })

  test('colours nothing that only moved to another line', () => {
    const [first = ''] = coloured('same words', 'same words')
    expect(stripVTControlCharacters(first)).toBe(first)
    expect(coloured('a b\n\nc', 'a\n\nb c').join('')).not.toContain('\u001b')
  })
})
