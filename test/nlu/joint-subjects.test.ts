import { describe, expect, test } from '@jest/globals'
import { findJointQuestions } from '../../src/nlu/joint-subjects.js'
import { readyContent } from '../support/ready-content.js'

const { ears } = readyContent()
const topsOf = (utterance: string) =>
  findJointQuestions(ears.classify, ears.jointSubjects, utterance).map(([top]) => top?.intent)

describe('findJointQuestions', () => {
  test.each([
    'how much calcium and vitamin d do i need?',
    'How much vitamin D and calcium should I take each day?',
    'what is the daily amount of calcium/vitamin d',
  ])('hears both amounts in %j', (utterance) => {
    expect([...topsOf(utterance)].sort()).toEqual(['calcium_amount', 'vitamin_d_amount'])
  })

  test.each([
    'how much calcium do i need?',
    'can I take calcium and vitamin d together?',
    'what is the difference between osteopenia and osteoporosis?',
    'is it calcium? and then my neighbor told me that vitamin d is in mushrooms and that her cat likes them a lot',
    '',
  ])('hears one question, or none, in %j', (utterance) => {
    expect(topsOf(utterance)).toEqual([])
  })
})
