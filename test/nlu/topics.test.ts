import { describe, expect, test } from '@jest/globals'
import { topicsFile } from '../../src/content/topics-schema.js'
import { hearTopic, makeTopics } from '../../src/nlu/topics.js'
import { readYaml } from './entity-specs.js'

const topics = makeTopics(topicsFile.parse(readYaml('intents/en/_topics.yml')))

describe('hearTopic', () => {
  test.each([
    ['calcium', 'calcium_amount'],
    ['Calcium?', 'calcium_amount'],
    ['CALCIUM!!', 'calcium_amount'],
    ['info on calcium please', 'calcium_amount'],
    ['question about exercise', 'best_exercises'],
    ['T-score', 't_score_meaning'],
    ['my t score', 't_score_meaning'],
    ['prolia', 'medicines_overview'],
    ['fosamax', 'how_to_take_medicine'],
    ['DEXA scan', 'dxa_scan'],
    ['hi, vitamin d', 'vitamin_d_amount'],
  ])('offers the questions of %j', (utterance, first) => {
    expect(hearTopic(topics, utterance)[0]).toBe(first)
  })

  test.each([
    'how much calcium',
    'calcium safe?',
    'my t-score is -2.7',
    'prolia or fosamax',
    'tell me about prolia',
    'is exercise good',
    'calcium calcium',
    '',
    '???',
  ])('leaves %j to the classifier', (utterance) => {
    expect(hearTopic(topics, utterance)).toEqual([])
  })
})
