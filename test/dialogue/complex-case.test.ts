import { describe, expect, test } from '@jest/globals'
import { lastOf } from '../support/converse.js'

describe('a case that no ready-made answer can weigh', () => {
  test.each([
    'my wife has diabetes, had a stroke in march and is on warfarin and letrozole, the doctors disagree, what now',
    'kidney transplant 2011, prednisone, now breast cancer and they speak of prolia or evenity, help me choose',
  ])('offers a person first for %j', (utterance) => {
    const { decision, reply } = lastOf(utterance)
    if (decision.kind !== 'clarify') throw new Error(`${decision.kind}: ${reply.responseId}`)
    expect(decision.about).toBe('complex')
    expect(decision.candidates[0]).toBe('talk_to_a_person')
  })

  test.each(['how much calcium do I need? I have diabetes', 'What is a T-score?'])(
    'is not seen in %j',
    (utterance) => {
      expect(lastOf(utterance).reply.responseId).not.toContain('complex')
    },
  )
})
