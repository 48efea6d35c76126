import { describe, expect, test } from '@jest/globals'
import { lastTold, recordFacts } from '../../src/dialogue/record-facts.js'
import { slotsOf } from '../../src/slots.js'
import type { Entity, Session, SlotDoubt, Slots } from '../../src/types.js'
import { aHeard, aScore, aSession } from '../support/content.js'

const span = { start: 0, end: 4, about: 'patient' } as const
const age: Entity = { slot: 'ageYears', value: 67, ...span }
const hip: Entity = { slot: 'fractureSite', value: 'hip', ...span }
const broke: Entity = { slot: 'priorFracture', value: true, ...span }
const neverBroke: Entity = { slot: 'priorFracture', value: false, ...span }

const record = (session: Session, ...entities: readonly Entity[]) =>
  recordFacts(session, aHeard({ entities }))
const factsAfter = (told: Slots, ...entities: readonly Entity[]) =>
  slotsOf(record(aSession(told), ...entities).slots)

describe('recordFacts', () => {
  test('keeps what was told, with the number of the turn', () => {
    const { slots } = record(aSession({}, { turns: 3 }), aScore(-2.7), age)
    expect(slots).toEqual({
      tScore: { value: -2.7, toldInTurn: 4 },
      ageYears: { value: 67, toldInTurn: 4 },
    })
  })

  test('puts a newer value in place of an older one, and leaves the rest', () => {
    const { slots } = record(aSession({ tScore: -2, ageYears: 60 }), aScore(-2.7))
    expect(slots).toEqual({
      tScore: { value: -2.7, toldInTurn: 4 },
      ageYears: { value: 60, toldInTurn: 1 },
    })
  })

  test.each<SlotDoubt>(['missing_sign', 'implausible', 'unlikely', 'no_unit', 'vague', 'several'])(
    'keeps nothing in doubt: %s',
    (doubt) => {
      const before = aSession({ tScore: -2 })
      expect(record(before, aScore(2.5, { doubt }))).toBe(before)
    },
  )

  test('keeps nothing of somebody else', () => {
    expect(factsAfter({}, aScore(-2.5, { about: 'other' }))).toEqual({})
    expect(factsAfter({}, aScore(-2.5, { about: 'other' }), age)).toEqual({ ageYears: 67 })
  })

  test('keeps values that are false', () => {
    expect(factsAfter({}, { slot: 'pregnant', value: false, ...span })).toEqual({ pregnant: false })
    expect(factsAfter({}, aScore(0))).toEqual({ tScore: 0 })
  })

  test('changes nothing of the session but its slots', () => {
    const before = aSession({}, { asked: { tScore: 1 }, topic: ['score'] })
    expect({ ...record(before, age), slots: {} }).toEqual(before)
  })
})

describe('recordFacts, of breaks', () => {
  test('takes a told bone for a told break', () => {
    expect(factsAfter({}, hip)).toEqual({ fractureSite: 'hip', priorFracture: true })
  })

  test('takes a bone told later to outweigh an earlier no', () => {
    expect(factsAfter({ priorFracture: false }, hip)).toEqual({
      fractureSite: 'hip',
      priorFracture: true,
    })
  })

  test('lets go of the bone when no bone broke', () => {
    expect(factsAfter({ priorFracture: true, fractureSite: 'hip' }, neverBroke)).toEqual({
      priorFracture: false,
    })
    expect(factsAfter({}, hip, neverBroke)).toEqual({ priorFracture: false })
  })

  test('keeps the bone when the break is told again', () => {
    const told = { priorFracture: true, fractureSite: 'hip' } as const
    expect(factsAfter(told, broke)).toEqual(told)
  })

  test('does not date a known break anew', () => {
    const { slots } = record(aSession({ priorFracture: true }), hip)
    expect(slots.priorFracture?.toldInTurn).toBe(1)
    expect(slots.fractureSite?.toldInTurn).toBe(4)
  })
})

describe('lastTold', () => {
  test('is the slot of the latest turn', () => {
    expect(lastTold(record(aSession({ ageYears: 60 }), aScore(-2)))).toBe('tScore')
    expect(lastTold(record(aSession({ tScore: -2, ageYears: 60 }), aScore(-1)))).toBe('tScore')
  })

  test('is the first of several told in one turn', () => {
    expect(lastTold(record(aSession({ sex: 'female' }), age, aScore(-2)))).toBe('ageYears')
  })

  test('is nothing when nothing was told', () => {
    expect(lastTold(aSession())).toBeUndefined()
  })
})
