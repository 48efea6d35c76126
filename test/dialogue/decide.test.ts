import { describe, expect, test } from '@jest/globals'
import type { Awaited, Decision, DialogueAct, Session, Understanding } from '../../src/types.js'
import { aScore, aSession, hearing } from '../support/content.js'
import { decideOn } from '../support/decide-on.js'

const toldNow: Partial<Session> = { slots: { tScore: { value: -2, toldInTurn: 4 } } }

describe('decide, by what the patient does', () => {
  test.each<readonly [DialogueAct, Partial<Session>, Decision]>([
    ['help', {}, { kind: 'act', act: 'help' }],
    ['startOver', {}, { kind: 'act', act: 'start_over' }],
    ['cancel', {}, { kind: 'act', act: 'cancel' }],
    ['repeat', {}, { kind: 'act', act: 'repeat' }],
    ['shorter', {}, { kind: 'act', act: 'repeat', about: 'shorter' }],
    ['more', {}, { kind: 'act', act: 'more' }],
    ['why', { topic: ['lifting'] }, { kind: 'act', act: 'more' }],
    ['why', { topic: [] }, { kind: 'act', act: 'more', about: 'why' }],
    ['skip', { topic: [] }, { kind: 'act', act: 'acknowledge', about: 'skip' }],
    ['correction', { ...toldNow, topic: ['score'] }, { kind: 'answer', intents: ['score'] }],
    ['correction', { ...toldNow, topic: [] }, { kind: 'act', act: 'correct_fact' }],
    ['correction', { topic: ['score'] }, { kind: 'fallback', reason: 'unknown', candidates: [] }],
    ['thanks', {}, { kind: 'answer', intents: ['thanks'] }],
    ['yes', {}, { kind: 'act', act: 'acknowledge' }],
    ['no', {}, { kind: 'act', act: 'acknowledge' }],
    ['notSure', {}, { kind: 'act', act: 'acknowledge' }],
  ])('%s, in a session with %j', (act, session, decision) => {
    expect(decideOn({ acts: [act] }, aSession({}, session))).toEqual(decision)
  })

  test('takes stop for an opt-out only where messages are sent', () => {
    const heard = { acts: ['optOut'] } as const
    expect(decideOn(heard, aSession(), 'sms')).toEqual({ kind: 'act', act: 'opt_out' })
    expect(decideOn(heard, aSession(), 'web')).toEqual({ kind: 'act', act: 'cancel' })
    expect(decideOn(heard, aSession(), 'console')).toEqual({ kind: 'act', act: 'cancel' })
  })

  test('takes start for an opt-in only where messages are sent', () => {
    const heard = { acts: ['optIn'] } as const
    expect(decideOn(heard, aSession(), 'sms')).toEqual({ kind: 'act', act: 'opt_in' })
    expect(decideOn(heard, aSession(), 'web')).toMatchObject({ kind: 'fallback' })
  })

  test.each(['yes', 'no', 'notSure'] as const)('answers a question that opens with %s', (act) => {
    const utterance = 'so, is lifting safe'
    expect(decideOn({ utterance, acts: [act], ...hearing('lifting') })).toEqual({
      kind: 'answer',
      intents: ['lifting'],
    })
    // Small talk is too near to a yes to tell.
    expect(decideOn({ acts: [act], ...hearing('thanks') })).toEqual({
      kind: 'act',
      act: 'acknowledge',
    })
  })

  test('does not take a yes with a value for a bare yes', () => {
    expect(decideOn({ acts: ['yes'], entities: [aScore(-2)] })).toMatchObject({ kind: 'fallback' })
  })
})

describe('decide, after offering a choice', () => {
  const awaited: Awaited = { kind: 'choice', candidates: ['lifting', 'person', 'pills'] }
  const choosing = aSession({}, { awaited })

  test.each<readonly [string, Decision]>([
    ['1', { kind: 'answer', intents: ['lifting'] }],
    [' 2. ', { kind: 'handoff', reason: 'asked', intent: 'person' }],
    ['#3', { kind: 'fallback', reason: 'planned', candidates: ['calcium', 'lifting'] }],
  ])('takes %j for a number of the list', (utterance, decision) => {
    expect(decideOn({ utterance }, choosing)).toEqual(decision)
  })

  test.each(['4', '0', '12', '2 please', '1.5', 'one'])('takes %j for no choice', (utterance) => {
    expect(decideOn({ utterance }, choosing)).toMatchObject({ kind: 'fallback', reason: 'unknown' })
  })

  test('lets another question be asked', () => {
    expect(decideOn(hearing('calcium'), choosing)).toEqual({ kind: 'answer', intents: ['calcium'] })
  })

  test('takes a number for nothing where nothing was offered', () => {
    expect(decideOn({ utterance: '1' })).toMatchObject({ kind: 'fallback' })
  })
})

describe('decide, to forget', () => {
  const confirming = aSession({}, { awaited: { kind: 'confirmForget' } })

  test('asks before it forgets', () => {
    expect(decideOn(hearing('forget_me'))).toEqual({ kind: 'act', act: 'forget', about: 'confirm' })
  })

  test.each<readonly [Partial<Understanding>, Decision]>([
    [{ acts: ['yes'] }, { kind: 'act', act: 'forget' }],
    [{ acts: ['no'] }, { kind: 'act', act: 'cancel', about: 'forget' }],
    [hearing('lifting'), { kind: 'answer', intents: ['lifting'] }],
    [{ acts: ['notSure'] }, { kind: 'act', act: 'acknowledge' }],
  ])('then hears %j', (heard, decision) => {
    expect(decideOn(heard, confirming)).toEqual(decision)
  })

  test('does not forget on a yes to nothing', () => {
    expect(decideOn({ acts: ['yes'] })).not.toMatchObject({ act: 'forget' })
  })
})

describe('decide, by intent', () => {
  test.each<readonly [string, Partial<Understanding>, Decision]>([
    ['an answered intent', hearing('lifting'), { kind: 'answer', intents: ['lifting'] }],
    [
      'a planned intent',
      hearing('pills'),
      { kind: 'fallback', reason: 'planned', candidates: ['calcium', 'lifting'] },
    ],
    [
      'an intent that content does not know',
      hearing('unheard_of'),
      { kind: 'fallback', reason: 'planned', candidates: [] },
    ],
    [
      'a wish for a person',
      hearing('person'),
      { kind: 'handoff', reason: 'asked', intent: 'person' },
    ],
    ['what is known', hearing('my_facts'), { kind: 'act', act: 'show_facts' }],
    ['the end of texts', hearing('stop_texts'), { kind: 'act', act: 'opt_out' }],
    ['nothing known', {}, { kind: 'fallback', reason: 'unknown', candidates: [] }],
    ['spaces', { utterance: ' \n ' }, { kind: 'fallback', reason: 'empty', candidates: [] }],
    ['too much', { isTooLong: true }, { kind: 'fallback', reason: 'too_long', candidates: [] }],
    [
      'too much, but sure',
      { isTooLong: true, ...hearing('lifting') },
      { kind: 'answer', intents: ['lifting'] },
    ],
  ])('%s', (_, heard, decision) => {
    expect(decideOn(heard, aSession(), 'sms')).toEqual(decision)
  })

  test('offers a choice when it is not sure, likeliest first and three at most', () => {
    const heard = hearing(['lifting', 0.4], ['calcium', 0.3], ['score', 0.2], ['person', 0.15])
    expect(decideOn(heard)).toEqual({
      kind: 'clarify',
      candidates: ['lifting', 'calcium', 'score'],
    })
  })

  test('offers only what it can do something about, and no small talk', () => {
    const heard = hearing(['pills', 0.4], ['thanks', 0.4], ['unheard_of', 0.35], ['person', 0.3])
    expect(decideOn(heard)).toEqual({ kind: 'clarify', candidates: ['person'] })
  })

  test('offers nothing that is far less likely than the best', () => {
    expect(decideOn(hearing(['lifting', 0.5], ['calcium', 0.05]))).toEqual({
      kind: 'clarify',
      candidates: ['lifting'],
    })
    expect(decideOn(hearing(['lifting', 0.1]))).toMatchObject({ kind: 'fallback' })
  })

  test('answers small talk, and what a told value belongs to, on less', () => {
    const likely = 0.65
    expect(decideOn(hearing(['lifting', likely]))).toMatchObject({ kind: 'clarify' })
    expect(decideOn(hearing(['thanks', likely]))).toMatchObject({ kind: 'answer' })
    const entities = [aScore(-2)]
    expect(decideOn({ ...hearing(['score', likely]), entities })).toMatchObject({ kind: 'answer' })
    expect(decideOn({ ...hearing(['calcium', likely]), entities })).toMatchObject({
      kind: 'clarify',
    })
  })

  test('brings in a person after two misses in a row', () => {
    expect(decideOn({}, aSession({}, { fallbacks: 1 }))).toEqual({
      kind: 'handoff',
      reason: 'two_fallbacks',
    })
    expect(decideOn(hearing('lifting'), aSession({}, { fallbacks: 1 }))).toMatchObject({
      kind: 'answer',
    })
  })
})
