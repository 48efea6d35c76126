/** Short messages that ask nothing by themselves. */
import { describe, expect, test } from '@jest/globals'
import { converse, lastOf } from '../support/converse.js'

describe('with nothing asked', () => {
  test.each([
    ['skip', 'act.skip_none'],
    ['why?', 'act.why_none'],
    ['yes', 'act.acknowledge'],
    ['no', 'act.acknowledge'],
    ["I'd rather not say", 'act.acknowledge'],
    ['tell me more', 'act.more_none'],
  ])('%j gets a short reply that leads on', (utterance, responseId) => {
    const { reply } = lastOf(utterance)
    expect(reply.responseId).toBe(responseId)
    expect(reply.suggestions.length).toBeGreaterThan(0)
  })
})

describe('a bare fact', () => {
  test.each(["I'm 67", 'im 67', 'I am 67.', '67 years old'])(
    'is not heard as small talk: %s',
    (utterance) => {
      expect(lastOf(utterance).session.slots.ageYears?.value).toBe(67)
      expect(lastOf('thanks', utterance).reply.responseId).toBe('act.noted')
      expect(lastOf('how much calcium do adults need?', 'thanks', utterance).decision).toEqual({
        kind: 'answer',
        intents: ['calcium_amount'],
      })
    },
  )
})

describe('"how do you know?"', () => {
  test('names the sources of the last answer', () => {
    const turns = converse('web', 'how much calcium do adults need?', 'how do you know?')
    expect(turns[1]?.reply.responseId).toBe('act.sources')
    expect(turns[1]?.reply.paragraphs[0]).toMatch(/\(\d{4}\)/)
    expect(turns[1]?.reply.suggestions.map(({ intent }) => intent)).toEqual(['how_do_you_know'])
  })

  test('is answered in general where nothing was said', () => {
    expect(lastOf('how do you know?').reply.responseId).toBe('how_do_you_know.general')
  })
})

describe('"tell me more", when there is no more', () => {
  test('offers what patients ask next', () => {
    const { reply } = lastOf('is walking enough?', 'tell me more', 'tell me more')
    expect(reply.responseId).toBe('act.more_all')
    expect(reply.suggestions.length).toBeGreaterThan(0)
  })
})

describe('"say it shorter"', () => {
  test('gives the wording for a text message', () => {
    const turns = converse('web', 'is walking enough?', 'say it shorter')
    expect(turns[1]?.reply.paragraphs).toEqual([turns[0]?.reply.shortText])
  })
})
