import { describe, expect, test } from '@jest/globals'
import { converse, lastOf } from '../support/converse.js'

const idsOf = (...utterances: readonly string[]) =>
  converse('web', ...utterances).map(({ reply }) => reply.responseId)

describe('facts told without a question', () => {
  test('give the last answer again when they bear on it', () => {
    const { decision, session } = lastOf('How often should I exercise?', 'I am 80')
    expect(decision).toEqual({ kind: 'answer', intents: ['exercise_how_often'] })
    expect(session.slots.ageYears?.value).toBe(80)
  })

  test('are taken in when the answer stays the same', () => {
    const { decision, session } = lastOf('What does a T-score mean?', 'i am 58')
    expect(decision).toEqual({ kind: 'act', act: 'acknowledge' })
    expect(session.slots.ageYears?.value).toBe(58)
  })

  test('are noted, with buttons for what they are good for', () => {
    const { reply } = lastOf('im 67')
    expect(reply.responseId).toBe('act.noted')
    expect(reply.paragraphs.join()).toContain('age 67')
    expect(reply.suggestions.map(({ intent }) => intent)).toContain('calcium_amount')
  })

  test('ask for the one answer that they serve', () => {
    expect(lastOf('-2.7').decision).toEqual({ kind: 'answer', intents: ['t_score_meaning'] })
  })

  test('correct the last answer when they make it unsafe', () => {
    expect(
      idsOf('I am a 60 year old woman. How much calcium do I need?', 'i have kidney stones').at(-1),
    ).toBe('calcium_amount.kidney_or_calcium_problem')
  })

  test('do not hide a question about a medicine', () => {
    expect(lastOf('should i stop fosamax').decision.kind).not.toBe('act')
  })
})

describe('a told break', () => {
  test('is asked for its place, and named by it', () => {
    const turns = converse('web', 'can i lift heavy weights?', 'yes', 'my wrist')
    expect(turns.map(({ reply }) => reply.responseId)).toEqual([
      'ask.priorFracture',
      'ask.fractureSite',
      'heavy_lifting_safe.prior_fracture',
    ])
    expect(turns[2]?.reply.because.map(({ slot }) => slot)).toEqual(['fractureSite'])
  })

  test('that there was none is named as a reason, too', () => {
    const { reply } = lastOf('can i lift heavy weights?', 'no')
    expect(reply.because.map(({ slot }) => slot)).toEqual(['priorFracture'])
  })
})

describe('a question of the bot', () => {
  test('is not asked when it has lost its point', () => {
    expect(lastOf('I am pregnant. I am 32. How much calcium do I need?').decision.kind).toBe(
      'answer',
    )
  })

  test('differs the second time, and then is let go', () => {
    const [first, second, third] = converse(
      'web',
      'how much calcium do I need?',
      'umbrella',
      'giraffe',
    )
    expect(second?.reply.responseId).toBe('ask.ageYears')
    expect(second?.reply.paragraphs).not.toEqual(first?.reply.paragraphs)
    expect(third?.reply.responseId).toBe('calcium_amount.general')
  })

  test('gives its reason first when asked why', () => {
    const { reply } = lastOf('can i lift heavy weights?', 'why do you ask?')
    expect(reply.paragraphs[0]).toMatch(/^I ask because/)
  })

  test('left for another question can be returned to', () => {
    const { reply } = lastOf('how much calcium do I need?', 'Is walking enough?')
    expect(reply.responseId).toBe('walking_enough.general')
    expect(reply.suggestions[0]?.intent).toBe('calcium_amount')
  })

  test('answered together with a new question lets the new one go first', () => {
    const { decision } = lastOf('how much calcium do I need?', "I'm 67, but is yoga ok for me?")
    expect(decision).toMatchObject({ kind: 'ask', forIntent: 'yoga_and_bending' })
  })
})

describe('a value in doubt', () => {
  test('is built on for what asks for such a value', () => {
    const { decision, session } = lastOf('my t score is -25', 'yes')
    expect(decision).toMatchObject({ kind: 'ask', forIntent: 't_score_meaning' })
    expect(session.slots.tScore?.value).toBe(-2.5)
  })
})

describe('a bare no', () => {
  test.each(['no', 'nope', 'no thanks', 'not sure', 'yes please'])(
    'asks nothing: %s',
    (utterance) => {
      expect(lastOf(utterance).reply.responseId).toBe('act.acknowledge')
      const again = lastOf('how much calcium do I need?', utterance).reply.responseId
      expect(['ask.ageYears', 'calcium_amount.general']).toContain(again)
    },
  )
})

describe('"tell me more"', () => {
  test('says more once', () => {
    expect(idsOf('Is walking enough?', 'more', 'more', 'more')).toEqual([
      'walking_enough.general',
      'walking_enough.general.more',
      'act.more_all',
      'act.more_all',
    ])
  })

  test('by text message brings the longer answer once, in place of the short one', () => {
    const turns = converse('sms', 'Is walking enough?', 'more', 'more')
    expect(turns.map(({ reply }) => reply.responseId)).toEqual([
      'walking_enough.general',
      'walking_enough.general.more',
      'act.more_all',
    ])
    expect(turns.map(({ reply }) => reply.isLong)).toEqual([undefined, true, undefined])
  })
})
