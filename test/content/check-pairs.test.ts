import { describe, expect, test } from '@jest/globals'
import { problemsOf, type Breakage } from '../support/broken-content.js'

const answerTo = (intent: string): Breakage => ({
  file: `responses/en/${intent}.yml`,
  to: `intent: ${intent}\nvariants:\n  - { id: general, text: 'Yes. [-]', sms: Yes. }\n`,
})

describe('checkContent, of what belongs together', () => {
  test.each<readonly [string, Breakage, string]>([
    [
      'an intent without an answer',
      { file: 'intents/en/milk.yml', to: 'intent: milk\ntitle: Milk?\nexamples: [milk]\n' },
      'intents/en/milk.yml:1: has no answer',
    ],
    ['an answer without an intent', answerTo('milk'), 'responses/en/milk.yml:1: answers no intent'],
    ['a planned intent with an answer', answerTo('pills'), 'intents/en/pills.yml:3: planned: is'],
    ['a request with an answer', answerTo('forget_me'), 'intents/en/forget_me.yml:4: act: is'],
    [
      'a hand-over without words',
      { file: 'responses/en/person.yml' },
      'intents/en/person.yml:1: has no answer',
    ],
    [
      'a question for a slot that changes nothing',
      { file: 'intents/en/score.yml', from: 'ask: [tScore]', to: 'ask: [weightKg]' },
      'intents/en/score.yml:4: ask: asks for weightKg',
    ],
    [
      'a planned intent near one that is not answered',
      { file: 'intents/en/pills.yml', from: '[calcium, lifting]', to: '[calcium, pills]' },
      'intents/en/pills.yml:4: near: offers "pills"',
    ],
    [
      'a planned intent near nothing',
      { file: 'intents/en/pills.yml', from: 'near: [calcium, lifting]', to: 'near: []' },
      'intents/en/pills.yml:3: planned: offers nothing near',
    ],
    [
      'a suggestion without an answer',
      { file: 'responses/en/score.yml', from: 'suggest: []', to: 'suggest: [calcium, pills]' },
      'responses/en/score.yml:2: suggest: suggests "pills"',
    ],
    [
      'a suggestion of nothing that is known',
      { file: 'responses/en/score.yml', from: 'suggest: []', to: 'suggest: [unheard_of]' },
      'responses/en/score.yml:2: suggest: suggests "unheard_of"',
    ],
    [
      'a red flag without words',
      { file: 'intents/en/_red_flags.yml', from: '- id: fainting', to: '- id: dizziness' },
      'responses/en/_red_flags.yml:4: flags: has no words for the flag "dizziness"',
    ],
  ])('tells %s', (_, breakage, problem) => {
    const problems = problemsOf(breakage)
    expect(problems).toHaveLength(1)
    expect(problems[0]?.slice(0, problem.length)).toBe(problem)
  })

  test('lets a request without an answer be suggested and offered', () => {
    expect(
      problemsOf(
        { file: 'responses/en/score.yml', from: 'suggest: []', to: 'suggest: [forget_me]' },
        { file: 'intents/en/pills.yml', from: '[calcium, lifting]', to: '[stop_texts]' },
      ),
    ).toEqual([])
  })
})
