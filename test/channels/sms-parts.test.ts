import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { gsmSegments, nonGsmCharacters } from '../../src/channels/gsm.js'
import { partsOf, plainText } from '../../src/channels/sms-parts.js'
import { readyContent } from '../support/ready-content.js'

const words = fc
  .array(fc.stringMatching(/^[A-Za-z]{1,14}[.,!?]?$/), { minLength: 1, maxLength: 120 })
  .map((all) => all.join(' '))

describe('partsOf', () => {
  test('leaves what fits as it is, without the marks of sources', () => {
    expect(partsOf(['Walk a lot. [1][2] Lift, too. [3]'])).toEqual(['Walk a lot. Lift, too.'])
  })

  test('numbers the parts, and ends them with sentences', () => {
    const sentence = `${'a'.repeat(99)}.`
    const parts = partsOf([[sentence, sentence, sentence].join(' '), sentence])
    expect(parts).toEqual([`(1/2) ${sentence} ${sentence}`, `(2/2) ${sentence} ${sentence}`])
  })

  test('loses no word, and is never longer than two segments', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), (paragraphs) => {
        const parts = partsOf(paragraphs)
        for (const part of parts) expect(gsmSegments(part)).toBeLessThanOrEqual(2)
        const said = parts.map((part) => part.replace(/^\(\d+\/\d+\) /, '')).join(' ')
        expect(said.split(/\s+/)).toEqual(paragraphs.join(' ').split(/\s+/))
      }),
    )
  })
})

describe('every answer that we have', () => {
  const texts = [...readyContent().responses.values()].flatMap(({ variants }) =>
    variants.map(({ text }) => text),
  )

  test('can be sent in characters of which 160 fit a segment', () => {
    const odd = texts.flatMap((text) => nonGsmCharacters(plainText(text)))
    expect([...new Set(odd)]).toEqual([])
  })
})
