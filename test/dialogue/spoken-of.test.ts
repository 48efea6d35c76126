import { describe, expect, test } from '@jest/globals'
import { lastOf } from '../support/converse.js'
import { recordFacts } from '../../src/dialogue/record-facts.js'
import type { Entity } from '../../src/types.js'
import { aHeard, aSession } from '../support/content.js'

const named = (value: string): Entity => ({
  slot: 'medicine',
  value,
  start: 0,
  end: 4,
  about: 'patient',
  isOnlyNamed: true,
})

describe('a medicine that is only spoken of', () => {
  test('is never stored, and takes the place of none that is taken', () => {
    const told = aSession({ medicine: 'alendronate' })
    const after = recordFacts(told, aHeard({ entities: [named('denosumab')] }))
    expect(after.slots).toEqual(told.slots)
    expect(after.spokenOf).toEqual({ value: 'denosumab', toldInTurn: 4 })
  })

  test.each([
    [1, true],
    [3, true],
    [4, false],
  ])('is remembered %i turns later: %s', (turnsLater, isKept) => {
    const session = aSession({}, { spokenOf: { value: 'denosumab', toldInTurn: 4 - turnsLater } })
    expect(recordFacts(session, aHeard()).spokenOf !== undefined).toBe(isKept)
  })

  test('fits the answer and the next one, without being named as a reason', () => {
    const { reply, session } = lastOf('what is prolia?', 'any side effects?')
    expect(reply.responseId).toBe('medicine_side_effects.denosumab')
    expect(reply.because).toEqual([])
    expect(session.slots).toEqual({})
  })

  test('does not hide what the patient takes', () => {
    const { reply } = lastOf('I take fosamax', 'what is prolia?', 'do I need calcium pills?')
    expect(reply.responseId).toBe('calcium_supplements.with_bone_pill')
    expect(reply.because.map(({ slot }) => slot)).toEqual(['medicine'])
  })

  test('is not asked for again', () => {
    const { reply } = lastOf('how do I take fosamax')
    expect(reply.responseId).toBe('how_to_take_medicine.alendronate')
  })

  test('counts for signs of danger: stopping it is one', () => {
    const { decision } = lastOf('side effects of prolia', 'can I stop it?')
    expect(decision.kind).toBe('escalate')
  })

  test('is forgotten with all else', () => {
    expect(lastOf('what is prolia?', 'start over').session.spokenOf).toBeUndefined()
  })
})
