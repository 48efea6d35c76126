/** A told fact is changed by one tap or one message. */
import { describe, expect, test } from '@jest/globals'
import { converse, lastOf } from '../support/converse.js'

const ASKED = "How much calcium do I need? I'm 71 and a man"

describe('a fact below an answer', () => {
  test('carries the words that change it', () => {
    const changes = lastOf(ASKED).reply.because.map(({ slot, change }) => [slot, change])
    expect(changes).toEqual([['ageYears', 'Change age']])
  })

  test.each(['Change age', 'change my age', 'can I change my age?', 'please update age'])(
    '%s puts it aside and asks anew; the new one gives the answer again',
    (say) => {
      const [, asked, told] = converse('web', ASKED, say, '49')
      expect(asked?.decision).toEqual({
        kind: 'ask',
        slot: 'ageYears',
        forIntent: 'calcium_amount',
      })
      expect(asked?.session.slots.ageYears).toBeUndefined()
      expect(told?.session.slots.ageYears?.value).toBe(49)
      expect(told?.decision).toEqual({ kind: 'answer', intents: ['calcium_amount'] })
    },
  )

  test('is changed within a talk, which then goes on', () => {
    const said = ['Can I start exercising?', 'no', 'no', 'Change past break', 'no']
    const ids = converse('web', ...said).map(({ reply }) => reply.responseId)
    expect(ids.slice(-3)).toEqual([
      'ask.recentSurgeryOrBreak',
      'ask.priorFracture',
      'ask.recentSurgeryOrBreak',
    ])
  })

  test('without an answer that goes by it, what is known is shown', () => {
    expect(lastOf("I'm 71", 'change my age').reply.responseId).toBe('act.show_facts_none')
  })

  test.each(['change my diet', 'can I change medicine brands?', 'how do I change my lifestyle'])(
    '%s changes no fact',
    (say) => {
      expect(lastOf("I'm 71", say).understanding.changes).toBeUndefined()
    },
  )
})
