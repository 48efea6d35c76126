/** What ten made-up patients said and was once not heard; their talks are in test/transcripts/patients. */
import { describe, expect, test } from '@jest/globals'
import { converse, lastOf } from '../support/converse.js'

const idsOf = (...utterances: readonly string[]) =>
  converse('web', ...utterances).map(({ reply }) => reply.responseId)
const lastIdOf = (...utterances: readonly string[]) => idsOf(...utterances).at(-1)

describe('a frightened patient', () => {
  test('is comforted, although she says hello first', () => {
    expect(lastIdOf('Hello. My doctor says I have osteoporosis. I am terrified')).toBe(
      'emotional_support.general',
    )
  })

  test('is not asked about an overdose for what was "written down"', () => {
    expect(lastIdOf('she wrote down -2.8 i think for the spine')).toBe(
      't_score_meaning.osteoporosis_range',
    )
  })

  test('who was only offered a medicine is not told to keep taking it', () => {
    const said = ['the doctor wants me on fosamax', 'what should I ask her when I go back']
    expect(lastIdOf(...said)).toBe('questions_for_my_visit.general')
    expect(lastIdOf('I take fosamax', said[1] ?? '')).toBe('questions_for_my_visit.on_medicine')
  })

  test('who only tells a fact is heard', () => {
    expect(lastIdOf("no i've never broken anything")).toBe('act.noted')
  })
})

describe('a goodbye and small talk', () => {
  test.each(['goodbye dear, God bless', 'the kettle was on and my neighbour came round'])(
    '%s is no sign of danger',
    (utterance) => {
      expect(lastOf(utterance).understanding.redFlags).toEqual([])
    },
  )
})

describe('an emergency under way', () => {
  test.each(['ambulance is on its way', 'shes in hospital, ok now'])(
    '%s settles it',
    (utterance) => {
      expect(idsOf('my mom fell and cant get up', utterance)).toEqual([
        'escalate.hip_fracture_now',
        'act.safe',
      ])
    },
  )

  test('is not asked about again when something else was said', () => {
    const turns = converse(
      'web',
      'my mom fell and cant get up',
      'will she be ok',
      'so is it safe to pick him up or not',
      'Is walking enough?',
    )
    expect(turns.map(({ decision }) => decision.kind).slice(0, 3)).toEqual([
      'escalate',
      'ask',
      'clarify',
    ])
    expect(turns[3]?.reply.responseId).toBe('walking_enough.general')
  })
})

describe('somebody on Prolia', () => {
  const LATE = 'I get Prolia every 6 months and my appointment got cancelled'

  test('who tells the month of the last shot is asked for the day', () => {
    expect(idsOf(LATE, 'last shot was in june')).toEqual([
      'escalate.denosumab_late',
      'ask.monthsSinceDose',
    ])
  })

  test('learns why something is urgent', () => {
    expect(lastIdOf(LATE, 'why')).toBe('act.why_urgent')
    expect(lastIdOf('Is walking enough?', LATE, 'why')).toBe('act.why_urgent')
  })

  test('corrects a month, and nothing is cancelled', () => {
    const said = [LATE, 'last shot was in june', 'sorry it was actually july not june']
    expect(lastIdOf(...said)).toMatch(/^ask\.(?:monthsSinceDose|safetyCheck\.denosumab_late)$/)
  })
})

describe('told values', () => {
  test('a weight alone serves the answer that asked for it, and is corrected by a number', () => {
    expect(idsOf('and protein?', '82 kilos', 'actually 84', 'kilos')).toEqual([
      'protein.general',
      'protein.for_your_weight',
      'ask.weightKg.no_unit',
      'protein.for_your_weight',
    ])
  })

  test('an age stands in a list of what somebody is', () => {
    expect(
      lastOf("I'm vegan, 49, am I getting enough calcium?").session.slots.ageYears?.value,
    ).toBe(49)
  })

  test('lost periods are no menopause at 34, and may be one at 50', () => {
    const menopauseAt = (age: number) =>
      lastOf(`I'm ${String(age)} and female`, 'my periods stopped about a year ago').session.slots
        .menopause?.value
    expect(menopauseAt(34)).toBeUndefined()
    expect(menopauseAt(50)).toBe('post')
  })
})

describe('a short question', () => {
  test('leans on the subject that was offered last', () => {
    expect(lastIdOf('How can I prevent falls?', 'vitamin d', 'how much?')).toBe(
      'vitamin_d_amount.general',
    )
  })

  test('of the same talk does not end it', () => {
    expect(idsOf("I'm vegan, 49, am I getting enough calcium?", "let's add it up")).toEqual([
      'ask.kidneyOrCalciumProblem',
      'ask.kidneyOrCalciumProblem',
    ])
  })
})

describe('cups', () => {
  test('are no age, also where one was told last', () => {
    const said = ["I'm vegan, 49, is that bad?", 'hang on, make that two cups of soy milk']
    expect(lastOf(...said).session.slots.ageYears?.value).toBe(49)
    expect(lastIdOf(...said)).not.toBe('ask.ageYears.implausible')
  })
})

describe('the foods of a day', () => {
  const TOLD = ['Am I getting enough calcium?', 'no', 'a cup of milk and some kale', '70']
  const foodsAfter = (...said: readonly string[]) =>
    lastOf(...TOLD, ...said).session.slots.dailyFoods?.value.map(({ food }) => food)

  test.each([
    ['and broccoli, I forgot', ['milk_low_fat', 'kale', 'broccoli']],
    ['make that two cups of milk', ['kale', 'milk_low_fat']],
    [
      '2 cups of milk, a cup of cooked kale and half a cup of tofu',
      ['milk_low_fat', 'kale', 'tofu'],
    ],
  ])('after "%s" are %j', (say, foods) => {
    expect(foodsAfter(say)).toEqual(foods)
  })

  test('are no age, while one is asked for', () => {
    const [asked, told] = converse('web', ...TOLD.slice(0, 3), 'and half a cup of tofu').slice(-2)
    expect(asked?.session.awaited).toMatchObject({ slot: 'ageYears' })
    expect(told?.understanding.entities.map(({ slot }) => slot)).toEqual(['dailyFoods'])
  })
})

describe('the same answer twice', () => {
  test('is told at more length the second time', () => {
    const said = ['am I at risk for the jaw thing', 'I have a tooth out next week']
    expect(idsOf(...said)).toEqual(['jaw_and_dental.general', 'jaw_and_dental.general.more'])
  })

  test('is given again by its button', () => {
    const title = 'Are bone medicines a jaw risk?'
    expect(idsOf(title, title)).toEqual(['jaw_and_dental.general', 'jaw_and_dental.general'])
  })
})

describe('somebody who is spoken of', () => {
  test.each([
    "I'm scared to even pick up my grandson",
    'should I tell my daughter',
    'can I carry my granddaughter',
    'the kettle was on and my neighbor Doris came round, she has arthritis',
  ])('is not whom it is about: %s', (say) => {
    expect(lastOf(say).session.focus).toBeUndefined()
  })

  test('is whom it is about when asked for, with their age', () => {
    const turns = converse('web', 'Is heavy lifting safe?', 'and for my wife? she is 68')
    expect(turns.at(-1)?.session.focus?.relation).toBe('wife')
    expect(turns.at(-1)?.decision).toMatchObject({ forIntent: 'heavy_lifting_safe' })
  })
})

describe('after a sign that needs a call today', () => {
  const PAIN = 'I have sudden bad back pain since I lifted a box yesterday'

  test('the call comes first once more, and once only', () => {
    const said = [PAIN, 'Is walking enough?', 'Do swimming and cycling help?']
    const [, first, second] = converse('web', ...said)
    expect(first?.reply.responseId).toBe('walking_enough.general')
    const lead = (turn: typeof first) => turn?.reply.paragraphs[0]
    const plain = converse('web', 'Is walking enough?')[0]
    expect(lead(first)).not.toBe(lead(plain))
    expect(first?.reply.paragraphs.slice(1)).toEqual(plain?.reply.paragraphs)
    expect(lead(second)).not.toBe(lead(first))
  })
})
