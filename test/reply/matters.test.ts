import { describe, expect, test } from '@jest/globals'
import { profileOf, type Profile } from '../../src/clinical/profile.js'
import { loadContent } from '../../src/content/load.js'
import type { When } from '../../src/content/schema.js'
import { match } from '../../src/reply/match.js'
import { matters } from '../../src/reply/matters.js'
import { TELLING_VALUES } from '../../src/reply/telling-values.js'
import type { SlotName, Slots } from '../../src/types.js'

const content = loadContent('.')

describe('matters', () => {
  const asks = (intent: string, slot: SlotName, slots: Slots = {}) =>
    matters(content, { intent, slot }, slots)

  test.each<[string, SlotName, Slots, boolean]>([
    ['calcium_amount', 'sex', { ageYears: 60 }, true],
    ['calcium_amount', 'sex', { ageYears: 51 }, true],
    ['calcium_amount', 'sex', { ageYears: 70 }, true],
    ['calcium_amount', 'sex', { ageYears: 71 }, false],
    ['calcium_amount', 'sex', { ageYears: 72 }, false],
    ['calcium_amount', 'sex', { ageYears: 50 }, false],
    ['calcium_amount', 'ageYears', { kidneyOrCalciumProblem: true }, false],
    ['protein', 'weightKg', {}, true],
    ['protein', 'weightKg', { kidneyOrCalciumProblem: true }, false],
    ['heavy_lifting_safe', 'fractureSite', { priorFracture: true }, true],
    ['heavy_lifting_safe', 'fractureSite', { priorFracture: false }, false],
    ['calcium_tally', 'dailyFoods', { kidneyOrCalciumProblem: true }, false],
    ['calcium_tally', 'dailyFoods', { kidneyOrCalciumProblem: false }, true],
    ['calcium_tally', 'kidneyOrCalciumProblem', {}, true],
    ['missed_denosumab', 'monthsSinceDose', { medicine: 'denosumab' }, true],
    ['missed_denosumab', 'monthsSinceDose', { medicine: 'zoledronic_acid' }, false],
    ['who_should_be_tested', 'riskFactor', { medicine: 'alendronate' }, false],
    ['who_should_be_tested', 'weightKg', { sex: 'male', ageYears: 72 }, false],
    ['who_should_be_tested', 'menopause', { sex: 'female', ageYears: 70 }, false],
  ])('%s by %s, after %j: %s', (...[intent, slot, slots, expected]) => {
    expect(asks(intent, slot, slots)).toBe(expected)
  })

  test('can be told of every slot of every intent', () => {
    for (const { intent, slots, ask } of content.intents.values()) {
      for (const slot of [...slots, ...ask]) expect(typeof asks(intent, slot)).toBe('boolean')
    }
  })
})

/** Everybody who tells some of these slots, each with one of its telling values. */
function everybody(...names: readonly SlotName[]): readonly Slots[] {
  return names.reduce<readonly Slots[]>(
    (people, name) =>
      people.flatMap((slots) => [
        slots,
        ...TELLING_VALUES[name].map((value): Slots => ({ ...slots, [name]: value })),
      ]),
    [{}],
  )
}

describe('TELLING_VALUES', () => {
  // Nobody under 18 is answered as a patient (rules R10).
  const isForAdults = ({ age }: When) => age?.max === undefined || age.max >= 18
  const whens: readonly When[] = [
    ...[...content.responses.values()].flatMap(({ variants }) => variants),
    ...Object.values(content.lines).flat(),
  ]
    .flatMap(({ when }) => when ?? [])
    .filter(isForAdults)

  const profiles: readonly Profile[] = [
    ...(Object.keys(TELLING_VALUES) as SlotName[]).flatMap((name) => everybody(name)),
    ...everybody('ageYears', 'sex', 'menopause', 'riskFactor', 'weightKg'),
    ...everybody('ageYears', 'priorFracture', 'secondaryCause'),
    ...everybody('priorFracture', 'fractureSite'),
    ...everybody(
      'priorFracture',
      'newBackPain',
      'recentSurgeryOrBreak',
      'heartTrouble',
      'unsteady',
      'fallsPastYear',
    ),
    ...everybody('ageYears', 'sex', 'tScore', 'tScoreSite'),
    ...everybody('kidneyOrCalciumProblem', 'ageYears', 'sex', 'dailyFoods'),
  ].map((slots) => profileOf(slots, content.facts))

  /** Each single condition that content sets, such as `sex: male`. */
  const conditions = new Map<string, When>()
  for (const when of whens) {
    for (const [key, wanted] of Object.entries(when)) {
      if (key === 'known' || key === 'unknown') continue
      for (const value of Array.isArray(wanted) ? wanted : [wanted]) {
        conditions.set(`${key}: ${JSON.stringify(value)}`, { [key]: value as never })
      }
    }
  }

  test.each([...conditions])('reach both sides of %s', (_, when) => {
    const fits = profiles.map((profile) => match(when, profile).fits)
    expect(fits).toContain(true)
    expect(fits).toContain(false)
  })

  test('have an age between any two limits of age', () => {
    const { calcium, vitaminD, screening, tScore, rescan } = content.facts
    const limits = [
      ...whens.flatMap(({ age }) =>
        [age?.min ?? [], age?.max === undefined ? [] : age.max + 1].flat(),
      ),
      ...[...calcium.rows, ...calcium.pregnant, ...vitaminD.rows].map(({ fromAge }) => fromAge),
      screening.womenFromAge,
      screening.riskCheckFromAge,
      screening.menFromAge,
      screening.menWithRiskFromAge,
      screening.fractureFromAge,
      tScore.menFromAge,
      tScore.womenPostmenopausalFromAge,
      tScore.zScoreBelowAge,
      rescan.fromAge,
    ]
    const steps = [...new Set([18, ...limits.filter((age) => age > 18), 111])].toSorted(
      (a, b) => a - b,
    )
    const empty = steps.slice(1).flatMap((to, i) => {
      const from = steps[i] ?? to
      const isTold = TELLING_VALUES.ageYears.some((age) => age >= from && age < to)
      return isTold ? [] : [`${from} to ${to - 1}`]
    })
    expect(empty).toEqual([])
  })

  test('have a weight on both sides of low weight, and of the check by weight and age', () => {
    const risks = profiles.map(({ ostRisk }) => ostRisk)
    expect(risks).toEqual(expect.arrayContaining(['higher', 'lower']))
    const { lowWeightKg } = content.facts.screening
    expect(TELLING_VALUES.weightKg.map((kg) => kg < lowWeightKg)).toEqual(
      expect.arrayContaining([true, false]),
    )
  })
})
