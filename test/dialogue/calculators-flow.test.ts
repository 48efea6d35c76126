/** Talks that end in a calculator's result, with the real content. */
import { describe, expect, test } from '@jest/globals'
import { converse, lastOf } from '../support/converse.js'

const idsOf = (...utterances: readonly string[]) =>
  converse('web', ...utterances).map(({ reply }) => reply.responseId)
const shownAfter = (...utterances: readonly string[]) =>
  lastOf(...utterances).reply.paragraphs.join(' ')
const labelsAfter = (...utterances: readonly string[]) =>
  lastOf(...utterances).reply.because.map(({ label }) => label)

const ENOUGH = 'am I getting enough calcium?'
const DAY = 'two glasses of milk, a yogurt and a handful of almonds'

describe('the sum of a day’s calcium', () => {
  const TALK = [ENOUGH, 'no', DAY, '67', 'female']

  test('asks for what it needs, one thing at a time', () => {
    expect(idsOf(...TALK)).toEqual([
      'ask.kidneyOrCalciumProblem',
      'ask.dailyFoods',
      'ask.ageYears',
      'ask.sex',
      'calcium_tally.below',
    ])
  })

  test('shows each food, the total and what is missing', () => {
    const shown = shownAfter(...TALK)
    for (const amount of ['610 mg', '340 mg', '80 mg', '1,030 mg', '170 mg', '1,200 mg']) {
      expect(shown).toContain(amount)
    }
  })

  test('names what it was told', () => {
    expect(labelsAfter(...TALK).join()).toContain('2 cups of milk, 6 ounces of plain yogurt')
  })

  test('does not ask for the sex at an age at which all need the same', () => {
    expect(idsOf(ENOUGH, 'no', DAY, '72').at(-1)).toBe('calcium_tally.below')
    expect(idsOf(ENOUGH, 'no', DAY, '45').at(-1)).toMatch(/^calcium_tally\./)
  })

  test('starts from foods that are told at once', () => {
    const ids = idsOf('add up my calcium: 2 cups of milk and 8 oz yogurt', 'no', '72')
    expect(ids).toEqual(['ask.kidneyOrCalciumProblem', 'ask.ageYears', 'calcium_tally.below'])
  })

  test('takes an amount for an answer, and does not ask for the foods again', () => {
    const ids = idsOf(ENOUGH, 'no', 'about 800 mg in all', '67', 'female')
    expect(ids.slice(2)).toEqual(['ask.ageYears', 'ask.sex', 'calcium_tally.below'])
  })

  test('goes on past a question left aside, and shows no gap where the kidneys are not known', () => {
    const talk = [ENOUGH, 'not sure', DAY, '67', "I'd rather not say"]
    expect(idsOf(...talk)).toEqual([
      'ask.kidneyOrCalciumProblem',
      'ask.dailyFoods',
      'ask.ageYears',
      'ask.sex',
      'calcium_tally.counted',
    ])
    expect(shownAfter(...talk)).not.toContain('missing')
  })

  test('shows how far it has come', () => {
    const steps = converse('web', ...TALK).map(({ decision }) =>
      decision.kind === 'ask' && 'step' in decision ? decision.step : undefined,
    )
    expect(steps.slice(0, 3).map((step) => step?.number)).toEqual([1, 2, 3])
    expect(steps.at(-1)).toBeUndefined()
  })
})

describe('a kidney problem', () => {
  test('ends the sum before it has begun', () => {
    const [, reply] = converse('web', ENOUGH, 'I have kidney stones')
    expect(reply?.reply.responseId).toBe('calcium_tally.kidney_or_calcium_problem')
  })

  test.each([
    ['before the age', [ENOUGH, 'no', DAY]],
    ['after the sum', [ENOUGH, 'no', DAY, '67', 'female']],
  ])('told %s silences all sums', (_, talk) => {
    const after = [...talk, 'actually I have kidney disease']
    for (const question of [
      ENOUGH,
      'how much calcium do I need?',
      'how much vitamin d do I need?',
    ]) {
      const { reply } = lastOf(...after, question)
      expect(reply.responseId).toMatch(/kidney_or_calcium_problem$/)
      expect([...reply.paragraphs, reply.shortText].join(' ')).not.toMatch(/1,030|1,200 mg|800 IU/)
    }
  })

  test('makes the weight worthless for protein', () => {
    const { reply } = lastOf('I have kidney disease. How much protein do I need?')
    expect(reply.responseId).toBe('protein.kidney_or_calcium_problem')
  })
})

describe('the last denosumab shot', () => {
  const LATE = 'what if I miss my prolia shot?'

  test.each([
    ['8 months ago', 'escalate.denosumab_late.seven_months'],
    ['7 months', 'escalate.denosumab_late.seven_months'],
    ['it was due 2 months ago', 'escalate.denosumab_late.seven_months'],
    ['6 and a half months ago', 'escalate.denosumab_late'],
    ['6 months ago', 'missed_denosumab.due_now'],
    ['4 months ago', 'missed_denosumab.not_due_yet'],
    ['not sure', 'missed_denosumab.denosumab'],
    ['my next one is July 20', 'ask.monthsSinceDose'],
  ])('%s: %s', (answer, id) => {
    expect(idsOf(LATE, answer)).toEqual(['ask.monthsSinceDose', id])
  })

  test.each([
    ['8 months ago', 'escalate.denosumab_late.seven_months'],
    ['4 months ago', 'missed_denosumab.not_due_yet'],
    ['yes', 'escalate.denosumab_late'],
  ])('answers the check whether it is late, too: %s', (answer, id) => {
    const ids = idsOf('my insurance wont pay, when is my next prolia shot due', answer)
    expect(ids).toEqual(['ask.safetyCheck.denosumab_late', id])
  })

  test('of a cancer dose is no answer', () => {
    expect(lastOf(LATE, 'my Xgeva was 8 months ago').session.slots.monthsSinceDose).toBeUndefined()
  })
})

describe('a vitamin D level', () => {
  const LEVEL = 'what does my vitamin d level mean?'

  test.each([
    ['180 ng/mL', 'escalate.overdose'],
    ['400 nmol/L', 'escalate.overdose'],
    ['150 ng/ml', 'vitamin_d_level.call_today'],
    ['18 ng/ml', 'vitamin_d_level.may_be_low'],
    ['18ng/ml', 'vitamin_d_level.may_be_low'],
    ['50 nmol/l', 'vitamin_d_level.enough'],
  ])('%s: %s', (answer, id) => {
    expect(idsOf(LEVEL, answer)).toEqual(['ask.vitaminDLevel', id])
  })

  test.each([
    ['ng/mL', 'escalate.overdose'],
    ['nmol/L', 'vitamin_d_level.higher'],
  ])('of 180 is asked for its unit: %s', (unit, id) => {
    expect(idsOf(LEVEL, '180', unit).slice(1)).toEqual(['ask.vitaminDLevel.no_unit', id])
  })

  test('is echoed in both units', () => {
    expect(labelsAfter(LEVEL, '45 nmol/L')).toEqual(['vitamin D level 45 nmol/L (18 ng/mL)'])
  })
})

describe('who should be tested', () => {
  const TALK = ['should I have a bone scan?', '58', 'female', 'no', 'yes']

  test('goes on to weight and age', () => {
    const turns = converse('web', ...TALK, 'yes', '150 lb')
    expect(turns.map(({ reply }) => reply.responseId)).toEqual([
      'ask.ageYears',
      'ask.sex',
      'ask.priorFracture',
      'ask.menopause',
      'ask.riskFactor',
      'ask.weightKg',
      'who_should_be_tested.risk_check',
    ])
    expect(turns.at(-1)?.reply.because.map(({ label }) => label)).toContain('weight 68 kg (150 lb)')
  })

  test('finds the higher risk of a light woman, whatever she answered', () => {
    const { reply } = lastOf(...TALK, 'none of them', '110 lb')
    expect(reply.responseId).toBe('who_should_be_tested.risk_check')
  })

  test('asks a man of 72 for nothing that would change nothing', () => {
    const asked = idsOf('should I have a bone scan? I am a 72 year old man', 'no')
    expect(asked).toEqual(['ask.priorFracture', 'who_should_be_tested.male_70_or_older'])
  })
})

describe('a question that would change nothing', () => {
  test('is not asked: the site of a break that never was', () => {
    expect(idsOf('can i lift heavy weights?', 'no')).not.toContain('ask.fractureSite')
  })

  test('is asked where it changes the words: sex at 60, for calcium', () => {
    expect(lastOf("how much calcium do I need? I'm 60").reply.responseId).toBe('ask.sex')
    expect(lastOf("how much calcium do I need? I'm 72").decision.kind).toBe('answer')
  })
})

describe('lost height', () => {
  test('is echoed in both units', () => {
    const { reply } = lastOf("I've shrunk 2 inches since I was 40, should I worry")
    expect(reply.responseId).toBe('spine_fracture_signs.height_loss')
    expect(reply.because.map(({ label }) => label)).toEqual(['2 inches (5.1 cm) shorter'])
  })
})
