import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { findEntities } from '../../src/nlu/entities.js'
import { isAboutOther, isPersonal } from '../../src/nlu/person.js'
import type { Entity, SlotName } from '../../src/types.js'
import {
  expectedLines,
  find,
  lexicon,
  linesOf,
  readSpecs,
  readYaml,
  RECEIVED_AT,
} from './entity-specs.js'
import { growthOf, LINEAR } from '../support/growth.js'

const SPECS = [
  'scores',
  'ages',
  'facts',
  'foods',
  'calcium_amounts',
  'vitamin_d_levels',
  'last_dose',
  'height_loss',
]

describe.each(SPECS)('findEntities reads %s', (name) => {
  const specs = readSpecs(name)
  test.each(specs.filter(({ known_gap }) => known_gap === undefined))('$say', (spec) => {
    expect(linesOf(find(spec))).toEqual(expectedLines(spec))
  })
  // A gap that has closed must lose its mark.
  const gaps = specs.filter(({ known_gap }) => known_gap !== undefined)
  if (gaps.length > 0) {
    test.each(gaps)('does not yet read: $say', (spec) => {
      expect(linesOf(find(spec))).not.toEqual(expectedLines(spec))
    })
  }
})

const TOLD_ON_PURPOSE: readonly SlotName[] = [
  'dailyFoods',
  'calciumMgPerDay',
  'vitaminDLevel',
  'monthsSinceDose',
  'heightLoss',
  'riskFactor',
  'secondaryCause',
  'fallsPastYear',
  'unsteady',
  'heartTrouble',
  'recentSurgeryOrBreak',
  'newBackPain',
  'painAlarm',
  'painRegion',
]

describe('findEntities, for a question that tells none of it', () => {
  const questions = readYaml('test/specs/ordinary_questions.yml') as readonly string[]
  test.each(questions)('%s', (say) => {
    expect(find({ say }).filter(({ slot }) => TOLD_ON_PURPOSE.includes(slot))).toEqual([])
  })
})

const RANGES: Partial<Record<SlotName, readonly [min: number, max: number]>> = {
  tScore: [-7, 5],
  zScore: [-6, 6],
  ageYears: [18, 110],
  weightKg: [30, 250],
  calciumMgPerDay: [0, 6000],
  monthsSinceDose: [0, 60],
  fallsPastYear: [0, 50],
}
const SLOTS: readonly SlotName[] = [
  'tScore',
  'tScoreSite',
  'zScore',
  'ageYears',
  'sex',
  'menopause',
  'priorFracture',
  'fractureSite',
  'supervised',
  'pregnant',
  'kidneyOrCalciumProblem',
  'medicine',
  'weightKg',
  ...TOLD_ON_PURPOSE,
]
const WORDS =
  "my t-score is z score -2.5 −25 2.5 hip spine minus two point five I'm 67 years old weigh 150 lbs kg born 1956 3/15/1950 sixties mid broke wrist never mother her and to not about ½ 👍 , . ( ) yes no 1e9 999999 pregnant Fosamax 70ish stone between -.9 l1-l4 milk two glasses of yogurt x 2 ½ cup mg calcium pill twice a week vitamin d level ng/ml nmol last prolia shot 8 months ago march 3/4/2026 due late shrunk 2 inches cm shorter I fell twice times falls 60 last year back hurts dizzy surgery weeks"
const talk = fc
  .array(fc.oneof(fc.constantFrom(...WORDS.split(' ')), fc.float().map(String), fc.string()), {
    maxLength: 24,
  })
  .map((words) => words.join(' '))
const awaited = fc.option(fc.constantFrom(...SLOTS), { nil: undefined })

function isInRange({ slot, value }: Entity): boolean {
  const range = RANGES[slot]
  return range === undefined || (Number(value) >= range[0] && Number(value) <= range[1])
}

describe('findEntities, whatever is typed', () => {
  test('doubts every value outside its range, and points into the utterance', () => {
    fc.assert(
      fc.property(fc.oneof(talk, fc.string({ unit: 'binary' })), awaited, (utterance, slot) => {
        const question = { utterance, receivedAt: RECEIVED_AT }
        const found = findEntities(lexicon, slot ? { ...question, awaited: slot } : question)
        for (const entity of found) {
          expect(isInRange(entity) || entity.doubt !== undefined).toBe(true)
          expect(entity.start).toBeGreaterThanOrEqual(0)
          expect(entity.end).toBeGreaterThanOrEqual(entity.start)
          expect(entity.end).toBeLessThanOrEqual(utterance.length)
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('points at what was read in the untouched utterance', () => {
    const [score] = find({ say: '  My “T‑score” is  minus ２．５  ok' })
    expect(score).toMatchObject({ slot: 'tScore', value: -2.5 })
    expect('  My “T‑score” is  minus ２．５  ok'.slice(score!.start, score!.end)).toBe(
      'minus ２．５',
    )
  })

  test('reads nothing of a number that is cut short', () => {
    const say = `${'word '.repeat(98)}t-score -2.5`
    expect(find({ say })).toEqual([])
  })

  test('is quick on hostile input', () => {
    const hostile = [
      '-',
      '9',
      '-1 ',
      'my ',
      'broke ',
      'two point ',
      '1-',
      "i'm ",
      'no ',
      '(',
      'a-',
      '0.',
      'neg ',
      'sixty ',
    ]
    for (const part of hostile) {
      expect(growthOf((say) => find({ say, awaited: 'tScore' }), part)).toBeLessThan(LINEAR)
    }
  })

  test.each<[SlotName, readonly string[]]>([
    ['dailyFoods', ['milk ', 'a cup and a half of ', 'large plain ', '2 x ', 'no milk, ']],
    ['calciumMgPerDay', ['600 mg ', 'calcium ', 'i get ']],
    ['vitaminDLevel', ['vitamin d ', 'level is about ', '25-oh ', '18 ng ']],
    ['monthsSinceDose', ['3 weeks ', 'march 3 ', 'had my last ', 'a year and a half ', 'prolia. ']],
    ['heightLoss', ['2 inches and a half ', "5'6 ", 'shorter ', 'was 165 cm ']],
    ['fallsPastYear', ['i fell ', 'two falls ', 'twice ', 'i have ', 'a few falls ', 'about ']],
    ['recentSurgeryOrBreak', ['surgery ', 'i broke ', '3 weeks ago ', 'not ']],
    ['painRegion', ['my back ', 'hurts ', 'hip pain ']],
    ['unsteady', ['dizzy ', 'i feel ', 'not dizzy ']],
    ['medicine', ['fosamax ', 'i take ', 'my prolia ', 'on ', 'was on ', 'to take ']],
    ['riskFactor', ['my mother ', 'broke her hip ', 'smoke ']],
    ['sex', ['no, ', 'a woman ', 'as a ', 'not a man, ']],
  ])('is quick on hostile answers for %s', (awaited, hostile) => {
    for (const part of hostile) {
      expect(growthOf((say) => find({ say, awaited }), part)).toBeLessThan(LINEAR)
    }
  })
})

describe('isPersonal', () => {
  test.each([
    ['do I need medicine', true],
    ['my score is -2.5', true],
    ["I'm 67, is lifting ok", true],
    ['should i worry', true],
    ['will it work for me', true],
    ['is heavy lifting safe', false],
    ['can you tell me what osteopenia is', false],
    ['I want to know what a T-score is', false],
    ['my mother has osteoporosis', false],
    ['what do men need', false],
  ])('%s', (utterance, expected) => {
    expect(isPersonal(utterance)).toBe(expected)
  })
})

describe('isAboutOther', () => {
  test.each([
    ['my mother has osteoporosis, what should she eat', true],
    ['my dad has a T-score of -3', true],
    ['how can I help my mom', true],
    ['my 80 year old wife fell, what should I do', true],
    ['asking for a friend', true],
    ['I want to buy calcium for my mom', true],
    ["I'm 45 and my mother had osteoporosis", false],
    ['my mother had it, will I get it', false],
    ['I have osteoporosis like my mother', false],
    ['I am a mother of two with osteopenia', false],
    ['my doctor said she saw bone loss', false],
    ['is lifting safe', false],
  ])('%s', (utterance, expected) => {
    expect(isAboutOther(utterance)).toBe(expected)
  })
})
