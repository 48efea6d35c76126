import { describe, expect, test } from '@jest/globals'
import type { Decision } from '../../src/types.js'
import { aSession } from '../support/content.js'
import { worded } from '../support/worded.js'

const answer = (...intents: readonly string[]): Decision => ({ kind: 'answer', intents })
const more: Decision = { kind: 'act', act: 'more' }

describe('composeReply, of an answer', () => {
  test('says the first variant that fits', () => {
    expect(worded(answer('lifting')).responseId).toBe('lifting.general')
    expect(worded(answer('lifting'), { facts: { tScore: -3.6 } }).responseId).toBe(
      'lifting.caution',
    )
    expect(worded(answer('calcium')).responseId).toBe('calcium.general')
    expect(worded(answer('calcium'), { facts: { ageYears: 67 } }).responseId).toBe('calcium.told')
  })

  test('numbers citations in the order in which they first appear', () => {
    const { paragraphs, citations } = worded(answer('lifting'))
    expect(citations).toEqual(['made_2020', 'made_2021'])
    expect(paragraphs).toEqual([
      'Lifting helps many people. [1] Start light.',
      'Small steps count. [2][1]',
    ])
  })

  test('numbers citations anew in each reply', () => {
    const { paragraphs, citations } = worded(answer('lifting'), { facts: { tScore: -3.6 } })
    expect(citations).toEqual(['made_2021'])
    expect(paragraphs).toEqual(['Wait for your clinician. [1]'])
  })

  test('counts the citations of a line where it stands', () => {
    expect(worded(answer('score'), { facts: { tScore: -2 } }).citations).toEqual([
      'made_2021',
      'made_2020',
    ])
  })

  test('says which told facts changed the words, each once', () => {
    expect(worded(answer('lifting'), { facts: { tScore: -3.6, sex: 'male' } }).because).toEqual([
      { slot: 'tScore', label: 'T-score -3.6', change: 'Change T-score' },
    ])
    expect(worded(answer('score'), { facts: { tScore: -2 } }).because).toEqual([
      { slot: 'tScore', label: 'T-score -2.0', change: 'Change T-score' },
    ])
    const facts = { ageYears: 67, sex: 'female' } as const
    expect(worded(answer('calcium'), { facts }).because).toEqual([
      { slot: 'ageYears', label: 'age 67', change: 'Change age' },
      { slot: 'sex', label: 'a woman', change: 'Change sex' },
    ])
    expect(worded(answer('lifting')).because).toEqual([])
  })

  test('offers three suggestions at most, by their titles', () => {
    expect(worded(answer('lifting')).suggestions).toEqual([
      { text: 'How much calcium?', intent: 'calcium' },
      { text: 'What is my score?', intent: 'score' },
      { text: 'Talk to a person', intent: 'person' },
    ])
  })

  test.each([
    ['web', 'calcium', 'GENERAL NOTICE'],
    ['console', 'calcium', 'GENERAL NOTICE'],
    ['sms', 'calcium', 'GENERAL SMS'],
    ['web', 'lifting', 'EXERCISE NOTICE'],
    ['sms', 'lifting', 'EXERCISE NOTICE'],
    ['web', 'person', undefined],
    ['web', 'thanks', undefined],
  ] as const)('on %s, with %s, gives the notice %s', (channel, intent, notice) => {
    expect(worded(answer(intent), { channel }).disclaimer).toBe(notice)
  })

  test('has its own short text, without marks', () => {
    expect(worded(answer('lifting')).shortText).toBe('Lifting helps many people. Start light.')
    expect(worded(answer('score'), { facts: { tScore: -2 } }).shortText).toBe(
      'Low at -2.0. A score compares bones.',
    )
  })

  test('of two intents is one reply, in the order asked, with one notice', () => {
    const reply = worded(answer('calcium', 'lifting'))
    expect(reply).toMatchObject({
      responseId: 'calcium.general+lifting.general',
      citations: ['made_2020', 'made_2021'],
      disclaimer: 'GENERAL NOTICE',
      shortText: 'It goes by age.\nLifting helps many people. Start light.',
    })
    expect(reply.paragraphs).toHaveLength(3)
    expect(reply.suggestions.map(({ intent }) => intent)).toEqual(['score', 'person', 'my_facts'])
  })

  test('of an intent without an answer says so', () => {
    expect(worded(answer('pills')).responseId).toBe('fallback.unknown')
  })
})

describe('composeReply, of more', () => {
  test('gives the longer answer of the topic', () => {
    const reply = worded(more, { session: aSession({}, { topic: ['lifting'] }) })
    expect(reply).toMatchObject({
      responseId: 'lifting.general.more',
      paragraphs: ['Rest for a day between. [1]'],
      citations: ['made_2021'],
    })
  })

  test('says that there is no more, or nothing to say more about', () => {
    const told = { topic: ['calcium'] }
    expect(worded(more, { session: aSession({}, told) }).responseId).toBe('act.more_all')
    expect(worded(more).responseId).toBe('act.more_none')
  })
})
