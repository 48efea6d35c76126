import { describe, expect, test } from '@jest/globals'
import { fitsTextMessage } from '../../src/content/placeholders.js'
import { answerCheckIn } from '../../src/outreach/answer-check-in.js'
import { readCheckIn } from '../../src/outreach/check-in.js'
import { partsWith, realFollowUps } from '../support/outreach.js'

const answerTo = (text: string) =>
  answerCheckIn(readCheckIn(text) ?? {}, partsWith(realFollowUps()))

describe('answerCheckIn', () => {
  test.each([
    ['3, 2, no', 'goodWeek'],
    ['3, 5, no', 'somePain'],
    ['0, 2, no', 'nothingDone'],
    ['0, 5, no', 'somePain'],
    ['3, 7, no', 'muchPain'],
    ['3, 9, yes', 'fall'],
    // Worrying is answered at once, whatever else is missing.
    ['fell tuesday', 'fall'],
    ['pain 8', 'muchPain'],
    ['terrible pain in my back', 'muchPain'],
  ])('says to "%s": %s', (text, reply) => {
    expect(answerTo(text)).toMatchObject({ kind: 'reply', reply })
  })

  test.each([
    ['ready', 'sessions'],
    ['3 sessions', 'pain'],
    ['3 sessions, pain 2', 'fall'],
    ['no falls', 'sessions'],
  ])('asks after "%s" for %s', (text, part) => {
    expect(answerTo(text)).toMatchObject({ kind: 'ask', part })
  })

  test('sends every word of it within two segments, and no mark or placeholder', () => {
    const said = ['ready', '3, 2, no', '3, 5, no', '0, 0, no', '3, 8, no', 'i fell']
    for (const { text } of said.map(answerTo)) {
      expect(fitsTextMessage(text)).toBe(true)
      expect(text).not.toMatch(/[{}[\]]/)
    }
  })
})
