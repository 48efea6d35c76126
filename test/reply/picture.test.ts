import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { loadContent } from '../../src/content/load.js'
import type { Variant } from '../../src/content/schema.js'
import { pictureFor } from '../../src/reply/picture.js'
import type { Decision, Slots } from '../../src/types.js'
import { aSession } from '../support/content.js'
import { aFilling, worded } from '../support/worded.js'

const content = loadContent('.')
const SCALE = { picture: 't_score' } as const
const BAR = { picture: 'calcium' } as const
const WOMAN: Slots = { ageYears: 72, sex: 'female', menopause: 'post' }
const COMPARED: Slots = { ...WOMAN, kidneyOrCalciumProblem: false }

const drawn = (variant: Pick<Variant, 'picture' | 'table'>, facts: Slots) =>
  pictureFor(aFilling(facts, content), variant)

const answerTo = (intent: string, facts: Slots) => {
  const decision: Decision = { kind: 'answer', intents: [intent] }
  return worded(decision, { facts, content })
}

describe('pictureFor, of a T-score', () => {
  test.each<readonly [whom: string, facts: Slots]>([
    ['before menopause', { tScore: -2.7, menopause: 'pre' }],
    ['a man under 50', { tScore: -2.7, sex: 'male', ageYears: 42 }],
    ['a heel score', { ...WOMAN, tScore: -2.7, tScoreSite: 'other' }],
    ['nobody knows who', { tScore: -2.7 }],
    ['a woman of 47 who has not said', { tScore: -2.7, sex: 'female', ageYears: 47 }],
    ['no score', WOMAN],
  ])('draws none for %s', (_, facts) => {
    expect(drawn(SCALE, facts)).toBeUndefined()
  })

  test('takes its limits from the fact base', () => {
    const facts = { ...content.facts.tScore, normalFromHundredths: -120 }
    const moved = { ...content, facts: { ...content.facts, tScore: facts } }
    const picture = pictureFor(aFilling({ ...WOMAN, tScore: -2.7 }, moved), SCALE)
    expect(picture).toMatchObject({
      bands: [{ from: 1, to: -1.2, limit: '−1.2' }, { from: -1.2, to: -2.5 }, { to: -4 }],
    })
    expect(picture?.alt).toContain('Normal is −1.2 or higher.')
  })

  test('says the score and its site with a true minus', () => {
    const picture = drawn(SCALE, { ...WOMAN, tScore: -2.7, tScoreSite: 'spine' })
    expect(picture).toMatchObject({ mark: { value: -2.7, label: 'You: −2.7, spine' } })
    expect(picture?.alt).toContain('You: −2.7, spine”')
    expect(picture?.title).toContain('−2.7')
  })

  test('does not say "you" of somebody else', () => {
    const filling = aFilling({ ...WOMAN, tScore: -2.7 }, content)
    const mother = { relation: 'mother', pronoun: 'she' } as const
    expect(pictureFor({ ...filling, person: mother }, SCALE)).toMatchObject({
      mark: { label: '−2.7' },
    })
  })

  test('draws none of what is only supposed', () => {
    const filling = aFilling({ ...WOMAN, tScore: -2.7 }, content)
    expect(pictureFor({ ...filling, supposing: { slots: { ageYears: 80 } } }, SCALE)).toBe(
      undefined,
    )
  })

  test('has every score that is read on its scale', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700, max: 500 }), (hundredths) => {
        const picture = drawn(SCALE, { ...WOMAN, tScore: hundredths / 100 })
        if (picture?.kind !== 'tScore') throw new TypeError('no scale')
        const [first, , last] = picture.bands
        expect(first?.from).toBeGreaterThanOrEqual(hundredths / 100)
        expect(last?.to).toBeLessThanOrEqual(hundredths / 100)
        expect(`${picture.title} ${picture.alt} ${picture.mark.label}`).not.toMatch(/[{}]|-\d/)
      }),
    )
  })
})

describe('pictureFor, of calcium', () => {
  const dailyFoods = [
    { food: 'milk_low_fat', servings: 2 },
    { food: 'egg', servings: 1 },
  ]

  test.each<readonly [whom: string, facts: Slots]>([
    ['a kidney problem', { ...WOMAN, dailyFoods, kidneyOrCalciumProblem: true }],
    ['a kidney problem not ruled out', { ...WOMAN, dailyFoods }],
    ['no age', { dailyFoods, kidneyOrCalciumProblem: false }],
    ['no foods', COMPARED],
  ])('draws none with %s', (_, facts) => {
    expect(drawn(BAR, facts)).toBeUndefined()
  })

  test('shows each food, the sum, the need and the limit', () => {
    const picture = drawn(BAR, { ...COMPARED, dailyFoods })
    expect(picture).toMatchObject({
      foods: [
        { label: 'milk', mg: 610, amount: '610 mg' },
        { label: 'egg', mg: 30 },
      ],
      total: { mg: 640 },
      need: { mg: 1200 },
      limit: { mg: 2000 },
    })
    expect(picture?.alt).toMatch(/640 mg: milk 610 mg, egg 30 mg\..*1,200 mg.*2,000 mg/)
  })

  test('shows an amount that was told as one part', () => {
    expect(drawn(BAR, { ...COMPARED, calciumMgPerDay: 700 })).toMatchObject({
      foods: [{ mg: 700 }],
      total: { mg: 700 },
    })
  })

  test('draws many foods as a few and the rest, and loses none of the sum', () => {
    const eaten = fc.array(
      fc.record({
        food: fc.constantFrom(...Object.keys(content.facts.foods.foods)),
        servings: fc.integer({ min: 1, max: 5 }),
      }),
      { minLength: 1, maxLength: 30 },
    )
    fc.assert(
      fc.property(eaten, (many) => {
        const filling = aFilling({ ...COMPARED, dailyFoods: many }, content)
        const picture = pictureFor(filling, BAR)
        if (picture?.kind !== 'calcium') throw new TypeError('no bar')
        expect(picture.foods.length).toBeLessThanOrEqual(8)
        expect(picture.total.mg).toBe(filling.profile.calciumTally?.totalMg)
        expect(picture.alt).not.toMatch(/[{}]/)
      }),
    )
  })
})

describe('pictureFor, of a week', () => {
  const plans = content.responses.get('weekly_exercise_plan')?.variants ?? []

  test.each(plans.map((plan) => [plan.id, plan] as const))(
    'of %s says on which days, as its table does',
    (_, plan) => {
      const picture = drawn(plan, {})
      if (picture?.kind !== 'week') throw new TypeError('no week')
      const names = content.system.pictures.week.days.map(({ name }) => name)
      const said = picture.rows.map(({ on, often }) => {
        return often ?? (on.length === 7 ? 'Every day' : on.map((day) => names[day]).join(', '))
      })
      expect(said).toEqual(plan.table?.rows.map(([days]) => days))
      for (const row of picture.rows) expect(picture.alt).toContain(`: ${row.label}.`)
    },
  )

  test('draws none from a table whose days cannot be read', () => {
    const table = { caption: 'A week', columns: ['Day', 'What'], rows: [['Someday', 'Rest [-]']] }
    expect(drawn({ picture: { week: ['Rest'] }, table }, {})).toBeUndefined()
  })
})

describe('composeReply, of an answer with a picture', () => {
  test.each<readonly [intent: string, facts: Slots, kind: string | undefined]>([
    ['t_score_meaning', { ...WOMAN, tScore: -2.7, priorFracture: false }, 'tScore'],
    ['what_is_osteopenia', { ...WOMAN, tScore: -1.8, priorFracture: false }, 'tScore'],
    ['osteopenia_vs_osteoporosis', { ...WOMAN, tScore: -2.46, priorFracture: false }, 'tScore'],
    // A break says more than the score does, and a picture of the score would speak louder.
    [
      't_score_meaning',
      { ...WOMAN, tScore: -1.8, priorFracture: true, fractureSite: 'hip' },
      undefined,
    ],
    ['t_score_meaning', { ...WOMAN, tScore: -1.8, priorFracture: true }, undefined],
    ['t_score_meaning', { tScore: -1.8, sex: 'male', ageYears: 40 }, undefined],
    ['calcium_tally', { ...COMPARED, calciumMgPerDay: 3000 }, 'calcium'],
    ['calcium_tally', WOMAN, undefined],
    ['weekly_exercise_plan', WOMAN, 'week'],
    ['protein', WOMAN, undefined],
  ])('%s with %j shows %s', (intent, facts, kind) => {
    expect(answerTo(intent, facts).picture?.kind).toBe(kind)
  })

  test('shows the first picture of two answers, and none with "tell me more"', () => {
    const facts: Slots = { ...WOMAN, tScore: -2.7, priorFracture: false }
    const both: Decision = { kind: 'answer', intents: ['weekly_exercise_plan', 't_score_meaning'] }
    expect(worded(both, { facts, content }).picture?.kind).toBe('week')
    const more: Decision = { kind: 'act', act: 'more' }
    const session = aSession(facts, { topic: ['t_score_meaning'] })
    expect(worded(more, { session, content }).picture).toBeUndefined()
  })
})
