import { describe, expect, test } from '@jest/globals'
import {
  conversationText,
  numbersToCall,
  partsOf,
  spokenText,
  trueMinus,
} from '../../src/widget/plain-text.js'
import type { Message, Reply } from '../../src/widget/reply.js'
import { fill, languageOf, stringsOf } from '../../src/widget/strings.js'

const aReply = (about: Partial<Reply> = {}): Reply => ({
  responseId: 'x.y',
  paragraphs: ['Your -2.7 is low. [1] Ask. [2]'],
  shortText: '',
  citations: [],
  because: [],
  suggestions: [],
  isReviewed: true,
  ...about,
})

describe('partsOf', () => {
  test('cuts at the marks and leaves out those without a source', () => {
    expect(partsOf('Low. [1][3] Ask. [2]', new Set([1, 2]))).toEqual([
      { kind: 'text', text: 'Low.' },
      { kind: 'mark', n: 1 },
      { kind: 'text', text: ' Ask.' },
      { kind: 'mark', n: 2 },
    ])
  })

  test('leaves other brackets as they are', () => {
    expect(partsOf('[a] [123]', new Set([1]))).toEqual([{ kind: 'text', text: '[a] [123]' }])
  })
})

describe('trueMinus', () => {
  test.each([
    ['T-score -2.7', 'T-score −2.7'],
    ['(-1.0 to -2.5)', '(−1.0 to −2.5)'],
    ['8-12 times', '8-12 times'],
  ])('%s', (text, shown) => {
    expect(trueMinus(text)).toBe(shown)
  })
})

describe('spokenText', () => {
  test('says paragraphs, tables and cards without marks', () => {
    const reply = aReply({
      table: { caption: 'A week', columns: ['Day', 'What'], rows: [['Monday', 'Walk [1]', '-']] },
      card: { facts: [{ slot: 'tScore', label: 'T-score -2.7' }], questions: ['Why?'] },
    })
    expect(spokenText(reply).split('\n')).toEqual([
      'Your −2.7 is low. Ask.',
      'A week:',
      'Monday: Walk, -.',
      'T-score −2.7',
      'Why?',
    ])
  })
})

describe('conversationText', () => {
  test('has the words, the answer, the facts and the sources', () => {
    const message: Message = {
      seq: 1,
      messageId: 'a',
      receivedAt: '2026-01-01T00:00:00.000Z',
      decision: 'answer',
      text: 'is it low?',
      reply: aReply({
        isReviewed: false,
        because: [{ slot: 'ageYears', label: 'age 67' }],
        citations: [
          {
            n: 1,
            id: 'a',
            title: 'T',
            organisation: 'O',
            kind: 'guideline',
            url: 'https://o.example/',
          },
        ],
      }),
    }
    const text = conversationText([message], stringsOf('en', {}))
    for (const part of [
      'is it low?',
      'Your −2.7 is low.',
      'Because you told me: age 67',
      'Not yet reviewed by a clinician.',
      '[1] T. O (guideline). https://o.example/',
    ])
      expect(text).toContain(part)
  })
})

describe('numbersToCall', () => {
  test('finds them in the order of the reply, the emergency number always', () => {
    const reply = aReply({
      paragraphs: ['Call or text 988 (free, 24/7). In danger, call 911 now.'],
    })
    expect(numbersToCall(reply, '911')).toEqual(['988', '911'])
    expect(numbersToCall(aReply(), '112')).toEqual(['112'])
    expect(numbersToCall(aReply(), undefined)).toEqual([])
  })
})

describe('stringsOf', () => {
  test('gives English to a locale without a table, and the clinic’s words before all', () => {
    const strings = stringsOf('de-AT', { openChat: 'Fragen?' })
    expect([strings.openChat, strings.close]).toEqual(['Fragen?', 'Close'])
    expect([languageOf('de-AT', {}), languageOf('en-GB', {})]).toEqual(['en', 'en-GB'])
    expect(languageOf('de-AT', { openChat: 'Fragen?' })).toBe('de-AT')
  })

  test('fills values in and leaves unknown names', () => {
    expect(fill('{n} of {max} {x}', { n: 1, max: 2 })).toBe('1 of 2 {x}')
  })
})
