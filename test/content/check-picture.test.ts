import { describe, expect, test } from '@jest/globals'
import { daysIn } from '../../src/content/week.js'
import { aContent } from '../support/content.js'
import { problemsOf } from '../support/broken-content.js'

const file = 'responses/en/thanks.yml'
const from = 'text: You are welcome. [-]'
const table = (days: string) =>
  `${from}\n    table: { caption: A, columns: [a, b], rows: [[Monday, "x [-]"], [${days}, "y [-]"]] }`
const withWeek = (days: string, week: string) => ({
  file,
  from,
  to: `${table(days)}\n    picture: { week: ${week} }`,
})

describe('checkContent, of a picture', () => {
  test.each(['Every day', 'Most days', '"Tuesday, Sunday"'])('lets %s pass', (days) => {
    expect(problemsOf(withWeek(days, '[Walk, Rest]'))).toEqual([])
  })

  test.each([
    ['days that cannot be read', withWeek('Some days', '[Walk, Rest]'), '"Some days" names no'],
    ['a name too few', withWeek('Sunday', '[Walk, Rest, Swim]'), 'names 3 things to do for 2 rows'],
    [
      'a week without a table',
      { file, from, to: `${from}\n    picture: { week: [Walk, Rest] }` },
      'a week is drawn from a table',
    ],
  ])('tells %s', (_, breakage, problem) => {
    const problems = problemsOf(breakage)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`variants.0.picture: ${problem}`)
  })
})

describe('daysIn', () => {
  const words = aContent().system.pictures.week

  test('reads days without their marks, and guesses nothing', () => {
    expect(daysIn('Monday, Thursday [-]', words)).toEqual({ kind: 'days', on: [0, 3] })
    expect(daysIn('Every day', words)).toEqual({ kind: 'days', on: [0, 1, 2, 3, 4, 5, 6] })
    expect(daysIn('Most days', words)).toEqual({ kind: 'often', said: 'Most days' })
    expect(daysIn('Monday and Thursday', words)).toBeUndefined()
    expect(daysIn('', words)).toBeUndefined()
  })
})
