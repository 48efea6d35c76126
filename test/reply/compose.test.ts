import { describe, expect, test } from '@jest/globals'
import { slotName } from '../../src/content/schema.js'
import type { Act, Decision, Entity, SlotDoubt } from '../../src/types.js'
import { aClinic, aContent, aFlag, aScore, aSession } from '../support/content.js'
import { aReply } from '../support/records.js'
import { worded } from '../support/worded.js'

const actOf = (act: Act, about?: 'confirm' | 'shorter' | 'safe' | 'forget'): Decision => ({
  kind: 'act',
  act,
  ...(about !== undefined && { about }),
})

describe('composeReply, of an act', () => {
  test.each<readonly [Decision, string]>([
    [actOf('opt_out'), 'act.opt_out'],
    [actOf('opt_in'), 'act.opt_in'],
    [actOf('help'), 'act.help'],
    [actOf('start_over'), 'act.start_over'],
    [actOf('cancel'), 'act.cancel'],
    [actOf('cancel', 'forget'), 'act.forget_kept'],
    [actOf('forget', 'confirm'), 'act.forget_confirm'],
    [actOf('forget'), 'act.forget'],
    [actOf('acknowledge'), 'act.acknowledge'],
    [actOf('acknowledge', 'safe'), 'act.safe'],
    [actOf('repeat'), 'act.repeat_none'],
    [actOf('more'), 'act.more_none'],
    [actOf('show_facts'), 'act.show_facts_none'],
    [actOf('correct_fact'), 'act.show_facts_none'],
    [actOf('silent'), 'act.silent'],
  ])('%j', (decision, responseId) => {
    expect(worded(decision).responseId).toBe(responseId)
  })

  test('says nothing when it is silent', () => {
    expect(worded(actOf('silent'))).toMatchObject({ paragraphs: [], shortText: '' })
  })

  test('asks with two buttons whether to forget', () => {
    expect(worded(actOf('forget', 'confirm')).suggestions).toEqual([
      { text: 'Yes' },
      { text: 'No' },
    ])
  })

  test('lists what was told, in the words of its slots', () => {
    const facts = { tScore: -2.7, sex: 'female', priorFracture: false, weightKg: 70 } as const
    expect(worded(actOf('show_facts'), { facts })).toMatchObject({
      responseId: 'act.show_facts',
      paragraphs: ['You told me: T-score -2.7, a woman, no past break, weight 70 kg (154 lb).'],
      shortText: 'You told me: T-score -2.7, a woman, no past break, weight 70 kg (154 lb).',
    })
    expect(worded(actOf('correct_fact'), { facts: { ageYears: 67 } })).toMatchObject({
      responseId: 'act.correct_fact',
      paragraphs: ['Now I have: age 67.'],
    })
  })

  test('says the last reply again, as it was', () => {
    const lastReply = aReply({ suggestions: [{ text: 'Yes' }] })
    const session = aSession({}, { lastReply })
    expect(worded(actOf('repeat'), { session })).toEqual(lastReply)
    expect(worded(actOf('repeat', 'shorter'), { session })).toEqual({
      ...lastReply,
      paragraphs: [lastReply.shortText],
    })
  })
})

describe('composeReply, of a question', () => {
  test.each(slotName.options)('asks for %s with its reason', (slot) => {
    const { text, why, sms, replies } = aContent().system.asks[slot]
    expect(worded({ kind: 'ask', slot, forIntent: 'lifting' })).toMatchObject({
      responseId: `ask.${slot}`,
      paragraphs: [`${text} ${why}`],
      shortText: sms,
      suggestions: replies.map((reply) => ({ text: reply })),
    })
  })

  test.each<readonly [SlotDoubt, readonly string[]]>([
    ['missing_sign', ['-2.5', '+2.5']],
    ['implausible', ['Yes', 'No']],
    ['unlikely', ['Yes', 'No']],
    ['several', []],
  ])('asks back a value in doubt: %s', (doubt, replies) => {
    const doubted = aScore(-2.5, { doubt })
    const reply = worded({ kind: 'ask', slot: 'tScore', forIntent: 'score', doubted })
    expect(reply.responseId).toBe(`ask.tScore.${doubt}`)
    expect(reply.suggestions.map(({ text }) => text)).toEqual(replies)
  })

  test.each([
    ['weightKg', 70, ['Pounds', 'Kilograms']],
    ['vitaminDLevel', { value: 75, unit: 'ng/mL' }, ['ng/mL', 'nmol/L']],
  ] as const)('asks for the unit of %s', (slot, value, replies) => {
    const doubted = { slot, value, start: 0, end: 2, about: 'patient', doubt: 'no_unit' } as Entity
    const reply = worded({ kind: 'ask', slot, forIntent: 'score', doubted })
    expect(reply.responseId).toBe(`ask.${slot}.no_unit`)
    expect(reply.suggestions.map(({ text }) => text)).toEqual(replies)
  })

  test('asks back a vague age, and asks again for any other vague value', () => {
    const age: Entity = {
      slot: 'ageYears',
      value: 67,
      start: 0,
      end: 4,
      about: 'patient',
      doubt: 'vague',
    }
    const back = worded({ kind: 'ask', slot: 'ageYears', forIntent: 'calcium', doubted: age })
    expect(back.responseId).toBe('ask.ageYears.vague')
    const doubted = aScore(0, { doubt: 'vague' })
    const again = worded({ kind: 'ask', slot: 'tScore', forIntent: 'score', doubted })
    expect(again.responseId).toBe('ask.tScore')
  })

  test('shows the value that it asks back', () => {
    const doubted: Entity = aScore(-2.5, { doubt: 'missing_sign' })
    expect(worded({ kind: 'ask', slot: 'tScore', forIntent: 'score', doubted }).paragraphs).toEqual(
      ['Is that -2.5 or plus 2.5?'],
    )
  })
})

describe('composeReply, of the rest', () => {
  test('offers a choice as buttons, and by number in a text message', () => {
    const decision: Decision = { kind: 'clarify', candidates: ['lifting', 'unheard_of', 'person'] }
    const web = worded(decision)
    expect(web.suggestions.map(({ intent }) => intent)).toEqual(['lifting', 'person'])
    expect([web.responseId, web.shortText]).toEqual(['clarify', 'Which number?'])
    expect(worded(decision, { channel: 'sms' }).shortText).toBe(
      'Which number?\n1 Is lifting safe?\n2 Talk to a person',
    )
  })

  test.each(['unknown', 'planned', 'too_long', 'empty', 'trouble'] as const)(
    'falls back on %s, with what is near',
    (reason) => {
      const reply = worded({ kind: 'fallback', reason, candidates: ['calcium'] })
      expect(reply.responseId).toBe(`fallback.${reason}`)
      expect(reply.suggestions).toEqual([{ text: 'How much calcium?', intent: 'calcium' }])
    },
  )

  test('hands over with the words of the intent that asked for it, or its own', () => {
    const clinic = { ...aClinic, phone: '555-0100' }
    const asked = worded({ kind: 'handoff', reason: 'asked', intent: 'person' }, { clinic })
    expect(asked.responseId).toBe('person.general')
    expect(asked.shortText).toBe('Please call Bone Clinic at 555-0100.')
    const lost = worded({ kind: 'handoff', reason: 'two_fallbacks' }, { clinic })
    expect(lost.responseId).toBe('handoff.two_fallbacks')
    expect(lost.shortText).toBe('Please call Bone Clinic at 555-0100.')
  })

  test('has words for every kind of decision, on every channel', () => {
    const decisions: Readonly<Record<Decision['kind'], Decision>> = {
      escalate: { kind: 'escalate', flags: [aFlag('hip')] },
      answer: { kind: 'answer', intents: ['lifting'] },
      ask: { kind: 'ask', slot: 'sex', forIntent: 'calcium' },
      clarify: { kind: 'clarify', candidates: ['lifting'] },
      act: { kind: 'act', act: 'help' },
      handoff: { kind: 'handoff', reason: 'two_fallbacks' },
      fallback: { kind: 'fallback', reason: 'unknown', candidates: [] },
    }
    for (const channel of ['web', 'sms', 'console'] as const) {
      for (const decision of Object.values(decisions)) {
        const reply = worded(decision, { channel })
        expect(reply.paragraphs.join('')).toMatch(/\w/)
        expect(reply.shortText).toMatch(/\w/)
        expect(reply.paragraphs.join('') + reply.shortText).not.toMatch(/[{}]|\[@|\[-|undefined/)
      }
    }
  })
})
