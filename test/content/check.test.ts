import { describe, expect, test } from '@jest/globals'
import { problemsOf, type Breakage } from '../support/broken-content.js'

const lifting = 'responses/en/lifting.yml'
const said = 'Wait for your clinician. [@made_2021]'

/** Expects exactly one problem, at this place. */
function expectProblem(breakage: Breakage, place: string): void {
  const problems = problemsOf(breakage)
  expect(problems).toHaveLength(1)
  expect(problems[0]?.slice(0, place.length)).toBe(place)
}

const inText = (text: string): Breakage => ({
  file: lifting,
  from: said,
  to: JSON.stringify(text),
})
const inSms = (sms: string): Breakage => ({
  file: lifting,
  from: 'sms: Wait for your clinician.',
  to: `sms: ${JSON.stringify(sms)}`,
})

describe('checkContent, of the words', () => {
  test.each([
    ['an unknown source', 'Wait. [@nobody_1990]', 'unknown source "nobody_1990"'],
    ['a source that may not be cited', 'Wait. [@hidden_1999]', 'the source "hidden_1999" may not'],
    ['a number without a source', 'Wait for 6 weeks. [-]', 'a number without a source'],
    ['a sentence without a mark', 'Wait. [-] Rest well.', 'no mark after "Rest well."'],
    ['two sentences with one mark', 'Wait. Rest. [@made_2021]', 'two sentences share a mark'],
    ['two questions with one mark', 'Wait? Rest. [@made_2021]', 'two sentences share a mark'],
    ['an unknown placeholder', 'Wait, {name}. [-]', 'unknown placeholder "{name}"'],
    ['a promise', 'It is safe for you. [@made_2021]', '"safe for you" is not said here'],
    ['a diagnosis', 'You have osteoporosis. [@made_2021]', '"You have osteoporosis" is not'],
    ['a stopped medicine', 'Stop taking it. [@made_2021]', '"Stop taking" is not said here'],
    ['a cure', 'It cures bones. [@made_2021]', '"cures" is not said here'],
    ['a long dash', 'Wait — rest. [-]', '"—" is not said here'],
    ['an exclamation mark', 'Wait! [-]', '"!" is not said here'],
  ])('tells %s', (_, text, problem) => {
    expectProblem(inText(text), `${lifting}:7: variants.0.text: ${problem}`)
  })

  test('tells more than 90 words, and counts no marks', () => {
    const words = (count: number) => `${'word '.repeat(count - 1)}end. [@made_2021]`
    expect(problemsOf(inText(words(90)))).toEqual([])
    expectProblem(inText(words(91)), `${lifting}:7: variants.0.text: 91 words`)
  })

  test('reads the longer answer too', () => {
    expectProblem(
      { file: lifting, from: 'Rest for a day between. [@made_2021]', to: 'Rest for a day.' },
      `${lifting}:14: variants.1.more: no mark after`,
    )
  })

  test('reads the shared lines too', () => {
    expectProblem(
      { file: 'responses/en/_lines.yml', from: 'is low. [@made_2021]', to: 'is low. [@nobody]' },
      'responses/en/_lines.yml:3: score_line.0.text: unknown source "nobody"',
    )
  })

  test.each([
    ['numbers with a source', 'Wait for 6 weeks. [@made_2021]'],
    ['abbreviations', 'Ask Dr. Bone, e.g. Ann. [-]'],
    ['a shared line without a mark of its own', '{score_line} Wait. [-]'],
    ['numbers in a value that is put in', 'Your {tScore} counts. [@made_2021]'],
  ])('lets pass %s', (_, text) => {
    expect(problemsOf(inText(text))).toEqual([])
  })
})

describe('checkContent, of the short text', () => {
  const at = `${lifting}:8: variants.0.sms: `

  test('is at most two segments', () => {
    expect(problemsOf(inSms('x'.repeat(306)))).toEqual([])
    expectProblem(inSms('x'.repeat(307)), `${at}3 SMS segments (307 characters)`)
  })

  test('counts each value and line in its longest form', () => {
    expect(problemsOf(inSms(`{tScore}${'x'.repeat(301)}`))).toEqual([])
    expectProblem(inSms(`{tScore}${'x'.repeat(302)}`), at)
    // The longest form of the line is "Your -2.75 is very low.", 23 characters.
    expect(problemsOf(inSms(`{score_line}${'x'.repeat(283)}`))).toEqual([])
    expectProblem(inSms(`{score_line}${'x'.repeat(284)}`), at)
  })

  test('takes the line that is longest once its values are in', () => {
    // The name is longer than "It is low.", and its value is shorter.
    const file = 'responses/en/_lines.yml'
    const named = { file, from: 'sms: Low at {tScore}.', to: 'sms: "{calciumRdaWomenMg}"' }
    const short = { file, from: 'Your {tScore} is very', to: 'It is' }
    expect(problemsOf(named, short, inSms(`{score_line}${'x'.repeat(296)}`))).toEqual([])
    expect(problemsOf(named, short, inSms(`{score_line}${'x'.repeat(297)}`))).toHaveLength(1)
  })

  test.each(['Wait for your clinician’s word.', 'Wait – rest.', 'Score −2.5.', 'Ask. 🙂'])(
    'refuses a character that GSM-7 has not: %s',
    (sms) => expectProblem(inSms(sms), `${at}not in GSM-7`),
  )

  test('refuses an unknown placeholder and a banned phrase', () => {
    expectProblem(inSms('Wait, {name}.'), `${at}unknown placeholder "{name}"`)
    expectProblem(inSms('It is safe for you.'), `${at}"safe for you" is not said here`)
  })

  test('of a line without one is its text', () => {
    const broken = { file: 'responses/en/_lines.yml', from: 'is very low.', to: 'is very low’.' }
    const at = 'responses/en/_lines.yml:6: score_line.1.text: not in GSM-7: ’'
    expect(problemsOf(broken)).toContain(at)
  })
})

describe('checkContent, of variants and examples', () => {
  test.each<readonly [string, Breakage, string]>([
    [
      'a last variant with a condition',
      { file: lifting, from: '- id: general', to: '- id: general\n    when: { pregnant: true }' },
      `${lifting}:10: variants.1.when: the last variant must have no when`,
    ],
    [
      'an early variant without one',
      { file: lifting, from: '    when: { fractureCaution: true }\n', to: '' },
      `${lifting}:5: variants.0.when: is missing`,
    ],
    [
      'an id that is used twice',
      { file: lifting, from: '- id: general', to: '- id: caution' },
      `${lifting}:9: variants.1.id: "caution" is used twice`,
    ],
    [
      'an unknown disclaimer',
      { file: lifting, from: 'disclaimer: exercise', to: 'disclaimer: unheard_of' },
      `${lifting}:2: disclaimer: unknown disclaimer "unheard_of"`,
    ],
    [
      'an example that stands in two intents',
      {
        file: 'intents/en/lifting.yml',
        from: '- can i lift',
        to: '- How much calcium?\n  - can i lift',
      },
      'intents/en/lifting.yml:7: examples.1: "How much calcium?" also stands in the intent "calcium"',
    ],
    [
      'an example that stands twice in one',
      {
        file: 'intents/en/lifting.yml',
        from: '- can i lift',
        to: '- Is lifting safe?\n  - can i lift',
      },
      'intents/en/lifting.yml:7: examples.1: "Is lifting safe?" also stands in this intent',
    ],
    [
      'an example that is not ours to answer',
      {
        file: 'intents/en/lifting.yml',
        from: '- can i lift',
        to: '- what is the weather\n  - can i lift',
      },
      'intents/en/lifting.yml:7: examples.1: "what is the weather" also stands in the intent "none"',
    ],
  ])('tells %s', (_, breakage, problem) => expectProblem(breakage, problem))

  test('takes a sign for a difference between examples', () => {
    const from = '- can i lift'
    const to = '- is lifting safe at -2.5\n  - is lifting safe at 2.5\n  - can i lift'
    expect(problemsOf({ file: 'intents/en/lifting.yml', from, to })).toEqual([])
  })
})
