import { describe, expect, test } from '@jest/globals'
import { loadContent } from '../../src/content/load.js'
import { isOffered } from '../../src/content/content.js'
import { ContentError } from '../../src/errors.js'
import { problemsOf } from '../support/broken-content.js'
import { MADE_UP } from '../support/content.js'

const calcium = 'intents/en/calcium.yml'

describe('loadContent', () => {
  test('loads content in which nothing is wrong', () => {
    const content = loadContent(MADE_UP)
    expect([...content.responses.keys()].sort()).toEqual(
      ['calcium', 'lifting', 'person', 'score', 'thanks'].sort(),
    )
    expect(content.intents.get('calcium')).toMatchObject({ ask: ['ageYears', 'sex'] })
    expect(content.noneExamples).toEqual(['what is the weather'])
  })

  test('fills in what a file leaves out', () => {
    const { intents, redFlagRules } = loadContent(MADE_UP)
    expect(intents.get('calcium')).toMatchObject({ kind: 'question', planned: false, near: [] })
    expect(redFlagRules.flags[0]?.rules[0]).toMatchObject({ in: 'near', certainty: 'certain' })
  })

  test('freezes everything that it loads', () => {
    const { responses, sources } = loadContent(MADE_UP)
    const variant = responses.get('lifting')?.variants[0]
    expect(() => Object.assign(variant ?? {}, { text: 'other words' })).toThrow(TypeError)
    expect(() => Object.assign(sources, { other: {} })).toThrow(TypeError)
  })

  test('loads the content of this project, with no problem', () => {
    const { intents, responses, redFlagRules, redFlagWording } = loadContent('.')
    expect(intents.size).toBeGreaterThan(100)
    expect(responses.size).toBeGreaterThan(20)
    expect(redFlagRules.flags.length).toBe(Object.keys(redFlagWording.flags).length)
  })
})

describe('loadContent, of a broken file', () => {
  test.each([
    [
      'an unknown key',
      { file: calcium, from: 'title:', to: 'priority: 1\ntitle:' },
      'intents/en/calcium.yml:2: priority: ',
    ],
    [
      'an unknown key inside',
      {
        file: 'responses/en/lifting.yml',
        from: 'when: { fractureCaution: true }',
        to: 'when: { fractureRisk: true }',
      },
      'responses/en/lifting.yml:6: variants.0.when.fractureRisk: ',
    ],
    [
      'an unknown slot',
      { file: calcium, from: 'ask: [ageYears, sex]', to: 'ask: [ageYears, height]' },
      'intents/en/calcium.yml:4: ask.1: ',
    ],
    [
      'a YAML syntax error',
      { file: calcium, from: 'title: How', to: 'title: calcium: How' },
      'intents/en/calcium.yml:2: ',
    ],
    [
      'a name that is not the file’s',
      { file: calcium, from: 'intent: calcium', to: 'intent: milk' },
      'intents/en/calcium.yml:1: intent: "milk" does not match',
    ],
    [
      'a source whose address is not https',
      {
        file: 'responses/_sources.yml',
        from: 'https://example.org/2020',
        to: 'http://example.org/2020',
      },
      'responses/_sources.yml:6: made_2020.url: ',
    ],
    [
      'a red flag text too long for one message',
      {
        file: 'responses/en/_red_flags.yml',
        from: 'sms: FAINTING SMS',
        to: `sms: ${'x'.repeat(161)}`,
      },
      'responses/en/_red_flags.yml:22: flags.fainting.sms: ',
    ],
  ])('tells %s', (_, breakage, expected) => {
    const problems = problemsOf(breakage)
    expect(problems).toHaveLength(1)
    expect(problems[0]?.slice(0, expected.length)).toBe(expected)
  })

  test.each([
    'intents/en/_none.yml',
    'intents/en/_entities.yml',
    'intents/en/_dialogue_acts.yml',
    'intents/en/_red_flags.yml',
    'responses/en/_red_flags.yml',
    'responses/en/_lines.yml',
    'responses/en/_system.yml',
    'responses/_sources.yml',
    'responses/_facts.yml',
  ])('tells that %s is missing', (file) => {
    expect(problemsOf({ file })).toEqual([`${file}:1: the file is missing`])
  })

  test('tells the problems of all files together', () => {
    const problems = problemsOf(
      { file: calcium, from: 'title: How much calcium?', to: 'title: x' },
      { file: 'responses/en/score.yml', from: 'suggest: []', to: 'suggest: 1' },
      { file: 'intents/en/_none.yml' },
    )
    expect(problems.map((problem) => problem.split(': ')[0])).toEqual([
      'intents/en/calcium.yml:2',
      'responses/en/score.yml:2',
      'intents/en/_none.yml:1',
    ])
  })

  test('throws an error with a code and every problem in its message', () => {
    const load = () => loadContent('test/fixtures/absent')
    expect(load).toThrow(ContentError)
    expect(load).toThrow(expect.objectContaining({ code: 'CONTENT_INVALID' }))
    expect(load).toThrow(/_none\.yml:1(.|\n)*_facts\.yml:1/)
  })
})

describe('isOffered', () => {
  test('is what the bot can answer or act on', () => {
    const content = loadContent(MADE_UP)
    const offered = ['calcium', 'person', 'forget_me', 'pills', 'unheard_of'].filter((intent) =>
      isOffered(content, intent),
    )
    expect(offered).toEqual(['calcium', 'person', 'forget_me'])
  })
})
