import { describe, expect, test } from '@jest/globals'
import { caseOf, unknownIn, type Line } from '../../src/measure/case.js'
import { OUTCOMES, outcomesOf, rankOf, TASKS } from '../../src/measure/outcomes.js'
import { score } from '../../src/measure/score.js'
import { aContent } from '../support/content.js'
import { aCase, answer, check, escalate, fallBack, offer, said } from './records.js'

const { intents } = aContent()
const aLine = (changes: Partial<Line> = {}): Line => ({
  id: 'm1',
  text: 'x',
  accept: [],
  ...changes,
})
const asked = (line: Partial<Line>) => caseOf(aLine(line))

describe('caseOf', () => {
  test.each([
    [{ accept: [['lifting']] }, { task: 'question', row: 'question' }],
    [
      { accept: [['lifting']], kind: 'topic' },
      { task: 'topic', row: 'topic' },
    ],
    [{ accept: [['lifting'], ['pills']] }, { task: 'two' }],
    [{ kind: 'out' }, { task: 'out', row: 'out' }],
    [
      { kind: 'health_near', urgent: false },
      { task: 'out', row: 'health_near' },
    ],
    [
      { kind: 'health_far', urgent: true },
      { task: 'urgent', row: 'health_far' },
    ],
    [{ urgent: true }, { task: 'urgent', row: 'urgent' }],
    [{ urgent: false }, { task: 'lookalike', row: 'lookalike' }],
    [{ label: 'person' }, { task: 'service', row: 'person', service: 'person' }],
    [
      { flag: 'fainting', accept: [['lifting']] },
      { task: 'urgent', mustRaise: 'fainting' },
    ],
    [
      { flag: '!fainting', accept: [['lifting']] },
      { task: 'question', mayRaise: ['fainting'] },
    ],
    [
      { accept: [['lifting', 'fallback', '!swelling']] },
      { questions: [['lifting']], mayFallBack: true, mayRaise: ['swelling'] },
    ],
    [{ accept: [['fallback']] }, { task: 'question', questions: [], mayFallBack: true }],
  ])('reads %j', (line, expected) => {
    expect(asked(line)).toMatchObject(expected)
  })

  test('makes nothing of a line that says nothing', () => {
    expect(asked({})).toBeUndefined()
    expect(asked({ kind: 'topic' })).toBeUndefined()
  })
})

describe('unknownIn', () => {
  test('counts intents, flags and labels that are not there', () => {
    const cases = [
      aCase({ questions: [['lifting', 'singing']], mayRaise: ['fainting', 'hiccups'] }),
      aCase({ questions: [['singing']] }),
      aCase({ task: 'service', questions: [], service: 'pills' }),
      aCase({ task: 'service', questions: [], service: 'yodel' }),
    ]
    expect([...unknownIn(cases, aContent())]).toEqual([
      ['singing', 2],
      ['hiccups', 1],
      ['yodel', 1],
    ])
  })
})

describe('score', () => {
  test.each([
    [answer('lifting'), 'answered_right', 'right'],
    [answer('score'), 'answered_right', 'right'],
    [answer('calcium', 'lifting'), 'answered_right', 'right'],
    [{ kind: 'ask', slot: 'tScore', forIntent: 'lifting' }, 'answered_right', 'right'],
    [offer('calcium', 'score'), 'offered_right', 'partly'],
    [{ kind: 'fallback', reason: 'planned', candidates: ['lifting'] }, 'offered_right', 'partly'],
    [offer('calcium'), 'offered_wrong', 'wrong'],
    [answer('calcium'), 'answered_wrong', 'wrong'],
    [{ kind: 'ask', slot: 'tScore', forIntent: 'calcium' }, 'answered_wrong', 'wrong'],
    [fallBack, 'fell_back', 'wrong'],
    [{ kind: 'handoff', reason: 'two_fallbacks' }, 'fell_back', 'wrong'],
    [{ kind: 'act', act: 'acknowledge' }, 'fell_back', 'wrong'],
    [check('fainting'), 'checked', 'wrong'],
    [escalate('fainting'), 'escalated', 'wrong'],
  ] as const)('of a question: %j is %s', (decision, outcome, grade) => {
    expect(score(aCase(), said(decision), intents)).toEqual({ outcome, grade })
  })

  test.each([
    [offer('score'), 'offered_right', 'right'],
    [answer('lifting'), 'answered_right', 'right'],
    [answer('calcium'), 'answered_wrong', 'wrong'],
  ] as const)('of a topic: %j is %s', (decision, outcome, grade) => {
    expect(score(aCase({ task: 'topic' }), said(decision), intents)).toEqual({ outcome, grade })
  })

  test.each([
    ['forget_me', { kind: 'act', act: 'forget', about: 'confirm' }],
    ['my_facts', { kind: 'act', act: 'show_facts' }],
    ['person', { kind: 'handoff', reason: 'asked', intent: 'person' }],
  ] as const)('takes %s for answered when it is acted out', (intent, decision) => {
    const { outcome } = score(aCase({ questions: [[intent]] }), said(decision), intents)
    expect(outcome).toBe('answered_right')
  })

  test('excuses what the line allows', () => {
    const lenient = aCase({ mayFallBack: true, mayRaise: ['fainting'] })
    const grade = (decision: Parameters<typeof said>[0]) =>
      score(lenient, said(decision), intents).grade
    expect([fallBack, check('fainting'), escalate('fainting')].map(grade)).toEqual(
      Array(3).fill('right'),
    )
    expect(grade(escalate('swelling'))).toBe('wrong')
  })

  test.each([
    [answer('lifting', 'calcium'), 'both_found', 'right'],
    [offer('lifting', 'calcium'), 'both_found', 'right'],
    [answer('lifting'), 'one_found', 'partly'],
    [answer('pills'), 'none_found', 'wrong'],
    [fallBack, 'fell_back', 'wrong'],
  ] as const)('of two questions: %j is %s', (decision, outcome, grade) => {
    const two = aCase({ task: 'two', questions: [['lifting'], ['calcium']] })
    expect(score(two, said(decision), intents)).toEqual({ outcome, grade })
  })

  test.each([
    [fallBack, 'declined', 'right'],
    [{ kind: 'handoff', reason: 'asked', intent: 'person' }, 'declined', 'right'],
    [answer('thanks'), 'declined', 'right'],
    [answer('score'), 'declined', 'right'],
    [{ kind: 'act', act: 'acknowledge' }, 'declined', 'right'],
    [offer('lifting'), 'menu', 'partly'],
    [answer('lifting'), 'answered', 'wrong'],
    [{ kind: 'ask', slot: 'tScore', forIntent: 'lifting' }, 'answered', 'wrong'],
    [{ kind: 'act', act: 'forget', about: 'confirm' }, 'answered', 'wrong'],
    [check('fainting'), 'checked', 'wrong'],
    [escalate('fainting'), 'escalated', 'wrong'],
  ] as const)('of what is out of scope: %j is %s', (decision, outcome, grade) => {
    const out = aCase({ task: 'out', questions: [['score']] })
    expect(score(out, said(decision), intents)).toEqual({ outcome, grade })
  })

  test.each([
    ['urgent', escalate('fainting'), 'escalated', 'right'],
    ['urgent', check('fainting'), 'checked', 'partly'],
    ['urgent', answer('lifting'), 'quiet', 'wrong'],
    ['lookalike', answer('lifting'), 'quiet', 'right'],
    ['lookalike', check('fainting'), 'checked', 'partly'],
    ['lookalike', escalate('fainting'), 'escalated', 'wrong'],
  ] as const)('of the %s: %j is %s', (task, decision, ...verdict) => {
    const danger = aCase({ task, mustRaise: 'fainting', mayRaise: ['fainting'] })
    const { outcome, grade } = score(danger, said(decision), intents)
    expect([outcome, grade]).toEqual(verdict)
  })

  test.each([
    ['yes', said({ kind: 'act', act: 'acknowledge' }, 'yes'), 'heard'],
    ['yes', said(answer('lifting'), 'yes'), 'missed'],
    ['confirm_no', said({ kind: 'act', act: 'acknowledge' }, 'yes'), 'missed'],
    ['cancel', said({ kind: 'act', act: 'cancel' }, 'optOut'), 'heard'],
    ['repeat', said({ kind: 'act', act: 'repeat' }, 'correction', 'repeat'), 'heard'],
    ['smalltalk', said(answer('thanks')), 'heard'],
    ['thanks', said(answer('thanks'), 'thanks'), 'heard'],
    ['person', said(fallBack), 'missed'],
    ['pills', said(offer('pills', 'score')), 'offered'],
    ['yodel', said(answer('thanks')), 'missed'],
    ['yes', said(escalate('fainting'), 'yes'), 'escalated'],
  ] as const)('of a message labelled %s: %j is %s', (service, taken, outcome) => {
    const labelled = aCase({ task: 'service', questions: [], service })
    expect(score(labelled, taken, intents).outcome).toBe(outcome)
  })
})

describe('rankOf', () => {
  test.each(TASKS)('orders the outcomes of %s from the best to the worst', (task) => {
    const ranks = outcomesOf(task).map((outcome) =>
      rankOf(task, { outcome, grade: OUTCOMES[task][outcome]! }),
    )
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
    expect(new Set(ranks).size).toBe(Object.keys(OUTCOMES[task]).length)
  })
})
