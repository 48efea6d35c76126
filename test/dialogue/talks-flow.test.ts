/** Guided talks: progress, what comes in between, and the way back; with the real content. */
import { describe, expect, test } from '@jest/globals'
import { converse, lastOf } from '../support/converse.js'

const READY = 'Can I start exercising?'
const PAIN = 'I have pain. What should I do?'
const EMERGENCY = 'i have crushing chest pain'

const idsOf = (...utterances: readonly string[]) =>
  converse('web', ...utterances).map(({ reply }) => reply.responseId)
const stepsOf = (...utterances: readonly string[]) =>
  converse('web', ...utterances).map(({ decision }) =>
    decision.kind === 'ask' && 'step' in decision ? decision.step : undefined,
  )

describe('the progress of a talk', () => {
  test('counts every question, also those whose answer was told', () => {
    const steps = stepsOf(READY, 'no', 'no', 'no', 'no', 'no', 'none')
    expect(steps.map((step) => step?.number)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(new Set(steps.map((step) => step?.of))).toEqual(new Set([7]))
  })

  test('does not count a question that is put again', () => {
    expect(stepsOf(READY, 'no', 'what is osteopenia?', READY).at(-1)).toEqual({ number: 2, of: 7 })
  })

  test('starts anew after the talk was given up, and asks only what is left', () => {
    expect(stepsOf(READY, 'no', 'no', 'never mind', READY).at(-1)).toEqual({ number: 1, of: 5 })
  })
})

describe('what is told out of turn', () => {
  test('is taken in, and the question is put again', () => {
    const { decision, session } = lastOf(READY, 'no', 'no', 'actually I broke my hip')
    expect(decision).toMatchObject({ kind: 'ask', slot: 'recentSurgeryOrBreak' })
    expect(decision).toMatchObject({ noted: expect.arrayContaining(['fractureSite']) })
    expect(session.slots.fractureSite?.value).toBe('hip')
  })

  test('may be enough to answer', () => {
    expect(idsOf('what does my -2.6 mean?', "I'm 67, a woman").at(-1)).toBe(
      't_score_meaning.osteoporosis_range',
    )
  })

  test('corrects a number', () => {
    const { decision, session } = lastOf('what does my t-score mean?', '-2.6', 'sorry, -1.6')
    expect(decision).toMatchObject({ kind: 'ask', slot: 'priorFracture', noted: ['tScore'] })
    expect(session.slots.tScore?.value).toBe(-1.6)
  })

  test('does not swallow another question', () => {
    const { decision } = lastOf('what does my t-score mean?', "I'm 67, how much calcium do I need?")
    expect(decision).not.toMatchObject({ forIntent: 't_score_meaning' })
  })
})

describe('"none", to which medicine is taken', () => {
  test.each(['none', 'no', "I don't take any"])('%s goes on without one', (answer) => {
    expect(idsOf(PAIN, 'knee', 'no', answer).at(-1)).toBe('where_it_hurts.general')
  })
})

describe('what a score means', () => {
  test('is told after two questions at most where the score stands in the question', () => {
    const ids = idsOf('what does my -2.6 mean?', 'no', '67')
    expect(ids).toEqual(['ask.priorFracture', 'ask.ageYears', 't_score_meaning.osteoporosis_range'])
  })

  test('is told at once where nothing personal is asked', () => {
    expect(idsOf('what does a t-score of -2.6 mean?')).toEqual([
      't_score_meaning.osteoporosis_range',
    ])
  })

  test('is told after three where it does not', () => {
    expect(idsOf('what does my t-score mean?', '-2.6', 'no', '67').at(-1)).toBe(
      't_score_meaning.osteoporosis_range',
    )
  })
})

describe('an unrelated question in the middle', () => {
  test('is answered, with a button that leads back', () => {
    const { reply } = lastOf(READY, 'no', 'what is osteopenia?')
    expect(reply.responseId).toMatch(/^what_is_osteopenia\./)
    expect(reply.suggestions[0]?.intent).toBe('exercise_readiness')
  })

  test('that asks something itself leads back as well', () => {
    const { reply } = lastOf(READY, 'no', 'how much vitamin d do I need?', '67')
    expect(reply.responseId).toMatch(/^vitamin_d_amount\./)
    expect(reply.suggestions[0]?.intent).toBe('exercise_readiness')
  })

  test('leads back to a talk whose title is not personal', () => {
    const turns = converse(
      'web',
      'make me a weekly exercise plan',
      'no',
      'what is osteopenia?',
      'What does a good week look like?',
    )
    expect(turns.at(-1)?.decision).toMatchObject({ kind: 'ask', slot: 'unsteady' })
  })
})

describe('an emergency in the middle of a talk', () => {
  test.each([READY, PAIN, 'make me a weekly exercise plan'])('goes first: %s', (opening) => {
    const { reply, session } = lastOf(opening, EMERGENCY)
    expect(reply.responseId).toBe('escalate.chest_stroke_pe')
    expect(session.talk?.suspendedBy?.id).toBe('chest_stroke_pe')
  })

  test.each(['no', '67', 'hello', 'Is walking enough?', READY])(
    'suspends it: %s is answered with a check',
    (utterance) => {
      expect(lastOf(READY, 'no', EMERGENCY, utterance).decision).toMatchObject({
        kind: 'ask',
        slot: 'safetyCheck',
      })
    },
  )

  test.each([['This is not happening now'], ["i'm safe now"], ['ok', 'no']])(
    'offers it again by a button once the patient is safe: %s',
    (...said) => {
      const { reply } = lastOf(READY, 'no', EMERGENCY, ...said)
      expect(reply.responseId).toBe('act.safe')
      expect(reply.suggestions).toEqual([{ text: READY, intent: 'exercise_readiness' }])
      expect(stepsOf(READY, 'no', EMERGENCY, ...said, READY).at(-1)).toEqual({ number: 2, of: 7 })
    },
  )

  test('offers no way back before that', () => {
    const { reply } = lastOf(READY, 'no', EMERGENCY, 'ok', 'Is walking enough?')
    expect(reply.responseId).toMatch(/^walking_enough\./)
    expect(reply.suggestions.map(({ intent }) => intent)).not.toContain('exercise_readiness')
  })

  test('is checked again when the talk is asked for, and asked for again gets the general answer', () => {
    const talk = [READY, EMERGENCY, 'ok', 'Is walking enough?', READY]
    expect(idsOf(...talk).at(-1)).toBe('ask.safetyCheck.chest_stroke_pe')
    expect(idsOf(...talk, READY).at(-1)).toBe('exercise_readiness.general')
    expect(idsOf(...talk, 'no').at(-1)).toBe('ask.priorFracture')
    expect(idsOf(...talk, 'yes').at(-1)).toBe('escalate.chest_stroke_pe')
  })

  test('says on SMS how to go on', () => {
    const turn = converse('sms', READY, EMERGENCY, "i'm safe now").at(-1)
    expect(turn?.reply.shortText).toContain(READY)
  })

  test('a lesser sign of danger ends the talk', () => {
    const { session, reply } = lastOf(READY, 'my jaw bone is showing, I take fosamax')
    expect(reply.responseId).toMatch(/^escalate\.onj_signs/)
    expect(session.talk).toBeUndefined()
  })
})

describe('a pain in the chest', () => {
  test('is asked about at once', () => {
    expect(idsOf(PAIN, 'chest')).toEqual(['ask.painRegion', 'ask.safetyCheck.chest_stroke_pe'])
  })

  test('that is an emergency escalates', () => {
    expect(idsOf(PAIN, 'chest', 'yes').at(-1)).toBe('escalate.chest_stroke_pe')
  })

  test('that is none goes on with the talk', () => {
    expect(idsOf(PAIN, 'chest', 'no').at(-1)).toBe('ask.painAlarm')
  })

  test('does not put in doubt what the words say for certain', () => {
    expect(idsOf(PAIN, 'I have crushing chest pain').at(-1)).toBe('escalate.chest_stroke_pe')
  })
})

describe('the week', () => {
  test.each([
    [['yes', 'hip', 'no'], 'fracture_caution'],
    [['yes', 'wrist', 'no'], 'prior_fracture'],
    [['no', 'yes'], 'unsteady'],
    [['no', 'no', 'yes'], 'supervised'],
    [['no', 'no', 'no'], 'alone'],
    [['no', 'not sure', 'skip'], 'general'],
  ])('after %j is that of %s, as a table', (answers, variant) => {
    const { reply } = lastOf('make me a weekly exercise plan', ...answers)
    expect(reply.responseId).toBe(`weekly_exercise_plan.${variant}`)
    expect(reply.table?.rows.length).toBeGreaterThanOrEqual(4)
    expect(reply.paragraphs.join(' ')).not.toMatch(/Monday/)
    expect(reply.shortText).toMatch(/Mon\/Thu/)
  })
})
