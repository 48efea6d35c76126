import { describe, expect, test } from '@jest/globals'
import { converse, lastOf } from '../support/converse.js'

const EMERGENCY = 'i have crushing chest pain'
const YOGA = 'Are yoga and bending OK?'

describe('after an emergency reply', () => {
  test.each(['yes', 'no', 'ok thank you', 'asdf qwer', 'more', 'stop', 'bye', YOGA])(
    '%s is answered with what to do and one check question',
    (utterance) => {
      const { decision, reply } = lastOf(EMERGENCY, utterance)
      expect(decision).toMatchObject({ kind: 'ask', slot: 'safetyCheck' })
      expect(reply.shortText).toMatch(/^If this is happening now, call 911\./)
    },
  )

  test.each(["i'm safe now", 'it was a false alarm', 'This is not happening now'])(
    '%s closes it',
    (utterance) => {
      const { reply, session } = lastOf(EMERGENCY, utterance)
      expect(reply.responseId).toBe('act.safe')
      expect(session.openEmergency).toBeUndefined()
    },
  )

  test('a yes to the check escalates again', () => {
    expect(lastOf(EMERGENCY, 'thanks', 'yes').decision.kind).toBe('escalate')
  })

  test('a no to the check answers what was asked meanwhile, and closes it', () => {
    const { decision, session } = lastOf(EMERGENCY, 'Is walking enough?', 'no')
    expect(decision).toEqual({ kind: 'answer', intents: ['walking_enough'] })
    expect(session.openEmergency).toBeUndefined()
  })

  test('asks once only: a further question is answered', () => {
    const turns = converse('web', EMERGENCY, YOGA, 'Is walking enough?', YOGA)
    expect(turns.map(({ decision }) => decision.kind)).toEqual([
      'escalate',
      'ask',
      'answer',
      'answer',
    ])
  })

  test('obeys the words of the carrier', () => {
    const [, turn] = converse('sms', EMERGENCY, 'STOP')
    expect(turn?.decision).toEqual({ kind: 'act', act: 'opt_out' })
  })
})

describe('a sign in doubt', () => {
  test('is asked about after what to do, and a no returns to the open question', () => {
    const turns = converse('web', 'can i lift heavy weights?', 'emergency', 'no')
    expect(turns.map(({ reply }) => reply.responseId)).toEqual([
      'ask.priorFracture',
      'ask.safetyCheck.other_emergency',
      'ask.priorFracture',
    ])
  })
})

describe('thoughts of suicide', () => {
  test('with pills taken keep their own words beside a lesser flag', () => {
    expect(lastOf('i just took all my pills i want to die').reply.responseId).toMatch(
      /^escalate\.suicide_self_harm\.pills_taken/,
    )
  })

  test('are checked by a question whose yes means danger', () => {
    const { decision, reply } = lastOf('i want to kill myself', 'ok', 'yes')
    expect(decision.kind).toBe('escalate')
    expect(reply.responseId).toBe('escalate.suicide_self_harm')
  })
})
