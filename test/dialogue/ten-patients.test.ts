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
