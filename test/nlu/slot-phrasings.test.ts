import { describe, expect, test } from '@jest/globals'
import { understand } from '../../src/nlu/understand.js'
import type { Awaited, Entity, Understanding } from '../../src/types.js'
import { readyContent } from '../support/ready-content.js'
import { expectedLines, linesOf, readSpecs, RECEIVED_AT, type EntitySpec } from './entity-specs.js'

const { ears } = readyContent()

/** Whole utterances, as a turn hears them: values, and what is said instead of one. */
function hear({ say: utterance, awaited: slot, doubted }: EntitySpec): Understanding {
  const [doubtedSlot, value, doubt] = doubted ?? []
  const asked = { slot: doubtedSlot, value, doubt, start: 0, end: 1, about: 'patient' } as Entity
  const awaited: Awaited | undefined = slot && {
    kind: 'slot',
    slot,
    forIntent: 'calcium_amount',
    ...(doubted && { doubted: asked }),
  }
  return understand(
    ears,
    { messageId: 'm1', channel: 'web', sessionId: 's1', utterance, receivedAt: RECEIVED_AT },
    { slots: {}, awaited },
  )
}

describe('understand reads slots in any wording', () => {
  const specs = readSpecs('slots')
  test.each(specs.filter(({ known_gap }) => known_gap === undefined))('$say', (spec) => {
    const heard = hear(spec)
    expect(linesOf(heard.entities)).toEqual(expectedLines(spec))
    if (spec.acts !== undefined) expect(heard.acts).toEqual(spec.acts)
  })
  const gaps = specs.filter(({ known_gap }) => known_gap !== undefined)
  test('has few gaps', () => expect(gaps.length).toBeLessThanOrEqual(12))
  test.each(gaps)('does not yet read: $say', (spec) => {
    expect(linesOf(hear(spec).entities)).not.toEqual(expectedLines(spec))
  })
})
