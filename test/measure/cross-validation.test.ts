import { describe, expect, test } from '@jest/globals'
import { decideByConfidence } from '../../src/measure/by-confidence.js'
import { flagRuns, intentRun } from '../../src/measure/cross-validation.js'
import { hearFlagFold, hearIntentFold, type FlagExample } from '../../src/measure/folds.js'
import { earsTable } from '../../src/measure/tables.js'
import { NO_WORD_VECTORS } from '../../src/nlu/classifier/word-vectors.js'
import { FOLDS } from '../../src/review/misheard.js'
import { MADE_UP_EXAMPLES } from '../nlu/made-up-examples.js'
import { aContent, aFlag } from '../support/content.js'
import { ranked } from './records.js'

const content = aContent()
const folds = Array.from({ length: FOLDS }, (_, fold) => fold)

describe('decideByConfidence', () => {
  test.each([
    [[['lifting', 0.95]], { kind: 'answer', intents: ['lifting'] }],
    [
      [
        ['lifting', 0.5],
        ['calcium', 0.4],
      ],
      { kind: 'clarify', candidates: ['lifting', 'calcium'] },
    ],
    [[['lifting', 0.05]], { kind: 'fallback' }],
    [[], { kind: 'fallback' }],
  ] as const)('decides on %j as the policy does', (heard, decision) => {
    expect(decideByConfidence(content, ranked(...heard))).toMatchObject(decision)
  })
})

describe('hearIntentFold', () => {
  const examples = MADE_UP_EXAMPLES.map((example, index) => ({
    ...example,
    id: `e${index}`,
    misspelt: example.text.replace(/o/, ''),
  }))
  const given = { examples, always: [], wordVectors: NO_WORD_VECTORS }

  test('hears every example once, as written and with its typo', () => {
    const heard = folds.flatMap((fold) => hearIntentFold(given, fold))
    expect(heard.map(({ id }) => id).sort()).toEqual(examples.map(({ id }) => id).sort())
    const right = heard.filter(
      ({ id, plain }) => examples.find((one) => one.id === id)?.intent === plain[0]?.intent,
    )
    expect(right.length / heard.length).toBeGreaterThan(0.4)
    expect(
      heard.some(({ plain, misspelt }) => plain[0]?.confidence !== misspelt[0]?.confidence),
    ).toBe(true)
  })
})

describe('intentRun', () => {
  const examples = [
    { id: 'a', text: 'can I lift', misspelt: 'can I lfit', intent: 'lifting' },
    { id: 'b', text: 'what is the weather', misspelt: 'what is the wether', intent: 'none' },
    { id: 'c', text: 'ta', misspelt: 'tta', intent: 'thanks' },
  ]
  const heard = examples.map(({ id }) => ({
    id,
    plain: ranked(['lifting', 0.95]),
    misspelt: ranked(['lifting', 0.01]),
  }))

  test('scores what the policy would do with either spelling', () => {
    const outcomes = (spelling: 'plain' | 'misspelt') =>
      intentRun(content, { examples, heard }, spelling).map(({ outcome }) => outcome)
    expect(outcomes('plain')).toEqual(['answered_right', 'answered', 'answered_wrong'])
    expect(outcomes('misspelt')).toEqual(['fell_back', 'declined', 'fell_back'])
  })

  test('counts kinds of intents apart, and shows the text that was heard', () => {
    const played = intentRun(content, { examples, heard }, 'misspelt')
    expect(played.map(({ asked }) => asked.row)).toEqual(['question', 'none', 'social'])
    expect(played[0]?.asked.text).toBe('can I lfit')
  })
})

function flagExample(role: FlagExample['role'], flag: string, text: string): FlagExample {
  return { id: text, text, role, flag, intent: `${role} ${flag}`.trim() }
}

describe('hearFlagFold', () => {
  const positives = ['leg', 'arm', 'foot', 'hand', 'knee', 'calf'].map((part) =>
    flagExample('positive', 'swelling', `my ${part} is so thick and puffy`),
  )
  const lookalikes = ['thick soup', 'puffy cloud', 'puffy sleeves', 'thick fog', 'thick book'].map(
    (text) => flagExample('lookalike', 'swelling', text),
  )
  const ordinary = MADE_UP_EXAMPLES.map(({ text }) => flagExample('ordinary', '', text))
  const sure = flagExample('positive', 'fainting', 'I fainted')
  const examples = [...positives, ...lookalikes, ...ordinary, sure]
  const given = { examples, rules: content.redFlagRules, wordVectors: NO_WORD_VECTORS }
  const heard = folds.flatMap((fold) => hearFlagFold(given, fold))

  test('hears every message once, with the rules, the detector, and both', () => {
    expect(heard.map(({ id }) => id).sort()).toEqual(examples.map(({ id }) => id).sort())
    expect(heard.find(({ id }) => id === 'I fainted')).toMatchObject({
      rules: [{ id: 'fainting', certainty: 'certain' }],
      detector: [],
      together: [{ id: 'fainting' }],
    })
    const byDetector = heard.filter(({ detector }) => detector.some(({ id }) => id === 'swelling'))
    expect(byDetector.length).toBeGreaterThan(0)
  })
})

describe('flagRuns', () => {
  const examples = [
    flagExample('positive', 'fainting', 'a'),
    flagExample('lookalike', 'fainting', 'b'),
    flagExample('ordinary', '', 'c'),
  ]
  const certain = [aFlag('fainting')]
  const possible = [aFlag('fainting', { certainty: 'possible' })]
  const heard = [
    { id: 'a', rules: certain, detector: possible, together: certain },
    { id: 'b', rules: [], detector: possible, together: possible },
    { id: 'c', rules: [], detector: [], together: [] },
  ]
  const runs = flagRuns({ examples, heard }, content.intents)

  test('scores what each raised', () => {
    const outcomes = (ears: keyof typeof runs) => runs[ears].map(({ outcome }) => outcome)
    expect(outcomes('rules')).toEqual(['escalated', 'quiet', 'quiet'])
    expect(outcomes('detector')).toEqual(['checked', 'checked', 'quiet'])
    expect(outcomes('together')).toEqual(['escalated', 'checked', 'quiet'])
  })

  test('are summed up by who heard them', () => {
    const { rows } = earsTable({ rules: runs.rules, detector: runs.detector })
    expect(rows).toEqual([
      ['rules', '100.0 %', '0.0 %', '0.0 %', '0.0 %', '0.0 %', '0.0 %'],
      ['detector', '0.0 %', '100.0 %', '0.0 %', '100.0 %', '0.0 %', '0.0 %'],
    ])
  })
})
