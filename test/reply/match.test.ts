import { describe, expect, test } from '@jest/globals'
import { profileOf } from '../../src/clinical/profile.js'
import type { When } from '../../src/content/schema.js'
import { match } from '../../src/reply/match.js'
import type { SlotName, Slots } from '../../src/types.js'
import { realFacts } from '../support/real-facts.js'

const facts = realFacts()
const matchOf = (when: When | undefined, slots: Slots) => match(when, profileOf(slots, facts))

interface Row {
  readonly when: When
  readonly fits: readonly Slots[]
  readonly not: readonly Slots[]
}

const ROWS: readonly Row[] = [
  {
    when: { tScore: 'low' },
    fits: [{ tScore: -2 }],
    not: [{}, { tScore: -2.5 }, { tScore: -2, ageYears: 30 }, { tScore: -2, tScoreSite: 'other' }],
  },
  {
    when: { tScore: ['line_at_normal', 'normal'] },
    fits: [{ tScore: -1 }, { tScore: -1.02 }],
    not: [{}, { tScore: -1.1 }],
  },
  { when: { tScoreApplies: true }, fits: [{ menopause: 'post' }], not: [{}, { ageYears: 30 }] },
  { when: { tScoreApplies: false }, fits: [{ ageYears: 30 }], not: [{}, { menopause: 'post' }] },
  { when: { zScore: 'below_expected' }, fits: [{ zScore: -2 }], not: [{}, { zScore: -1.9 }] },
  { when: { zScore: 'within_expected' }, fits: [{ zScore: -1.9 }], not: [{}, { zScore: -2 }] },
  {
    when: { age: { min: 51, max: 70 } },
    fits: [{ ageYears: 51 }, { ageYears: 70 }],
    not: [{}, { ageYears: 50 }, { ageYears: 71 }],
  },
  { when: { age: { min: 71 } }, fits: [{ ageYears: 71 }], not: [{}, { ageYears: 70 }] },
  { when: { age: { max: 50 } }, fits: [{ ageYears: 50 }], not: [{}, { ageYears: 51 }] },
  { when: { sex: 'male' }, fits: [{ sex: 'male' }], not: [{}, { sex: 'female' }] },
  { when: { sex: ['female', 'other'] }, fits: [{ sex: 'other' }], not: [{}, { sex: 'male' }] },
  { when: { menopause: 'peri' }, fits: [{ menopause: 'peri' }], not: [{}, { menopause: 'post' }] },
  {
    when: { priorFracture: true },
    fits: [{ priorFracture: true }],
    not: [{}, { priorFracture: false }],
  },
  {
    when: { priorFracture: false },
    fits: [{ priorFracture: false }],
    not: [{}, { priorFracture: true }],
  },
  {
    when: { fractureSite: ['hip', 'spine'] },
    fits: [{ fractureSite: 'spine' }, { fractureSite: 'hip', priorFracture: true }],
    not: [{}, { fractureSite: 'wrist' }, { fractureSite: 'hip', priorFracture: false }],
  },
  {
    when: { fractureCaution: true },
    fits: [{ tScore: -3.5 }, { priorFracture: true, fractureSite: 'pelvis' }],
    not: [{}, { tScore: -3.4 }, { priorFracture: true, fractureSite: 'wrist' }],
  },
  { when: { fractureCaution: false }, fits: [{}, { tScore: -3.4 }], not: [{ tScore: -3.5 }] },
  { when: { supervised: true }, fits: [{ supervised: true }], not: [{}, { supervised: false }] },
  { when: { pregnant: true }, fits: [{ pregnant: true }], not: [{}, { pregnant: false }] },
  { when: { pregnant: false }, fits: [{ pregnant: false }], not: [{}, { pregnant: true }] },
  {
    when: { kidneyOrCalciumProblem: true },
    fits: [{ kidneyOrCalciumProblem: true }],
    not: [{}, { kidneyOrCalciumProblem: false }],
  },
  {
    when: { medicine: ['alendronate', 'denosumab'] },
    fits: [{ medicine: 'denosumab' }],
    not: [{}, { medicine: 'teriparatide' }],
  },
  {
    when: { known: ['ageYears', 'sex'] },
    fits: [{ ageYears: 67, sex: 'male' }],
    not: [{}, { ageYears: 67 }],
  },
  {
    when: { known: ['pregnant'] },
    fits: [{ pregnant: false }],
    not: [{}],
  },
  {
    when: { unknown: ['ageYears', 'sex'] },
    fits: [{}, { tScore: -2 }],
    not: [{ ageYears: 67 }, { ageYears: 67, sex: 'male' }],
  },
  {
    when: { sex: 'female', age: { min: 51 } },
    fits: [{ sex: 'female', ageYears: 51 }],
    not: [{ sex: 'female' }, { sex: 'female', ageYears: 50 }, { sex: 'male', ageYears: 51 }],
  },
]

describe('match', () => {
  test.each(ROWS)('$when', ({ when, fits, not }) => {
    for (const slots of fits) expect([slots, matchOf(when, slots).fits]).toEqual([slots, true])
    for (const slots of not) expect([slots, matchOf(when, slots).fits]).toEqual([slots, false])
  })

  test('of no condition fits everybody and uses nothing', () => {
    expect(matchOf(undefined, { tScore: -2 })).toEqual({ fits: true, used: [] })
    expect(matchOf({}, {})).toEqual({ fits: true, used: [] })
  })

  test.each<readonly [When, Slots, readonly SlotName[]]>([
    [{ tScore: 'low' }, { tScore: -2, ageYears: 60, sex: 'male' }, ['tScore']],
    [{ tScoreApplies: true }, { ageYears: 60, weightKg: 70 }, ['ageYears']],
    [{ fractureCaution: true }, { tScore: -3.6 }, ['tScore']],
    [{ sex: 'male', age: { min: 50 } }, { sex: 'male', ageYears: 60 }, ['sex', 'ageYears']],
    [{ known: ['ageYears'] }, { ageYears: 60 }, []],
    [{ sex: 'male' }, { ageYears: 60 }, []],
  ])('%j of %j uses %j', (when, slots, used) => {
    expect(matchOf(when, slots).used).toEqual(used)
  })
})
