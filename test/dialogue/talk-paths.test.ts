/** Every way through the guided talks that decide about safety, with the real content. */
import { describe, expect, test } from '@jest/globals'
import { profileOf } from '../../src/clinical/profile.js'
import type { SlotName, Slots } from '../../src/types.js'
import { realFacts } from '../support/real-facts.js'
import { pathsFrom, type Path } from '../support/talk-paths.js'

const YES_NO = ['yes', 'no', 'not sure']

/** A value of each kind that the advice can turn on. */
const ANSWERS: { readonly [S in SlotName]?: readonly string[] } = {
  fractureSite: ['hip', 'wrist', 'not sure'],
  fallsPastYear: ['none', 'twice', 'not sure'],
  tScore: ['-3.6', '-2.6', '-2.0', 'not sure'],
  painRegion: [
    'back',
    'hip',
    'my thigh',
    'jaw',
    'chest',
    'wrist',
    'knee',
    'foot',
    'neck',
    'all over',
    'not sure',
  ],
  medicine: ['fosamax', 'prolia', 'raloxifene', 'none', 'not sure'],
}

const answersTo = (slot: SlotName) => ANSWERS[slot] ?? YES_NO

const countsOf = (paths: readonly Path[]) =>
  paths.reduce<Record<string, number>>(
    (counts, { end }) => ({ ...counts, [end]: (counts[end] ?? 0) + 1 }),
    {},
  )

describe('whether a patient can start to exercise', () => {
  const paths = pathsFrom('Can I start exercising?', answersTo)

  test('has so many ways to each of its outcomes', () => {
    expect(countsOf(paths)).toEqual({
      'exercise_readiness.clinician_first': 1833,
      'exercise_readiness.therapist_first': 280,
      'exercise_readiness.start_gently': 2,
      'exercise_readiness.general': 126,
    })
  })

  test('takes 5 to 7 questions, none of them twice', () => {
    for (const { asked, said } of paths) {
      expect([said, asked.length >= 5 && asked.length <= 7]).toEqual([said, true])
      expect([said, new Set(asked).size]).toEqual([said, asked.length])
    }
  })

  test('ends in the outcome that follows from what was told', () => {
    const facts = realFacts()
    for (const { end, told } of paths) {
      expect(end).toBe(`exercise_readiness.${profileOf(told, facts).readiness ?? 'general'}`)
    }
  })

  test('lets nobody start gently who told a risk, or left a question of safety aside', () => {
    const gently = paths.filter(({ end }) => end.endsWith('start_gently'))
    expect(gently.map(({ said }) => said.slice(1))).toEqual([
      ['no', 'no', 'no', 'no', 'no', 'none', '-2.0'],
      ['no', 'no', 'no', 'no', 'no', 'none', 'not sure'],
    ])
  })

  test('is over at once where the prenatal team goes first', () => {
    const pregnant = pathsFrom('Can I start exercising? I am pregnant', answersTo)
    expect(new Set(pregnant.map(({ end }) => end))).toEqual(
      new Set(['exercise_readiness.prenatal']),
    )
  })
})

describe('where it hurts', () => {
  const paths = pathsFrom('I have pain. What should I do?', answersTo)

  const isOnBoneMedicine = ({ medicine }: Slots) =>
    medicine === 'alendronate' || medicine === 'denosumab'

  test('has so many ways to each of its outcomes', () => {
    expect(countsOf(paths)).toEqual({
      'where_it_hurts.alarm': 11,
      'where_it_hurts.back_new': 2,
      'where_it_hurts.jaw_on_medicine': 4,
      'where_it_hurts.thigh_on_medicine': 8,
      'where_it_hurts.on_bone_medicine': 36,
      'where_it_hurts.general': 72,
    })
  })

  test('takes 4 questions at most, none of them twice', () => {
    for (const { asked, said } of paths) {
      expect([said, asked.length <= 4]).toEqual([said, true])
      expect([said, new Set(asked).size]).toEqual([said, asked.length])
    }
  })

  test('sends everybody with a sign of alarm to the clinic today, and asks no more', () => {
    for (const { told, end, asked } of paths.filter(({ told }) => told.painAlarm === true)) {
      expect([told, end]).toEqual([told, 'where_it_hurts.alarm'])
      expect(asked.at(-1)).toBe('painAlarm')
    }
  })

  test('names the spine, the jaw and the thigh where they are the danger', () => {
    for (const { told, end } of paths.filter(({ told }) => told.painAlarm !== true)) {
      const { painRegion, newBackPain } = told
      const isLeg = painRegion === 'thigh' || painRegion === 'hip_or_groin'
      if (painRegion === 'back' && newBackPain === true) expect(end).toMatch(/back_new$/)
      if (painRegion === 'jaw' && isOnBoneMedicine(told)) expect(end).toMatch(/jaw_on_medicine$/)
      if (isLeg && isOnBoneMedicine(told)) expect(end).toMatch(/thigh_on_medicine$/)
    }
  })

  test('asks about the chest at once whether it is an emergency', () => {
    const chest = paths.filter(({ told }) => told.painRegion === 'chest')
    for (const { said } of chest) expect(said.slice(1, 3)).toEqual(['chest', 'no'])
    expect(chest.length).toBeGreaterThan(0)
  })
})
