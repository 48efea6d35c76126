import { describe, expect, test } from '@jest/globals'
import { problemsOf } from '../support/broken-content.js'

const lifting = 'responses/en/lifting.yml'

/** What is told about a sentence that an answer says. */
function toldAbout(sentence: string): readonly string[] {
  return problemsOf({
    file: lifting,
    from: 'Wait for your clinician. [@made_2021]',
    to: JSON.stringify(`${sentence} [@made_2021]`),
  })
}

describe('checkContent, of promises and verdicts', () => {
  test.each([
    ['So you have osteoporosis.', 'you have osteoporosis'],
    ["You don't have osteoporosis.", "You don't have osteoporosis"],
    ['Then you’ll never fall.', "you'll never"],
    ['You do not have osteopenia.', 'You do not have osteopenia'],
    ['You are at high risk of a break.', 'You are at high risk'],
    ["So you're not at increased risk.", "you're not at increased risk"],
    ['You will never fall.', 'will never'],
    ["Then you'll always stand firm.", "you'll always"],
    ['Walking always helps.', 'always helps'],
    ['This pill never fails.', 'never fails'],
    ['Milk will prevent breaks.', 'will prevent'],
    ['Weights will rebuild your spine.', 'will rebuild'],
    ['This is 100% safe.', '100% safe'],
    ['It is 100 percent effective.', '100 percent effective'],
    ['Yoga is completely safe.', 'completely safe'],
    ['Milk is perfectly harmless.', 'perfectly harmless'],
    ['It is a risk-free way.', 'risk-free'],
    ['This pill has no side effects.', 'no side effects'],
    ['It works without side effects.', 'without side effects'],
    ['That is nothing to worry about.', 'nothing to worry about'],
    ['There is no need to worry.', 'no need to worry'],
  ])('tells "%s"', (sentence, found) => {
    const problems = toldAbout(sentence)
    expect(problems).toHaveLength(1)
    const place = `${lifting}:7: variants.0.text: "${found}" is not said here\n  hint: `
    expect(problems[0]?.slice(0, place.length)).toBe(place)
  })

  test.each([
    "No habit can promise that you'll never get osteoporosis.",
    'Shop labels are not always right.',
    'Never take two in one day.',
    'Some results may never have been published.',
    'On a food label, 100% of the daily value is a lot.',
    'None in the trial does not prove that there is no risk.',
    "If you're at high risk, ask about medicine.",
    'Your clinician can tell whether you are at high risk.',
    'People at very high risk may start with a shot.',
    'If you have no side effects, ask when the next check is.',
    'Pills alone will not prevent falls.',
    'Walking may help to prevent falls.',
    'Ask whether you need a scan.',
    'Lifting with a coach was safe for most women in the trial.',
    'A clinician may say that a break means osteoporosis.',
  ])('lets pass "%s"', (sentence) => {
    expect(toldAbout(sentence)).toEqual([])
  })

  test.each([
    ['responses/en/_system.yml', 'An automated helper.', '2: disclaimers.none.text'],
    ['responses/en/_red_flags.yml', 'SWELLING TEXT', '50: flags.swelling.text'],
  ])('reads %s too', (file, from, place) => {
    const problems = problemsOf({ file, from, to: 'It is risk-free.' })
    expect(problems.map((told) => told.split('\n')[0])).toEqual([
      `${file}:${place}: "risk-free" is not said here`,
    ])
  })
})
