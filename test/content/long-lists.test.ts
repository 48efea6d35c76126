import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { putBackLists, takeOutLists } from '../../src/content/long-lists.js'

function read(text: string): unknown {
  const { text: short, lists } = takeOutLists(text)
  return putBackLists(parse(short), lists)
}

describe('a text whose long lists are taken out', () => {
  test.each(readdirSync('intents/en'))('reads as the whole does: intents/en/%s', (name) => {
    const text = readFileSync(`intents/en/${name}`, 'utf8')
    expect(read(text)).toEqual(parse(text))
  })

  test('reads as the whole does, whatever is in it', () => {
    const item = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean())
    const list = fc.array(item, { maxLength: 40 })
    const file = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(list, fc.array(list)))
    fc.assert(
      fc.property(file, fc.boolean(), (value, isSingle) => {
        const text = stringify(value, {
          ...(isSingle && { defaultStringType: 'QUOTE_SINGLE' }),
          lineWidth: 0,
        })
        expect(read(text)).toEqual(parse(text))
      }),
    )
  })

  test('is short where the lists are long', () => {
    const items = Array.from({ length: 50 }, (_, at) => `  - 'it''s number ${String(at)}'`)
    const { text, lists } = takeOutLists(['examples:', ...items, ''].join('\n'))
    expect(text.split('\n')).toHaveLength(3)
    expect(lists[0]?.[7]).toBe("it's number 7")
  })
})
