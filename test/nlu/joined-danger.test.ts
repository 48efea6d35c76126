/** A danger told in two messages: neither says it alone. */
import { describe, expect, test } from '@jest/globals'
import { converse, converseAt } from '../support/converse.js'

const FELL = 'I fell in the kitchen yesterday'
const HURTS = 'my hip hurts'

describe('a danger in two messages', () => {
  test.each([
    [FELL, HURTS],
    ['my hip hurts', 'I fell down yesterday'],
  ])('"%s", then "%s" is asked about', (before, then) => {
    const [first, second] = converse('web', before, then)
    expect(first?.understanding.redFlags).toEqual([])
    expect(second?.decision).toMatchObject({
      kind: 'ask',
      slot: 'safetyCheck',
      flag: { id: 'hip_fracture_now', certainty: 'possible' },
    })
  })

  test('is asked about on SMS, too', () => {
    expect(converse('sms', FELL, HURTS).at(-1)?.decision).toMatchObject({ slot: 'safetyCheck' })
  })

  test('is not put together over an hour, or over another message', () => {
    const later = converseAt('web', [
      [0, FELL],
      [2, HURTS],
    ])
    const apart = converse('web', FELL, 'Is walking enough?', HURTS)
    for (const turns of [later, apart]) expect(turns.at(-1)?.understanding.redFlags).toEqual([])
  })

  test.each([
    [FELL, 'how much calcium do I need'],
    [FELL, 'Is walking enough?'],
    ['what is osteoporosis', 'my mother broke her hip in 2010'],
    ['how do I fall-proof my home?', 'my hip is a bit stiff, is yoga ok'],
    ['I take fosamax', 'thanks'],
  ])('there is none in "%s", then "%s"', (before, then) => {
    expect(converse('web', before, then).at(-1)?.understanding.redFlags).toEqual([])
  })

  test('what was forgotten is not put together with anything', () => {
    const turns = converse('web', FELL, 'forget me', 'yes', HURTS)
    expect(turns.at(-2)?.session.saidBefore).toBeUndefined()
    expect(turns.at(-1)?.understanding.redFlags).toEqual([])
  })
})
