import { describe, expect, test } from '@jest/globals'
import { ellipsisFile } from '../../src/content/ellipsis-schema.js'
import { hearEllipsis, makeEllipsisWords } from '../../src/nlu/ellipsis.js'
import { findEntities } from '../../src/nlu/entities.js'
import { lexicon, readYaml } from './entity-specs.js'

const words = makeEllipsisWords(ellipsisFile.parse(readYaml('intents/en/_ellipsis.yml')))

function hear(utterance: string) {
  const receivedAt = '2026-01-15T12:00:00.000Z'
  return hearEllipsis(words, utterance, findEntities(lexicon, { utterance, receivedAt }))
}

describe('hearEllipsis', () => {
  test.each([
    ['and for men?', { supposing: { slots: { sex: 'male' }, isOther: true } }],
    ['Is it the same at 75?', { supposing: { slots: { ageYears: 75 } } }],
    ['even if I am 80?', { supposing: { slots: { ageYears: 80 } } }],
    ['what about someone aged 66', { supposing: { slots: { ageYears: 66 } } }],
    ['for a 70 year old', { supposing: { slots: { ageYears: 70 }, isOther: true } }],
    ['at seventy five?', { supposing: { slots: { ageYears: 75 } } }],
    ['with a T-score of −3.1?', { supposing: { slots: { tScore: -3.1 } } }],
    [
      'and if I broke my wrist?',
      { supposing: { slots: { priorFracture: true, fractureSite: 'wrist' } } },
    ],
    ['with osteopenia?', { supposing: { slots: {}, tScoreClass: 'low' } }],
    ['what about vitamin D?', { subject: 'vitamin_d' }],
    ['And Vit. D3?', undefined],
    ['and fosamax?', { subject: 'medicine', supposing: { slots: { medicine: 'alendronate' } } }],
    ['how often?', { facet: 'how_often' }],
    ['and the side effects please', { facet: 'side_effects' }],
    ['how much vitamin d?', { subject: 'vitamin_d', facet: 'amount' }],
    ['even at my age?', { isOwnCase: true }],
  ])('%s', (utterance, parts) => {
    if (parts === undefined) expect(hear(utterance)).toBeUndefined()
    else expect(hear(utterance)).toMatchObject(parts)
  })

  test.each([
    "I'm 67",
    'im 75',
    '67',
    '-2.7',
    '-2.7?',
    'my t-score is -2.7',
    'and I broke my wrist',
    'I had a hip fracture',
    'and my score is -3.1',
    'a man',
    'woman',
    'calcium',
    'calcium?',
    'prolia',
    'I take fosamax',
    'and I take fosamax',
    'how much does it weigh on you?',
    'and then?',
    'and?',
    'what about it?',
    'how often should I be rescanned?',
    'is it safe to lift my grandchild?',
    'and what about my T-score of 2.5?',
    'and if my last shot was 8 months ago?',
    'and 500 mg?',
    'and at 20 minutes?',
    'at 75%?',
    'and if I fell and cannot get up?',
    'how much calcium is there in one glass of whole milk?',
  ])('leans on nothing: %s', (utterance) => {
    expect(hear(utterance)).toBeUndefined()
  })
})
