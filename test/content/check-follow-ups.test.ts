import { describe, expect, test } from '@jest/globals'
import { problemsOf } from '../support/broken-content.js'

const file = 'responses/en/_follow_ups.yml'

/** What loading reports after one edit of the made-up programme, a problem a line. */
const problemsWith = (from: string, to: string) =>
  problemsOf({ file, from, to }).map((problem) => problem.split('\n')[0] ?? '')

const neutral = "text: 'How is it going? [-]'"
const quoted = (text: string) => `text: ${JSON.stringify(text)}`
const step = 'programmes.weekly.steps.1'

describe('checkFollowUps', () => {
  test.each([
    ['an unknown source', 'Go on. [@nobody_1990]', 'unknown source "nobody_1990"'],
    ['a sentence without a mark', 'Go on.', 'no mark after "Go on."'],
    ['a number without a source', 'Go on for 3 weeks. [-]', 'a number without a source'],
    ['an exclamation mark', 'Go on! [-]', '"!" is not said here'],
    ['a value that no programme has', 'Your {tScore}. [-]', '"{tScore}" cannot be put in here'],
    ['a character that halves the room', 'Go on… [-]', 'not in GSM-7: …'],
    ['a word that gives it away', 'How are your bones? [-]', '"bones" gives away what it is about'],
    ['a text too long in its frame', `${'word '.repeat(60)}end. [-]`, '3 SMS segments as a first'],
  ])('tells %s', (_, text, problem) => {
    const [first = '', ...others] = problemsWith(neutral, quoted(text))
    expect(others).toEqual([])
    expect(first).toMatch(new RegExp(`^${file}:\\d+: ${step}\\.neutral\\.text: `))
    expect(first).toContain(problem)
  })

  test('tells a line as a value, which depends on facts that no programme has', () => {
    expect(problemsWith(neutral, quoted('{score_line} [-]')).join()).toContain('"{score_line}"')
  })

  test.each([
    [
      'a repeat of the carrier’s word',
      'Reply DONE to tell us.',
      'Reply STOP to tell us.',
      '"stop"',
    ],
    ['marks in an instruction', "'Reply DONE to tell us.'", "'Reply DONE. [-]'", 'has marks'],
  ])('tells %s', (...[, from, to, problem]) => {
    expect(problemsWith(from, to).join()).toContain(problem)
  })

  test.each([
    ['no way to stop', ' Reply STOP to end.', '', 'frame.first: does not say how to stop'],
    ['no sender', '{clinicName} here.', 'Hello.', 'frame.first: does not say who writes'],
    ['no text', '{clinicName}: {text}', '{clinicName}:', 'frame.later: does not put in {text}'],
  ])('tells a frame with %s', (...[, from, to, problem]) => {
    expect(problemsWith(from, to)).toEqual([expect.stringContaining(problem)])
  })

  test.each([
    ['an unknown answer', 'endedBy: [done]', 'endedBy: [gone]', 'unknown answer "gone"'],
    ['an answer that the carrier takes', 'phrases: [done]', 'phrases: [stop]', '"stop" is taken'],
    [
      'an answer with two meanings',
      "done: { phrases: [done], reply: 'Noted. [-]' }",
      "done: { phrases: [done], reply: 'Noted. [-]' }\n      over: { phrases: [done], reply: 'So. [-]' }",
      '"done" also means "done"',
    ],
    ['a step named twice', 'id: word', 'id: hello', '"hello" is used twice'],
    ['a step like a repeat', 'id: hello', 'id: word_2', '"word_2" is a repeat of another'],
    ['steps out of order', 'after: { days: 0 }', 'after: { days: 9 }', 'comes before the step'],
    [
      'two steps on one day',
      'after: { days: 7 }',
      'after: { days: 0 }',
      'falls on a day of "hello"',
    ],
    [
      'a crowd',
      'everyDays: 7, times: 3',
      'everyDays: 2, times: 5',
      'more than three texts in seven',
    ],
    ['a window that reaches the next', 'everyDays: 7', 'everyDays: 3', 'reaches the next time'],
  ])('tells %s', (...[, from, to, problem]) => {
    expect(problemsWith(from, to).join('\n')).toContain(problem)
  })

  test.each([
    ['two texts a day', 'perDay: 1', 'perDay: 2', 'limits.perDay'],
    ['four in a week', 'perSevenDays: 3', 'perSevenDays: 4', 'limits.perSevenDays'],
    ['texts at ten at night', 'quietFromHour: 21', 'quietFromHour: 22', 'limits.quietFromHour'],
    ['texts at seven', 'quietUntilHour: 8', 'quietUntilHour: 7', 'limits.quietUntilHour'],
    ['a key nobody knows', 'collide: merge', 'collide: merge\n        often: true', 'often'],
    ['a day nobody has', 'from: [start]', 'from: [birthday]', 'from.0'],
    ['no neutral wording', `neutral: { ${neutral}, ask`, `detailed: { ${neutral}, ask`, 'neutral'],
    [
      'a reply without its mark',
      'goodWeek: Well done. [-]',
      'goodWeek: Well done.',
      'no mark after',
    ],
  ])('refuses %s', (...[, from, to, place]) => {
    expect(problemsWith(from, to).join('\n')).toContain(place)
  })

  test('takes stricter limits', () => {
    expect(problemsWith('perSevenDays: 3', 'perSevenDays: 1')).toEqual([])
    expect(problemsWith('quietUntilHour: 8', 'quietUntilHour: 9')).toEqual([])
  })
})
