import { describe, expect, test } from '@jest/globals'
import { binsOf, calibrationError } from '../../src/measure/calibration.js'
import { scoreFlags } from '../../src/measure/flag-tally.js'
import {
  confusionsOf,
  guessOf,
  scoreIntents,
  shareHeard,
  type Guess,
} from '../../src/measure/guesses.js'
import { measure } from '../../src/measure/measures.js'
import { aContent } from '../support/content.js'
import { aCase, aPlayed, answer, check, escalate, fallBack, ranked } from './records.js'

const { intents } = aContent()

function aGuess(meant: string, heard: string, changes: Partial<Guess> = {}): Guess {
  const isRight = meant === heard
  return { meant, heard, confidence: 0.5, isRight, isAmongThree: isRight, ...changes }
}

describe('guessOf', () => {
  const heard = ranked(['score', 0.6], ['calcium', 0.2], ['pills', 0.1], ['lifting', 0.05])

  test.each([
    [['score'], { meant: 'score', heard: 'score', isRight: true, isAmongThree: true }],
    [['lifting', 'score'], { meant: 'score', isRight: true }],
    [['calcium'], { meant: 'calcium', heard: 'score', isRight: false, isAmongThree: true }],
    [['lifting'], { meant: 'lifting', isRight: false, isAmongThree: false }],
  ])('when %j is accepted', (accepted, expected) => {
    const played = aPlayed(aCase({ questions: [accepted] }), fallBack, heard)
    expect(guessOf(played, intents)).toMatchObject({ confidence: 0.6, ...expected })
  })

  test('takes what is out of scope and was answered for a wrong hit of that intent', () => {
    const out = aCase({ task: 'out', questions: [] })
    const answered = guessOf(aPlayed(out, answer('score'), heard), intents)
    expect(answered).toMatchObject({ meant: 'none', heard: 'score', isRight: false })
    const declined = guessOf(aPlayed(out, fallBack, heard), intents)
    expect(declined).toMatchObject({ meant: 'none', heard: 'none', isRight: false })
  })

  test('judges no small talk, service, danger or silence', () => {
    const out = aCase({ task: 'out', questions: [] })
    expect(guessOf(aPlayed(out, fallBack, ranked(['thanks', 0.9])), intents)).toBeUndefined()
    const service = aCase({ task: 'service', service: 'thanks' })
    expect(guessOf(aPlayed(service, fallBack, heard), intents)).toBeUndefined()
    const urgent = aCase({ task: 'urgent' })
    expect(guessOf(aPlayed(urgent, fallBack, heard), intents)).toBeUndefined()
    expect(guessOf(aPlayed(aCase(), fallBack), intents)).toBeUndefined()
  })
})

describe('scores of intents', () => {
  // Of a: three meant, two of them heard; four heard as a, one of them out of scope.
  const guesses = [
    aGuess('a', 'a'),
    aGuess('a', 'a'),
    aGuess('a', 'b', { isAmongThree: true }),
    aGuess('b', 'a'),
    aGuess('none', 'a'),
    aGuess('none', 'none'),
  ]

  test('are those worked out by hand', () => {
    expect(scoreIntents(guesses)).toEqual([
      { intent: 'a', support: 3, precision: 2 / 4, recall: 2 / 3, f1: 4 / 7 },
      { intent: 'b', support: 1, precision: 0, recall: 0, f1: 0 },
      { intent: 'none', support: 2, precision: 1, recall: 1 / 2, f1: 2 / 3 },
    ])
    expect(scoreIntents([aGuess('a', 'b')])).toMatchObject([
      { intent: 'a', precision: undefined, recall: 0 },
      { intent: 'b', precision: 0, recall: undefined },
    ])
  })

  test('sum up what is ours', () => {
    expect(shareHeard(guesses)).toEqual({
      messages: 4,
      first: 2 / 4,
      amongThree: 3 / 4,
      macroF1: 4 / 7 / 2,
    })
    expect(shareHeard([])).toEqual({
      messages: 0,
      first: undefined,
      amongThree: undefined,
      macroF1: undefined,
    })
  })

  test('come with the most frequent confusions first', () => {
    expect(confusionsOf([...guesses, aGuess('b', 'a')])).toEqual([
      { meant: 'b', heard: 'a', count: 2 },
      { meant: 'a', heard: 'b', count: 1 },
      { meant: 'none', heard: 'a', count: 1 },
    ])
  })
})

describe('calibration', () => {
  const claims = [
    { confidence: 0, isRight: false },
    { confidence: 0.2, isRight: false },
    { confidence: 0.4, isRight: true },
    { confidence: 0.5, isRight: true },
    { confidence: 1, isRight: true },
    { confidence: 0.9, isRight: false },
  ]

  test('sorts claims into bins', () => {
    const [low, high] = binsOf(claims, 2)
    expect(low).toMatchObject({ from: 0, to: 0.5, right: 1, wrong: 2 })
    expect(low!.meanConfidence).toBeCloseTo(0.2)
    expect(high).toMatchObject({ from: 0.5, to: 1, right: 2, wrong: 1 })
    expect(high!.meanConfidence).toBeCloseTo(0.8)
    expect(binsOf([], 1)).toEqual([
      { from: 0, to: 1, right: 0, wrong: 0, meanConfidence: undefined },
    ])
  })

  test('misses by the weighted mean of the gaps', () => {
    // Half the claims: |1/3 − 0.2|; the other half: |2/3 − 0.8|.
    expect(calibrationError(binsOf(claims, 2))).toBeCloseTo(2 / 15)
    expect(calibrationError(binsOf([{ confidence: 1, isRight: true }], 10))).toBe(0)
    expect(calibrationError(binsOf([], 10))).toBeUndefined()
  })
})

describe('scoreFlags', () => {
  test('counts what was heard, what was missed and what was raised for nothing', () => {
    const positive = aCase({ task: 'urgent', mustRaise: 'fainting', mayRaise: ['fainting'] })
    const played = [
      aPlayed(positive, escalate('fainting')),
      aPlayed(positive, escalate('swelling')),
      aPlayed(positive, check('fainting')),
      aPlayed(positive, fallBack),
      aPlayed(aCase(), escalate('swelling')),
      aPlayed(aCase({ task: 'lookalike' }), check('fainting')),
      aPlayed(aCase({ mayRaise: ['swelling'] }), escalate('swelling')),
    ]
    expect(scoreFlags(played)).toEqual([
      {
        flag: 'fainting',
        positives: 4,
        escalated: 2,
        checked: 1,
        asItself: 2,
        falselyEscalated: 0,
        falselyChecked: 1,
      },
      {
        flag: 'swelling',
        positives: 0,
        escalated: 0,
        checked: 0,
        asItself: 0,
        falselyEscalated: 1,
        falselyChecked: 0,
      },
    ])
  })
})

describe('measure', () => {
  test('counts outcomes by task and kind, and sums up tasks of several kinds', () => {
    const { tallies, messages } = measure(
      [
        aPlayed(aCase({ task: 'out', row: 'out', questions: [] }), fallBack),
        aPlayed(aCase({ task: 'out', row: 'far', questions: [] }), answer('lifting')),
        aPlayed(aCase(), answer('lifting')),
      ],
      intents,
    )
    expect(messages).toBe(3)
    expect(tallies.map(({ task, row }) => [task, row])).toEqual([
      ['question', 'question'],
      ['out', 'out'],
      ['out', 'far'],
      ['out', 'all'],
    ])
    expect(tallies.at(-1)).toMatchObject({
      messages: 2,
      outcomes: { declined: 1, answered: 1, menu: 0 },
      grades: { right: 1, partly: 0, wrong: 1 },
    })
  })
})
