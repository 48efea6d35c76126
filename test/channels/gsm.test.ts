import { describe, expect, test } from '@jest/globals'
import { gsmSegments, nonGsmCharacters, septetsOf } from '../../src/channels/gsm.js'

/** Every character of GSM 03.38 that takes one septet. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const ESCAPED = '\f^{}\\[~]|€'

describe('septetsOf', () => {
  test('counts one for each of the 127 basic characters', () => {
    expect([...BASIC]).toHaveLength(127)
    expect([...BASIC].filter((character) => septetsOf(character) !== 1)).toEqual([])
  })

  test('counts two for each of the ten that are escaped', () => {
    expect([...ESCAPED]).toHaveLength(10)
    expect([...ESCAPED].filter((character) => septetsOf(character) !== 2)).toEqual([])
  })

  test('adds up', () => {
    expect(septetsOf('')).toBe(0)
    expect(septetsOf('a {b} €')).toBe(10)
  })
})

describe('nonGsmCharacters', () => {
  test('finds none in what GSM 03.38 has', () => {
    expect(nonGsmCharacters(BASIC + ESCAPED)).toEqual([])
  })

  test.each(['−', '–', '—', '’', '“', '≥', '•', 'µ', '½', '…', 'ç', '\t', '\u00a0', '🙂'])(
    'finds %j',
    (character) => {
      expect(nonGsmCharacters(`a${character}b${character}`)).toEqual([character])
    },
  )
})

describe('gsmSegments', () => {
  test.each([
    [0, 1],
    [1, 1],
    [160, 1],
    [161, 2],
    [306, 2],
    [307, 3],
    [459, 3],
    [460, 4],
  ])('sends %d characters in %d', (length, segments) => {
    expect(gsmSegments('x'.repeat(length))).toBe(segments)
  })

  test('counts escaped characters double', () => {
    expect(gsmSegments('{'.repeat(80))).toBe(1)
    expect(gsmSegments('{'.repeat(81))).toBe(2)
    expect(gsmSegments(`${'x'.repeat(159)}€`)).toBe(2)
  })

  test('never parts an escape from its character', () => {
    // The escape would be the 153rd septet of the first segment, so it moves on and one is lost.
    expect(gsmSegments(`${'x'.repeat(152)}{${'x'.repeat(152)}`)).toBe(3)
    expect(gsmSegments(`${'x'.repeat(151)}{${'x'.repeat(153)}`)).toBe(2)
  })
})
