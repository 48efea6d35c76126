import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import type { Decision } from '../../src/types.js'
import { readYaml } from '../nlu/entity-specs.js'
import { converse, lastOf } from '../support/converse.js'

const specs = z
  .array(
    z.strictObject({
      first: z.string(),
      next: z.string(),
      then: z.string(),
      supposing: z.record(z.string(), z.unknown()).optional(),
      range: z.string().optional(),
      known_gap: z.string().optional(),
    }),
  )
  .parse(readYaml('test/specs/ellipsis.yml'))

function nameOf(decision: Decision): string {
  if (decision.kind === 'answer') return decision.intents.join(' ')
  if (decision.kind === 'act') return `act ${decision.act}`
  return decision.kind === 'ask' ? `ask ${decision.slot}` : decision.kind
}

describe('a follow-up', () => {
  test.each(specs.filter(({ known_gap }) => known_gap === undefined))(
    '$first – $next',
    ({ first, next, then, supposing, range }) => {
      const [before, after] = converse('web', first, next)
      expect(nameOf(after!.decision)).toBe(then)
      const supposed = after!.decision.kind === 'answer' ? after!.decision.supposing : undefined
      expect(supposed?.slots).toEqual(supposing)
      expect(supposed?.tScoreClass).toBe(range)
      // What is only supposed is never a fact.
      if (supposing !== undefined) expect(after!.session.slots).toEqual(before!.session.slots)
    },
  )

  test.each(specs.filter(({ known_gap }) => known_gap !== undefined))(
    'is not so yet: $first – $next',
    ({ first, next, then }) => {
      expect(nameOf(lastOf(first, next).decision)).not.toBe(then)
    },
  )
})

describe('what is supposed', () => {
  const CALCIUM = 'how much calcium do adults need?'

  test('is said first, and is no reason', () => {
    const { reply } = lastOf(CALCIUM, 'is it the same at 75?')
    expect(reply.responseId).toBe('calcium_amount.at_your_age')
    expect(reply.paragraphs[0]).toContain('at age 75')
    expect(reply.because).toEqual([])
  })

  test('adds up, and holds for "tell me more"', () => {
    const turns = converse('web', CALCIUM, 'and for men?', 'and at 75?', 'tell me more')
    expect(turns[2]?.decision).toMatchObject({
      supposing: { slots: { sex: 'male', ageYears: 75 }, isOther: true },
    })
    expect(turns[3]?.reply.responseId).toBe('calcium_amount.at_your_age.more')
    expect(turns[3]?.reply.paragraphs[0]).toContain('for a man, at age 75')
  })

  test('follows to another subject as far as it bears on it', () => {
    expect(lastOf(CALCIUM, 'and at 75?', 'what about vitamin D?').decision).toMatchObject({
      intents: ['vitamin_d_amount'],
      supposing: { slots: { ageYears: 75 } },
    })
    expect(lastOf(CALCIUM, 'and for men?', 'what about vitamin D?').decision).toEqual({
      kind: 'answer',
      intents: ['vitamin_d_amount'],
    })
  })

  test('ends with the next whole question', () => {
    const { session } = lastOf(CALCIUM, 'and at 75?', 'Is walking enough?')
    expect(session.supposing).toBeUndefined()
  })

  test('keeps what the patient told, unless it is about other people', () => {
    const own = lastOf("I'm 72. How much calcium do I need?", 'skip', 'and with kidney stones?')
    expect(own.session.slots.ageYears?.value).toBe(72)
    const others = lastOf('I am a woman of 72. how much calcium do I need?', 'and for men?')
    expect(others.reply.because).toEqual([])
    expect(others.reply.responseId).toBe('calcium_amount.general')
  })

  test('says that it makes no difference where we know of none', () => {
    const { reply } = lastOf('is yoga ok?', 'what about at 75?')
    expect(reply.responseId).toBe('yoga_and_bending.general')
    expect(reply.paragraphs[0]).toContain('no separate answer')
  })

  test('opens a text message, too', () => {
    const [, turn] = converse('sms', CALCIUM, 'is it the same at 75?')
    expect(turn?.reply.shortText).toMatch(/^At age 75: /)
  })
})

describe('an open question', () => {
  test('is answered by its value, not taken for a follow-up', () => {
    const turns = converse('web', 'how much calcium do I need?', '75')
    expect(turns[1]?.session.slots.ageYears?.value).toBe(75)
  })

  test('is left for "what about vitamin D?", with a way back', () => {
    const { decision, reply } = lastOf('how much calcium do I need?', 'what about vitamin D?')
    expect(decision).toMatchObject({ kind: 'answer', intents: ['vitamin_d_amount'] })
    expect(reply.suggestions[0]?.intent).toBe('calcium_amount')
  })

  test('danger goes first', () => {
    expect(lastOf('is yoga ok?', 'and if I fell and cannot get up?').decision.kind).not.toBe(
      'answer',
    )
  })
})

describe('small talk', () => {
  test('ends no subject', () => {
    expect(lastOf('how much calcium do adults need?', 'thanks', 'and vitamin D?').decision).toEqual(
      { kind: 'answer', intents: ['vitamin_d_amount'] },
    )
  })
})
