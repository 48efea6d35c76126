import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { profileOf } from '../../src/clinical/profile.js'
import type { Slots } from '../../src/types.js'
import { anySlots } from '../support/any-patient.js'
import { realFacts } from '../support/real-facts.js'

const facts = realFacts()
const readiness = (slots: Slots) => profileOf(slots, facts).readiness

const DENIED: Slots = {
  priorFracture: false,
  newBackPain: false,
  recentSurgeryOrBreak: false,
  heartTrouble: false,
  unsteady: false,
  fallsPastYear: 0,
}
const BROKE: Slots = { ...DENIED, priorFracture: true }

describe('readinessOf', () => {
  test.each<[string, Slots, ReturnType<typeof readiness>]>([
    ['a no to all', DENIED, 'start_gently'],
    ['a no to all, T -2.44', { ...DENIED, tScore: -2.44 }, 'start_gently'],
    ['a no to all, T on the line', { ...DENIED, tScore: -2.45 }, 'therapist_first'],
    ['a no to all, T -2.5', { ...DENIED, tScore: -2.5 }, 'therapist_first'],
    ['a no to all, T -3.5', { ...DENIED, tScore: -3.5 }, 'clinician_first'],
    ['one fall', { ...DENIED, fallsPastYear: 1 }, 'therapist_first'],
    ['unsteady', { ...DENIED, unsteady: true }, 'therapist_first'],
    ['a broken wrist', { ...BROKE, fractureSite: 'wrist' }, 'therapist_first'],
    ['a broken hip', { ...BROKE, fractureSite: 'hip' }, 'clinician_first'],
    ['a broken spine', { ...BROKE, fractureSite: 'spine' }, 'clinician_first'],
    ['a broken pelvis', { ...BROKE, fractureSite: 'pelvis' }, 'clinician_first'],
    ['a break, bone not told', BROKE, 'clinician_first'],
    ['new back pain', { ...DENIED, newBackPain: true }, 'clinician_first'],
    ['heart trouble', { ...DENIED, heartTrouble: true }, 'clinician_first'],
    ['recent surgery', { ...DENIED, recentSurgeryOrBreak: true }, 'clinician_first'],
    [
      'lost height',
      { ...DENIED, heightLoss: { value: 2, unit: 'in', since: 'tallest' } },
      'clinician_first',
    ],
    [
      'a little lost height',
      { ...DENIED, heightLoss: { value: 0.5, unit: 'in', since: 'tallest' } },
      'start_gently',
    ],
    ['pregnant, with a broken hip', { pregnant: true, fractureSite: 'hip' }, 'prenatal'],
    ['one risk, nothing else told', { unsteady: true }, 'therapist_first'],
    ['a good score, nothing else told', { tScore: 0 }, undefined],
    ['nothing told', {}, undefined],
  ])('%s', (_, slots, expected) => {
    expect(readiness(slots)).toBe(expected)
  })

  test.each(Object.keys(DENIED))('gives nobody a start who has not answered: %s', (slot) => {
    const told = Object.fromEntries(Object.entries(DENIED).filter(([name]) => name !== slot))
    expect(readiness(told)).toBeUndefined()
  })

  test('lets a risk that is told never be outweighed', () => {
    fc.assert(
      fc.property(anySlots, (slots) => {
        const isRisk =
          slots.pregnant === true ||
          slots.priorFracture === true ||
          slots.newBackPain === true ||
          slots.recentSurgeryOrBreak === true ||
          slots.heartTrouble === true ||
          slots.unsteady === true ||
          (slots.fallsPastYear ?? 0) > 0 ||
          (slots.tScore ?? 0) <= -2.45
        return !isRisk || !['start_gently', undefined].includes(readiness(slots))
      }),
      { numRuns: 2000 },
    )
  })
})
