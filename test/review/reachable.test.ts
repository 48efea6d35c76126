import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { profileOf } from '../../src/clinical/profile.js'
import type { When } from '../../src/content/schema.js'
import { firstFitting, match } from '../../src/reply/match.js'
import { isPossible } from '../../src/review/patients.js'
import { checkReachable, unreachedIn } from '../../src/review/reachable.js'
import { slotsReadBy } from '../../src/review/slots-read.js'
import type { SlotName } from '../../src/types.js'
import { anySlots, anyWhen } from '../support/any-patient.js'
import {
  aboutLifting,
  aPlacedContent,
  aResponse,
  aVariant,
  shown,
} from '../support/placed-content.js'
import { realFacts } from '../support/real-facts.js'

const facts = realFacts()

/** Whether each of these is reached: an answer's variants, the last of which has no condition. */
function unreached(...whens: readonly (When | undefined)[]): readonly number[] {
  return unreachedIn(
    whens.map((when) => ({ when })),
    facts,
  ).map(({ index }) => index)
}

describe('unreachedIn', () => {
  test.each<When>([
    { sex: 'male', menopause: 'post' },
    { sex: 'male', pregnant: true },
    { menopause: 'post', pregnant: true },
    { tScore: 'low', tScoreApplies: false },
    { age: { min: 60, max: 59 } },
    { age: { max: 17 } },
    { age: { min: 111 } },
    { age: { max: 49 }, tScoreApplies: true, unknown: ['menopause'] },
    { age: { max: 49 }, sex: 'male', tScoreApplies: true },
    { known: ['tScore'], unknown: ['tScore'] },
    { sex: 'female', unknown: ['sex'] },
    { tScore: 'low', unknown: ['tScore'] },
    { fractureCaution: true, unknown: ['tScore', 'fractureSite'] },
    { fractureCaution: true, unknown: ['tScore'], priorFracture: false },
    { fractureCaution: true, tScore: ['normal', 'low'], unknown: ['fractureSite'] },
    { fractureCaution: false, priorFracture: true, fractureSite: ['hip', 'pelvis'] },
    { priorFracture: false, fractureSite: 'wrist' },
    { screening: 'not_yet', sex: 'male' },
    { screening: 'risk_check', unknown: ['riskFactor', 'weightKg'] },
    { screening: 'fracture', age: { max: 49 } },
    { ost: 'higher', age: { min: 65 } },
    { calciumIntake: 'below', kidneyOrCalciumProblem: true },
    { calciumIntake: 'many_pills', unknown: ['dailyFoods'] },
    { rescan: true, tScore: 'osteoporosis_range' },
    { denosumabTiming: 'late', unknown: ['monthsSinceDose'] },
    { falls: { min: 3, max: 2 } },
    { falls: { min: 51 } },
    { unsteady: true, unknown: ['unsteady'] },
  ])('tells that %j fits nobody', (when) => {
    expect(unreachedIn([{ when }, {}], facts)).toEqual([
      { index: 0, why: [expect.stringContaining('fits nobody'), expect.anything()] },
    ])
  })

  test.each<readonly [string, readonly (When | undefined)[], readonly number[]]>([
    ['the same again', [{ sex: 'male' }, { sex: 'male' }, undefined], [1]],
    ['a narrower one later', [{ sex: 'male' }, { sex: 'male', age: { min: 70 } }, undefined], [1]],
    ['two that take all together', [{ known: ['sex'] }, { unknown: ['sex'] }, undefined], [2]],
    [
      'three that take all together',
      [
        { priorFracture: true },
        { priorFracture: false },
        { unknown: ['priorFracture'] },
        undefined,
      ],
      [3],
    ],
    [
      'ages that meet',
      [
        { age: { max: 49 } },
        { age: { min: 50, max: 69 } },
        { age: { min: 70 } },
        { known: ['ageYears'] },
      ],
      [3],
    ],
    [
      'every class of a score',
      [
        { tScore: ['normal', 'line_at_normal', 'low'] },
        { tScore: ['line_at_osteoporosis', 'osteoporosis_range'] },
        { tScoreApplies: true, known: ['tScore'], unknown: ['tScoreSite'] },
        undefined,
      ],
      [2],
    ],
    [
      'a class behind the one that it follows from',
      [{ tScoreApplies: false }, { known: ['tScore'], unknown: ['menopause'], age: { max: 49 } }],
      [1],
    ],
    [
      'a medicine of an earlier list',
      [{ medicine: ['a', 'b'] }, { medicine: 'b' }, undefined],
      [1],
    ],
  ])('tells what stands behind %s', (_, whens, expected) => {
    expect(unreached(...whens)).toEqual(expected)
  })

  test('names the earlier ones that take the patients', () => {
    const [told] = unreachedIn(
      [
        { when: { sex: ['male', 'other'] } },
        { when: { sex: 'female' } },
        { when: { known: ['sex'] } },
      ],
      facts,
    )
    expect(told?.why[0]).toBe('nobody gets it: number 0 or 1 always fits first')
  })

  test.each<readonly [string, readonly (When | undefined)[]]>([
    ['one without a condition', [undefined]],
    [
      'ages that leave one year',
      [{ age: { max: 48 } }, { age: { min: 50 } }, { known: ['ageYears'] }],
    ],
    ['ages that meet at an end', [{ age: { max: 70 } }, { age: { min: 70 } }, undefined]],
    [
      'a score from the heel',
      [
        {
          tScore: ['normal', 'line_at_normal', 'low', 'line_at_osteoporosis', 'osteoporosis_range'],
        },
        { known: ['tScore'], tScoreApplies: true },
      ],
    ],
    ['caution by a score alone', [{ fractureCaution: true, unknown: ['fractureSite'] }, undefined]],
    ['caution by a break alone', [{ fractureCaution: true, tScore: 'normal' }, undefined]],
    [
      'a very low score',
      [{ tScore: 'osteoporosis_range', fractureCaution: false }, { tScore: 'osteoporosis_range' }],
    ],
    ['sexes but one', [{ sex: ['male', 'female'] }, { known: ['sex'] }, undefined]],
    ['a medicine of no list', [{ medicine: ['a', 'b'] }, { known: ['medicine'] }, undefined]],
    [
      'a rough risk that weight and age decide together',
      [{ ost: 'higher', age: { min: 64 } }, { ost: 'lower', age: { max: 41 } }, undefined],
    ],
    [
      'a heavy woman at higher risk without another risk factor',
      [{ screening: 'risk_check' }, { screening: 'not_yet', ost: 'higher' }, undefined],
    ],
    [
      'every verdict on calcium, of foods and of an amount',
      [
        { known: ['dailyFoods'], calciumIntake: 'many_pills' },
        { known: ['dailyFoods'], calciumIntake: 'enough' },
        { known: ['dailyFoods'], calciumIntake: 'above_limit' },
        { known: ['dailyFoods'], calciumIntake: 'below' },
        { calciumIntake: 'enough' },
        { calciumIntake: 'above_limit' },
        { calciumIntake: 'below' },
      ],
    ],
    ['a score of a spine next to one of a hip', [{ rescan: true }, { tScore: 'low' }, undefined]],
    ['a man past 50', [{ tScoreApplies: true, sex: 'male' }, { sex: 'male' }, undefined]],
  ])('lets pass %s', (_, whens) => {
    expect(unreached(...whens)).toEqual([])
  })

  test('never reports what some patient gets', () => {
    const someWhens = fc.array(anyWhen, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(someWhens, fc.array(anySlots, { maxLength: 60 }), (whens, patients) => {
        const variants = [...whens, undefined].map((when, index) => ({ when, index }))
        const reported = unreachedIn(variants, facts).map(({ index }) => index)
        const got = patients
          .filter(isPossible)
          .map((slots) => firstFitting(variants, profileOf(slots, facts)).fitting?.index)
        expect(reported.filter((index) => got.includes(index))).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})

describe('slotsReadBy', () => {
  test('names every slot that can change whether a condition fits', () => {
    fc.assert(
      fc.property(anyWhen, anySlots, (when, slots) => {
        const read = slotsReadBy(when)
        const those = Object.entries(slots).filter(([slot]) => read.includes(slot as SlotName))
        const fits = (told: typeof slots) => match(when, profileOf(told, facts)).fits
        expect(fits(slots)).toBe(fits(Object.fromEntries(those)))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('checkReachable', () => {
  test('names the place in an answer', () => {
    const never = aVariant({ known: ['sex'], unknown: ['sex'] })
    expect(shown(checkReachable(aboutLifting(aResponse([never, aVariant()]))))).toEqual([
      'responses/en/lifting.yml:6: variants.0.when: fits nobody: its conditions exclude each other',
    ])
  })

  test('names the place in a shared line', () => {
    const line = { when: { tScore: 'low' as const }, text: 'Low. [-]' }
    const lines = { score_line: [line, line] }
    expect(shown(checkReachable(aPlacedContent({ lines })))).toEqual([
      'responses/en/_lines.yml:5: score_line.1.when: nobody gets it: number 0 always fits first',
    ])
  })

  test('lets pass a line that nobody without the facts gets', () => {
    expect(checkReachable(aPlacedContent())).toEqual([])
  })
})
