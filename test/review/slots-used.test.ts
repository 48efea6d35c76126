import { describe, expect, test } from '@jest/globals'
import type { When } from '../../src/content/schema.js'
import { checkSlotsUsed } from '../../src/review/slots-used.js'
import type { SlotName } from '../../src/types.js'
import { aboutLifting, aResponse, aVariant, shown } from '../support/placed-content.js'

const LINES = {
  score_line: [{ when: { tScore: 'low' as const }, text: 'Low, at {ageYears}. [-]' }],
}

/** Problems of an intent that names these slots, and of an answer with one such variant and a last one. */
function problemsOf(
  slots: readonly SlotName[],
  when: When | undefined,
  words: { readonly text?: string; readonly more?: string; readonly sms?: string } = {},
): readonly string[] {
  const variants = [aVariant(when, words), aVariant()]
  return shown(
    checkSlotsUsed(aboutLifting(aResponse(variants), { slots: [...slots] }, { lines: LINES })),
  )
}

describe('checkSlotsUsed, of slots that change nothing', () => {
  test('tells one that is named', () => {
    expect(problemsOf(['weightKg'], undefined)).toEqual([
      'intents/en/lifting.yml:3: slots: names weightKg, which changes nothing in the answer',
    ])
  })

  test('tells one that is asked for', () => {
    const intent = { slots: ['sex' as const], ask: ['sex' as const] }
    const problems = checkSlotsUsed(aboutLifting(aResponse([aVariant()]), intent))
    expect(shown(problems)).toEqual([
      'intents/en/lifting.yml:4: ask: asks for sex, which changes nothing in the answer',
    ])
  })

  test.each<readonly [string, readonly SlotName[], When | undefined, { [form: string]: string }]>([
    ['a condition looks at', ['sex'], { sex: 'male' }, {}],
    ['a condition wants known', ['weightKg'], { known: ['weightKg'] }, {}],
    ['a condition wants unknown', ['sex'], { unknown: ['sex'] }, {}],
    ['is behind a class', ['tScore', 'tScoreSite', 'menopause'], { tScore: 'low' }, {}],
    [
      'is behind a caution',
      ['priorFracture', 'fractureSite', 'tScore'],
      { fractureCaution: true },
      {},
    ],
    ['a text shows', ['ageYears'], undefined, { text: 'At {ageYears}. [-]' }],
    ['a longer text shows', ['zScore'], undefined, { more: '{zScore}. [-]' }],
    ['a text message shows', ['weightKg'], undefined, { sms: '{weight}.' }],
    [
      'a value is worked out from',
      ['ageYears', 'sex', 'pregnant'],
      undefined,
      { sms: '{calciumRdaMg}' },
    ],
    ['a sum of foods shows', ['dailyFoods'], undefined, { text: '{food_items_line} [-]' }],
    ['a line looks at', ['tScore', 'sex'], undefined, { text: '{score_line}' }],
    ['a line shows', ['ageYears'], undefined, { sms: '{score_line}' }],
  ])('lets pass those that %s', (...[, slots, when, words]) => {
    expect(problemsOf(slots, when, words)).toEqual([])
  })
})

describe('checkSlotsUsed, of slots that the intent does not name', () => {
  test.each<readonly [When, string]>([
    [{ sex: 'male' }, 'sex'],
    [{ age: { min: 50 } }, 'ageYears'],
    [{ known: ['weightKg'] }, 'weightKg'],
    [{ unknown: ['menopause'] }, 'menopause'],
  ])('tells that %j goes by one', (when, slot) => {
    expect(problemsOf([], when)).toEqual([
      `responses/en/lifting.yml:6: variants.0.when: goes by ${slot}, which intents/en/lifting.yml does not name`,
    ])
  })

  test('wants no slot that is only behind a class', () => {
    expect(problemsOf(['tScore'], { tScore: 'low' })).toEqual([])
  })
})
