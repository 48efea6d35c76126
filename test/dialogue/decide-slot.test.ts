import { describe, expect, test } from '@jest/globals'
import type { Awaited, Decision, Entity, Session, Slots, Understanding } from '../../src/types.js'
import { aScore, aSession, hearing } from '../support/content.js'
import { decideOn } from '../support/decide-on.js'

const NOW = 4

/** A session in which a slot was just asked for, and these facts are told in this turn. */
function asking(
  awaited: Omit<Extract<Awaited, { kind: 'slot' }>, 'kind'>,
  { told = {}, times = 1 }: { told?: Slots; times?: number } = {},
): Session {
  const slots = Object.entries(told).map(([slot, value]) => [slot, { value, toldInTurn: NOW }])
  return aSession(
    {},
    {
      slots: Object.fromEntries(slots) as Session['slots'],
      asked: { [awaited.slot]: times },
      awaited: { kind: 'slot', ...awaited },
    },
  )
}

const span = { start: 0, end: 3, about: 'patient' } as const
const doubted = aScore(2.5, { doubt: 'missing_sign' })
const asked: Decision = { kind: 'ask', slot: 'tScore', forIntent: 'score' }
const again: Decision = { ...asked, about: 'again' }
const answer: Decision = { kind: 'answer', intents: ['score'] }

describe('decide, after a question for a slot', () => {
  test('answers once the slot is told', () => {
    expect(
      decideOn({}, asking({ slot: 'tScore', forIntent: 'score' }, { told: { tScore: -2 } })),
    ).toEqual(answer)
  })

  test('goes on to the next question of the intent', () => {
    const session = asking({ slot: 'ageYears', forIntent: 'calcium' }, { told: { ageYears: 67 } })
    expect(decideOn({}, session)).toEqual({ kind: 'ask', slot: 'sex', forIntent: 'calcium' })
  })

  test('skips a question whose answer was told on the way', () => {
    const told = { ageYears: 67, sex: 'female' } as const
    const session = asking({ slot: 'ageYears', forIntent: 'calcium' }, { told })
    expect(decideOn({}, session)).toEqual({ kind: 'answer', intents: ['calcium'] })
  })

  test('thanks for a fact for which there is no answer yet', () => {
    const session = asking({ slot: 'tScore', forIntent: 'pills' }, { told: { tScore: -2 } })
    expect(decideOn({}, session)).toEqual({ kind: 'act', act: 'acknowledge' })
  })

  test('does not take a fact told earlier for an answer', () => {
    const session = aSession(
      { tScore: -2 },
      { asked: { tScore: 1 }, awaited: { kind: 'slot', slot: 'tScore', forIntent: 'score' } },
    )
    expect(decideOn({}, session)).toEqual(again)
  })

  test('asks a value in doubt back', () => {
    const session = asking({ slot: 'tScore', forIntent: 'score' })
    expect(decideOn({ entities: [doubted] }, session)).toEqual({ ...asked, doubted })
  })

  test('does not ask back a value of somebody else, nor of another slot', () => {
    const session = asking({ slot: 'tScore', forIntent: 'score' })
    const others = aScore(2.5, { doubt: 'missing_sign', about: 'other' })
    const zScore: Entity = { ...span, slot: 'zScore', value: 2.5, doubt: 'missing_sign' }
    expect(decideOn({ entities: [others] }, session)).toEqual(again)
    expect(decideOn({ entities: [zScore] }, session)).toEqual(again)
  })

  test.each(['notSure', 'ratherNotSay', 'skip'] as const)('answers without it on: %s', (act) => {
    expect(decideOn({ acts: [act] }, asking({ slot: 'tScore', forIntent: 'score' }))).toEqual(
      answer,
    )
  })

  test('does not go on asking somebody who declines', () => {
    const session = asking({ slot: 'ageYears', forIntent: 'calcium' })
    expect(decideOn({ acts: ['skip'] }, session)).toEqual({ kind: 'answer', intents: ['calcium'] })
  })

  test.each<readonly [string, Partial<Understanding>]>([
    ['nothing understood', {}],
    ['a yes that says no value', { acts: ['yes'] }],
    ['a no that says no value', { acts: ['no'] }],
    ['an unsure intent', hearing(['lifting', 0.5])],
    ['nothing at all', { utterance: '' }],
  ])('asks again, and at most twice, on: %s', (_, heard) => {
    expect(decideOn(heard, asking({ slot: 'tScore', forIntent: 'score' }, { times: 1 }))).toEqual(
      again,
    )
    expect(decideOn(heard, asking({ slot: 'tScore', forIntent: 'score' }, { times: 2 }))).toEqual(
      answer,
    )
  })

  test.each<readonly [string, Partial<Understanding>]>([
    ['why', { acts: ['why'] }],
    ['why, heard as a question about the bot', { acts: ['why'], ...hearing('lifting') }],
  ])('asks again with the reason first on: %s', (_, heard) => {
    const session = asking({ slot: 'tScore', forIntent: 'score' }, { times: 1 })
    expect(decideOn(heard, session)).toEqual({ ...asked, about: 'why' })
  })

  test('asks a value in doubt back at most twice', () => {
    const session = asking({ slot: 'tScore', forIntent: 'score' }, { times: 2 })
    expect(decideOn({ entities: [doubted] }, session)).toEqual(answer)
  })

  test.each<readonly [string, Partial<Understanding>, Decision]>([
    ['another question', hearing('lifting'), { kind: 'answer', intents: ['lifting'] }],
    ['never mind', { acts: ['cancel'] }, { kind: 'act', act: 'cancel' }],
    ['start over', { acts: ['startOver'] }, { kind: 'act', act: 'start_over' }],
    ['say again', { acts: ['repeat'] }, { kind: 'act', act: 'repeat' }],
    ['help', { acts: ['help'] }, { kind: 'act', act: 'help' }],
    ['a person', hearing('person'), { kind: 'handoff', reason: 'asked', intent: 'person' }],
  ])('lets the question be for: %s', (_, heard, decision) => {
    expect(decideOn(heard, asking({ slot: 'tScore', forIntent: 'score' }))).toEqual(decision)
  })
})

describe('decide, with a value in doubt that nobody asked for', () => {
  const heard = { entities: [doubted], ...hearing('lifting') }

  test('asks it back before anything is answered', () => {
    expect(decideOn(heard)).toEqual({ kind: 'ask', slot: 'tScore', forIntent: 'lifting', doubted })
  })

  test('does so at most twice', () => {
    expect(decideOn(heard, aSession({}, { asked: { tScore: 1 } }))).toMatchObject({ doubted })
    expect(decideOn(heard, aSession({}, { asked: { tScore: 2 } }))).toEqual({
      kind: 'answer',
      intents: ['lifting'],
    })
  })

  test('leaves alone what belongs to somebody else', () => {
    const others = { ...heard, entities: [aScore(2.5, { doubt: 'missing_sign', about: 'other' })] }
    expect(decideOn(others)).toEqual({ kind: 'answer', intents: ['lifting'] })
  })

  test('cannot ask where nothing was asked about', () => {
    expect(decideOn({ entities: [doubted] })).toMatchObject({ kind: 'fallback' })
  })
})

describe('decide, with a question worth asking first', () => {
  const calcium = hearing('calcium')

  test('asks those who speak of themselves', () => {
    expect(decideOn({ ...calcium, isPersonal: true })).toEqual({
      kind: 'ask',
      slot: 'ageYears',
      forIntent: 'calcium',
    })
  })

  test.each([
    ['who ask in general', {}],
    ['who ask for somebody else', { isPersonal: true, isAboutOther: true }],
  ])('answers those %s', (_, heard) => {
    expect(decideOn({ ...calcium, ...heard })).toEqual({ kind: 'answer', intents: ['calcium'] })
  })

  test('asks only for what was not told, in the order of the intent', () => {
    const personal = { ...calcium, isPersonal: true }
    expect(decideOn(personal, aSession({ ageYears: 67 }))).toMatchObject({ slot: 'sex' })
    expect(decideOn(personal, aSession({ ageYears: 67, sex: 'male' }))).toMatchObject({
      kind: 'answer',
    })
  })

  test('passes over what has been asked twice', () => {
    const personal = { ...calcium, isPersonal: true }
    expect(decideOn(personal, aSession({}, { asked: { ageYears: 2 } }))).toMatchObject({
      slot: 'sex',
    })
    expect(decideOn(personal, aSession({}, { asked: { ageYears: 2, sex: 2 } }))).toMatchObject({
      kind: 'answer',
    })
  })
})
