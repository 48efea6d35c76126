import { describe, expect, test } from '@jest/globals'
import type { RankedIntent } from '../../src/types.js'
import { aFlag, aSession, hearing } from '../support/content.js'
import { decideOn } from '../support/decide-on.js'

const asked = (
  ...intents: readonly (readonly [intent: string, confidence: number])[]
): readonly (readonly RankedIntent[])[] =>
  intents.map(([intent, confidence]) => [{ intent, confidence }])

describe('decide, about several questions in one message', () => {
  test('answers two in the order asked, and offers the rest', () => {
    const questions = asked(['lifting', 0.9], ['score', 0.8], ['calcium', 0.7])
    expect(decideOn({ questions, ...hearing('score') })).toEqual({
      kind: 'answer',
      intents: ['lifting', 'score'],
      also: ['calcium'],
    })
    expect(decideOn({ questions: questions.slice(0, 2) })).toEqual({
      kind: 'answer',
      intents: ['lifting', 'score'],
    })
  })

  test('offers both where one is not sure, or two answers do not fit', () => {
    const unsure = asked(['lifting', 0.9], ['score', 0.5])
    const offered = { kind: 'clarify', candidates: ['lifting', 'score'], about: 'questions' }
    expect(decideOn({ questions: unsure })).toEqual(offered)
    const sure = asked(['lifting', 0.9], ['score', 0.9])
    expect(decideOn({ questions: sure }, aSession(), 'sms')).toEqual(offered)
  })

  test('counts neither small talk nor what has no answer', () => {
    const questions = asked(['lifting', 0.9], ['thanks', 0.9], ['pills', 0.9])
    expect(decideOn({ questions, ...hearing('lifting') })).toMatchObject({ intents: ['lifting'] })
  })

  test('goes after danger', () => {
    const questions = asked(['lifting', 0.9], ['score', 0.9])
    const redFlags = [aFlag('fainting')]
    expect(decideOn({ questions, redFlags })).toMatchObject({ kind: 'escalate' })
  })
})

describe('decide, about a bare subject', () => {
  test('offers its questions, whatever the classifier makes of it', () => {
    expect(decideOn({ topic: ['score', 'lifting'], ...hearing('calcium') })).toEqual({
      kind: 'clarify',
      candidates: ['score', 'lifting'],
      about: 'topic',
    })
  })

  test('takes it for the answer to the question that is open', () => {
    const session = aSession(
      { priorFracture: true },
      { awaited: { kind: 'slot', slot: 'tScore', forIntent: 'score' } },
    )
    const told = { ...session, slots: { tScore: { value: -2, toldInTurn: session.turns + 1 } } }
    expect(decideOn({ topic: ['score', 'lifting'] }, told)).toEqual({
      kind: 'answer',
      intents: ['score'],
    })
  })
})
