/** What the bot does when a patient comes back after an hour, or after a day. */
import { describe, expect, test } from '@jest/globals'
import { gsmSegments } from '../../src/channels/gsm.js'
import { converseAt } from '../support/converse.js'
import { readyContent } from '../support/ready-content.js'

const ASKING = 'how much calcium do I need?'
const SCORE = 'what does a T-score of -2.7 mean?'
type Said = readonly (readonly [number, string])[]

const last = (...said: Said) => converseAt('web', said).at(-1)!
const idOf = (...said: Said) => last(...said).reply.responseId

describe('after an hour', () => {
  test.each(['67', 'yes', 'no', 'not sure'])('asks again, on a bare %j', (utterance) => {
    const { decision, session } = last([0, ASKING], [2, utterance])
    expect(decision).toMatchObject({ kind: 'ask', slot: 'ageYears', about: 'resumed' })
    expect(session.slots).toEqual({})
  })

  test('and then takes the answer, and never asks a third time', () => {
    expect(last([0, ASKING], [2, '67'], [0, '67']).session.slots.ageYears?.value).toBe(67)
    const third = last([0, ASKING], [2, 'yes'], [2, 'yes'])
    expect(third.decision).toEqual({ kind: 'answer', intents: ['calcium_amount'] })
  })

  test('reads what says by itself what it is', () => {
    const { decision, session } = last([0, ASKING], [2, "I'm 67"])
    expect(session.slots.ageYears?.value).toBe(67)
    expect(decision).toMatchObject({ kind: 'ask', slot: 'sex' })
  })

  test('answers another question, and offers the way back', () => {
    const { reply } = last([0, ASKING], [2, 'Is walking enough?'])
    expect(reply.responseId).toBe('walking_enough.general')
    expect(reply.suggestions[0]?.intent).toBe('calcium_amount')
  })

  test('offers the choices again, and asks again before it deletes', () => {
    expect(last([0, 'calcium'], [2, '2']).decision.kind).toBe('clarify')
    expect(idOf([0, 'forget me'], [2, 'yes'])).toBe('act.forget_confirm')
    expect(idOf([0, 'forget me'], [0, 'yes'])).toBe('act.forget')
  })

  test('takes no word to us for a missed dose of a medicine that was spoken of', () => {
    const asked = 'how safe is prolia really'
    expect(idOf([0, asked], [0, 'forget me'])).toBe('act.forget_confirm')
    expect(idOf([0, asked], [0, 'delete everything'])).toBe('act.forget_confirm')
    expect(idOf([0, asked], [0, 'STOP'])).not.toMatch(/^escalate/)
    expect(idOf([0, asked], [0, 'i forgot my shot'])).toMatch(/^escalate\.denosumab_late/)
    expect(idOf([0, asked], [0, 'forget me please, i missed my shot'])).toMatch(/^escalate/)
  })

  test('still leans on the last answer', () => {
    expect(last([0, 'Is walking enough?'], [3, 'how often?']).decision).toMatchObject({
      intents: ['exercise_how_often'],
    })
  })

  test.each(Object.entries(readyContent().system.asks))(
    'a text message has room for the question again: %s',
    (_slot, { sms }) => {
      const { asked_before: before } = readyContent().system
      expect(gsmSegments(`${before.sms} ${sms}`)).toBeLessThanOrEqual(2)
    },
  )

  test('within the hour nothing changes', () => {
    expect(last([0, ASKING], [1, '67']).session.slots.ageYears?.value).toBe(67)
  })
})

describe('an emergency', () => {
  const EMERGENCY = 'I have crushing chest pain'

  test.each([1.5, 10, 23, 48])('is asked about first after %d hours', (hours) => {
    const { decision } = last([0, EMERGENCY], [hours, 'Is walking enough?'])
    expect(decision).toMatchObject({ kind: 'ask', slot: 'safetyCheck' })
  })

  test('is asked about once more when the check was left open for an hour', () => {
    const said: Said = [
      [0, EMERGENCY],
      [0, 'Is walking enough?'],
      [2, 'is yoga ok?'],
    ]
    expect(last(...said).decision).toMatchObject({ kind: 'ask', slot: 'safetyCheck' })
    expect(last(...said.slice(0, 2), [0, 'is yoga ok?']).decision.kind).not.toBe('ask')
  })

  test('escalates on a late yes', () => {
    const { decision } = last([0, EMERGENCY], [0, 'Is walking enough?'], [2, 'yes'])
    expect(decision.kind).toBe('escalate')
  })
})

describe('after a day', () => {
  test('begins anew', () => {
    const { session } = last([0, SCORE], [25, 'Is walking enough?'])
    expect(session.slots).toEqual({})
    expect(session.topic).toEqual(['walking_enough'])
    expect(idOf([0, 'Is walking enough?'], [25, 'tell me more'])).toBe('act.more_none')
    expect(idOf([0, ASKING], [25, 'yes'])).toBe('act.acknowledge')
    // Not read with the subject of yesterday.
    expect(idOf([0, 'Is walking enough?'], [25, 'how often?'])).toMatch(/^(?:clarify|fallback)/)
  })

  test('keeps facts if the patient agreed', () => {
    const kept = last([0, SCORE], [0, 'yes'], [48, 'Is walking enough?'])
    expect(kept.session.slots.tScore?.value).toBe(-2.7)
    const asked = last([0, 'my T-score is -2.7'], [0, 'remember me'], [48, 'hello'])
    expect(asked.session.slots.tScore?.value).toBe(-2.7)
    const refused = last([0, SCORE], [0, 'no'], [48, 'Is walking enough?'])
    expect(refused.session.slots).toEqual({})
  })

  test('greets who only greets, by the title of the last question', () => {
    const { reply } = last([0, 'how much calcium do adults need?'], [0, 'thanks'], [30, 'hello'])
    expect(reply.responseId).toBe('act.welcome_back')
    expect(reply.suggestions[0]?.intent).toBe('calcium_amount')
    expect(idOf([0, 'how much calcium do adults need?'], [3, 'hello'])).toBe('greeting.general')
    expect(idOf([0, 'hello'], [30, 'hello'])).toBe('greeting.general')
  })
})

describe('the question whether facts may be kept', () => {
  test('is asked once, below the first answer that facts have changed', () => {
    const turns = converseAt('web', [
      [0, 'is walking enough?'],
      [0, SCORE],
      [0, 'is yoga ok?'],
    ])
    const asks = turns.map(({ reply }) => reply.suggestions[0]?.text === 'Yes, remember it')
    expect(asks).toEqual([false, true, false])
  })

  test('is never asked in a text message', () => {
    const [turn] = converseAt('sms', [[0, SCORE]])
    expect(turn?.session.keepsFacts).toBeUndefined()
    expect(turn?.session.awaited).toBeUndefined()
  })

  test('is answered by a bare yes or no alone', () => {
    expect(idOf([0, SCORE], [0, 'Yes, remember it'])).toBe('act.remember_me')
    expect(idOf([0, SCORE], [0, 'yes'])).toBe('act.remember_me')
    expect(idOf([0, SCORE], [0, 'no'])).toBe('act.not_remembered')
    expect(idOf([0, SCORE], [0, 'no, I meant -1.7'])).toBe('t_score_meaning.low')
    expect(idOf([0, SCORE], [0, 'is walking enough?'])).toMatch(/^walking_enough/)
  })
})
