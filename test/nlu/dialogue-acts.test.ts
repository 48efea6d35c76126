import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { dialogueActsFile } from '../../src/content/entity-schema.js'
import { findActs, makeActPhrases } from '../../src/nlu/dialogue-acts.js'
import type { DialogueAct } from '../../src/types.js'
import { readYaml } from './entity-specs.js'

interface ActSpec {
  readonly say: string
  readonly acts: readonly DialogueAct[]
  readonly known_gap?: string
}

const phrases = makeActPhrases(dialogueActsFile.parse(readYaml('intents/en/_dialogue_acts.yml')))
const specs = readYaml('test/specs/dialogue_acts.yml') as ActSpec[]

describe('findActs', () => {
  test.each(specs.filter(({ known_gap }) => known_gap === undefined))('$say', ({ say, acts }) => {
    expect(findActs(phrases, say).acts).toEqual(acts)
  })

  test('reads anything without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (say) => {
        expect(Array.isArray(findActs(phrases, say).acts)).toBe(true)
      }),
    )
  })

  test.each([
    ['no', true],
    ['no thanks', true],
    ["I don't think so, sorry", true],
    ['uh huh', true],
    ['no, I fell', false],
    ['yes and my chest hurts', false],
    ['more pain', false],
    ['', false],
  ])('tells whether %j is nothing but a reply', (say, isBareReply) => {
    expect(findActs(phrases, say).isBareReply).toBe(isBareReply)
  })
})
