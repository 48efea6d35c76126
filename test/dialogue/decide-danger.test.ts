import { describe, expect, test } from '@jest/globals'
import type { Awaited, Understanding } from '../../src/types.js'
import { aFlag, aScore, aSession, hearing } from '../support/content.js'
import { decideOn } from '../support/decide-on.js'

const fainting = aFlag('fainting')
const swelling = aFlag('swelling', { urgency: 'same_day', certainty: 'possible' })
const hip = aFlag('hip', { certainty: 'possible' })

const STATES: readonly (Awaited | undefined)[] = [
  undefined,
  { kind: 'slot', slot: 'tScore', forIntent: 'score' },
  {
    kind: 'slot',
    slot: 'tScore',
    forIntent: 'score',
    doubted: aScore(2.5, { doubt: 'missing_sign' }),
  },
  { kind: 'safetyCheck', flag: swelling },
  { kind: 'safetyCheck', flag: swelling, forIntent: 'lifting' },
  { kind: 'choice', candidates: ['lifting', 'calcium'] },
  { kind: 'confirmForget' },
]
const OTHERWISE: readonly Partial<Understanding>[] = [
  {},
  hearing('calcium'),
  hearing('forget_me'),
  { acts: ['no'] },
  { acts: ['optOut'] },
  { acts: ['cancel'] },
  { acts: ['startOver'] },
  { utterance: '2' },
  { utterance: '' },
  { entities: [aScore(-2.5)] },
  { entities: [aScore(2.5, { doubt: 'missing_sign' })] },
  { isTooLong: true },
  { isAboutOther: true },
]

describe.each(STATES)('decide, with a sign of danger, while awaiting %j', (awaited) => {
  const session = aSession({}, awaited && { awaited })

  test.each(OTHERWISE)('escalates a certain sign, whatever else is heard: %j', (heard) => {
    const redFlags = [fainting, hip]
    for (const channel of ['web', 'sms', 'console'] as const) {
      expect(decideOn({ ...heard, redFlags }, session, channel)).toEqual({
        kind: 'escalate',
        flags: [fainting],
      })
    }
  })

  test('asks about a possible sign first, whatever else is heard', () => {
    for (const heard of OTHERWISE) {
      expect(decideOn({ ...heard, redFlags: [hip] }, session)).toMatchObject({
        kind: 'ask',
        slot: 'safetyCheck',
        flag: hip,
      })
    }
  })
})

describe('decide, with a possible sign of danger', () => {
  test('keeps what the message would have been answered with', () => {
    expect(decideOn({ ...hearing('calcium'), redFlags: [swelling] })).toEqual({
      kind: 'ask',
      slot: 'safetyCheck',
      flag: swelling,
      forIntent: 'calcium',
    })
  })

  test.each([
    ['that is not heard surely', hearing(['calcium', 0.5])],
    ['that has no answer', hearing('pills')],
  ])('keeps no intent %s', (_, heard) => {
    expect(decideOn({ ...heard, redFlags: [swelling] })).not.toHaveProperty('forIntent')
  })

  test('asks about the most urgent of several', () => {
    expect(decideOn({ redFlags: [hip, swelling] })).toMatchObject({ kind: 'ask', flag: hip })
  })
})

describe('decide, after a safety check', () => {
  const checking = aSession({}, { awaited: { kind: 'safetyCheck', flag: swelling } })
  const escalated = { kind: 'escalate', flags: [swelling] }

  test.each([
    ['yes', { acts: ['yes'] }],
    ['not sure', { acts: ['notSure'] }],
    ['yes, and a question', { acts: ['yes'], ...hearing('calcium') }],
    ['the sign again', { redFlags: [swelling] }],
    ['the sign again, with a no', { acts: ['no'], redFlags: [swelling] }],
  ] as const)('escalates on: %s', (_, heard) => {
    expect(decideOn(heard, checking)).toEqual(escalated)
  })

  test('is glad on: no', () => {
    expect(decideOn({ acts: ['no'] }, checking)).toEqual({
      kind: 'act',
      act: 'acknowledge',
      about: 'safe',
    })
  })

  test('goes on, on no, with what was asked before', () => {
    const awaited: Awaited = { kind: 'safetyCheck', flag: swelling, forIntent: 'lifting' }
    const session = aSession({ priorFracture: false }, { awaited })
    expect(decideOn({ acts: ['no'] }, session)).toEqual({
      kind: 'answer',
      intents: ['lifting'],
    })
  })

  test('takes anything else as something else', () => {
    expect(decideOn(hearing('lifting'), checking)).toEqual({ kind: 'answer', intents: ['lifting'] })
    expect(decideOn({}, checking)).toMatchObject({ kind: 'fallback', reason: 'unknown' })
  })

  test('escalates what was confirmed beside a new sign, emergencies first', () => {
    expect(decideOn({ acts: ['yes'], redFlags: [hip] }, checking)).toEqual(escalated)
    expect(decideOn({ acts: ['yes'], redFlags: [fainting] }, checking)).toEqual({
      kind: 'escalate',
      flags: [fainting, swelling],
    })
    const awaited: Awaited = { kind: 'safetyCheck', flag: hip }
    const sameDay = aFlag('overdose', { urgency: 'same_day' })
    expect(decideOn({ acts: ['yes'], redFlags: [sameDay] }, aSession({}, { awaited }))).toEqual({
      kind: 'escalate',
      flags: [hip, sameDay],
    })
    expect(decideOn({ acts: ['yes'], redFlags: [fainting] }, aSession({}, { awaited }))).toEqual({
      kind: 'escalate',
      flags: [hip, fainting],
    })
  })

  test('names a sign once that was asked about and is now certain', () => {
    const certain = aFlag('swelling', { urgency: 'same_day' })
    expect(decideOn({ acts: ['yes'], redFlags: [certain] }, checking)).toEqual({
      kind: 'escalate',
      flags: [certain],
    })
  })
})
