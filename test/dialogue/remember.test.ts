import { describe, expect, test } from '@jest/globals'
import { remember } from '../../src/dialogue/remember.js'
import { newSession } from '../../src/dialogue/session.js'
import type { Act, Awaited, Decision, Session } from '../../src/types.js'
import { aFlag, aScore, aSession } from '../support/content.js'
import { aReply } from '../support/records.js'

const reply = aReply()
const after = (decision: Decision, session = aSession()): Session =>
  remember(session, decision, reply)

const fainting = aFlag('fainting')
const answer: Decision = { kind: 'answer', intents: ['lifting'] }
const askScore: Decision = { kind: 'ask', slot: 'tScore', forIntent: 'score' }
const repeat: Decision = { kind: 'act', act: 'repeat' }
const doubted = aScore(2.5, { doubt: 'missing_sign' })

describe('remember, of what is awaited', () => {
  test.each<readonly [Decision, Awaited]>([
    [askScore, { kind: 'slot', slot: 'tScore', forIntent: 'score' }],
    [
      { ...askScore, doubted },
      { kind: 'slot', slot: 'tScore', forIntent: 'score', doubted },
    ],
    [
      { kind: 'ask', slot: 'safetyCheck', flag: fainting },
      { kind: 'safetyCheck', flag: fainting },
    ],
    [
      { kind: 'ask', slot: 'safetyCheck', flag: fainting, forIntent: 'score' },
      { kind: 'safetyCheck', flag: fainting, forIntent: 'score' },
    ],
    [
      { kind: 'clarify', candidates: ['score', 'lifting'] },
      { kind: 'choice', candidates: ['score', 'lifting'] },
    ],
    [{ kind: 'act', act: 'forget', about: 'confirm' }, { kind: 'confirmForget' }],
  ])('after %j', (decision, awaited) => {
    expect(after(decision).awaited).toEqual(awaited)
  })

  test.each<Decision>([
    answer,
    { kind: 'escalate', flags: [fainting] },
    { kind: 'handoff', reason: 'asked' },
    { kind: 'fallback', reason: 'unknown', candidates: [] },
    { kind: 'act', act: 'cancel' },
    { kind: 'act', act: 'help' },
  ])('closes the question by %j', (decision) => {
    const asking = aSession({}, { awaited: { kind: 'confirmForget' } })
    expect(after(decision, asking)).not.toHaveProperty('awaited')
  })

  test.each<Awaited>([
    { kind: 'slot', slot: 'tScore', forIntent: 'score' },
    { kind: 'safetyCheck', flag: fainting },
    { kind: 'choice', candidates: ['score'] },
    { kind: 'confirmForget' },
  ])('keeps a question open that is said again: %j', (awaited) => {
    expect(after(repeat, aSession({}, { awaited })).awaited).toEqual(awaited)
    const shorter: Decision = { kind: 'act', act: 'repeat', about: 'shorter' }
    expect(after(shorter, aSession({}, { awaited })).awaited).toEqual(awaited)
  })
})

describe('remember, of how often was asked', () => {
  test('counts each question', () => {
    const once = after(askScore)
    expect(once.asked).toEqual({ tScore: 1 })
    expect(after({ ...askScore, doubted }, once).asked).toEqual({ tScore: 2 })
    expect(after(answer, once).asked).toEqual({ tScore: 1 })
  })

  test('counts a question about a value that is known already', () => {
    expect(after({ ...askScore, doubted }, aSession({ tScore: -2 })).asked).toEqual({ tScore: 1 })
  })

  test('does not count safety checks', () => {
    expect(after({ kind: 'ask', slot: 'safetyCheck', flag: fainting }).asked).toEqual({})
  })

  test('begins anew for a slot that has just been told', () => {
    const slots = { tScore: { value: -2, toldInTurn: 4 } }
    const session = aSession({}, { turns: 3, slots, asked: { tScore: 2, sex: 1 } })
    expect(after(answer, session).asked).toEqual({ sex: 1 })
    const earlier = { ...session, turns: 5 }
    expect(after(answer, earlier).asked).toEqual({ tScore: 2, sex: 1 })
  })
})

describe('remember, of the rest', () => {
  test('counts turns, keeps facts and the reply', () => {
    const session = after(answer, aSession({ tScore: -2 }, { turns: 3 }))
    expect(session).toMatchObject({ turns: 4, lastReply: reply, locale: 'en' })
    expect(session.slots).toEqual(aSession({ tScore: -2 }).slots)
    expect(session.expiresAt).toBe(aSession().expiresAt)
  })

  test('keeps the topic of the last answer until the next', () => {
    const talking = aSession({}, { topic: ['score'] })
    expect(after(answer, talking).topic).toEqual(['lifting'])
    for (const decision of [askScore, repeat, { kind: 'handoff', reason: 'asked' } as const]) {
      expect(after(decision, talking).topic).toEqual(['score'])
    }
  })

  test('counts misses in a row', () => {
    const miss: Decision = { kind: 'fallback', reason: 'unknown', candidates: [] }
    expect(after(miss, after(miss)).fallbacks).toBe(2)
    expect(after(answer, after(miss)).fallbacks).toBe(0)
    expect(after({ kind: 'handoff', reason: 'two_fallbacks' }, after(miss)).fallbacks).toBe(0)
    expect(after({ ...miss, reason: 'planned' }).fallbacks).toBe(0)
  })

  test('keeps an emergency open until the patient is safe', () => {
    const open = after({ kind: 'escalate', flags: [fainting, aFlag('hip')] })
    expect(open.openEmergency).toEqual(fainting)
    expect(after(answer, open).openEmergency).toEqual(fainting)
    expect(after({ kind: 'act', act: 'acknowledge' }, open).openEmergency).toEqual(fainting)
    const safe: Decision = { kind: 'act', act: 'acknowledge', about: 'safe' }
    expect(after(safe, open)).not.toHaveProperty('openEmergency')
  })

  test.each<Act>(['start_over', 'forget'])('keeps nothing but time and turns on %s', (act) => {
    const full = aSession(
      { tScore: -2 },
      {
        turns: 7,
        asked: { sex: 2 },
        topic: ['score'],
        fallbacks: 1,
        lastReply: reply,
        openEmergency: fainting,
        awaited: { kind: 'confirmForget' },
      },
    )
    expect(after({ kind: 'act', act }, full)).toEqual({
      ...newSession(full.expiresAt, 'en'),
      turns: 8,
    })
  })

  test('keeps everything while it asks whether to forget', () => {
    const session = after(
      { kind: 'act', act: 'forget', about: 'confirm' },
      aSession({ tScore: -2 }),
    )
    expect(session.slots.tScore?.value).toBe(-2)
  })
})
