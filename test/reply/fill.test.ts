import { describe, expect, test } from '@jest/globals'
import { fill } from '../../src/reply/fill.js'
import { showScore } from '../../src/reply/show.js'
import { clinicValues } from '../../src/reply/values.js'
import type { Slots } from '../../src/types.js'
import { aClinic, aContent } from '../support/content.js'
import { aFilling } from '../support/worded.js'

const filled = (text: string, facts: Slots = {}) => fill(aFilling(facts), text, 'text')

describe('fill', () => {
  test.each<readonly [string, Slots, string, readonly string[]]>([
    ['{tScore}', { tScore: -2.7 }, '-2.7', ['tScore']],
    ['{zScore}', { zScore: 1.25 }, '+1.25', ['zScore']],
    ['{ageYears}', { ageYears: 67 }, '67', ['ageYears']],
    ['{calciumRdaMg}', { ageYears: 67 }, '1,204', ['ageYears']],
    ['{calciumRdaMg}', { ageYears: 67, sex: 'male' }, '1,005', ['ageYears', 'sex']],
    ['{calciumRdaWomenMg}', { ageYears: 67, sex: 'male' }, '1,204', ['ageYears']],
    ['{calciumRdaMenMg}', { ageYears: 67 }, '1,005', ['ageYears']],
    ['{calciumRdaWomenMg}', { ageYears: 30, pregnant: true }, '1,007', ['ageYears', 'pregnant']],
    ['{calciumUlMg}', { ageYears: 67 }, '2,006', ['ageYears']],
    ['{vitaminDRdaIu}', { ageYears: 67 }, '609', ['ageYears']],
    ['{vitaminDUlIu}', { ageYears: 67 }, '4,010', ['ageYears']],
    ['{weight}', { weightKg: 70.5 }, '70.5 kg (155 lb)', ['weightKg']],
    ['{proteinGrams}', { weightKg: 70 }, '70 to 85', ['weightKg']],
    ['{proteinGrams}', { weightKg: 150 }, '120', ['weightKg']],
    ['{emergencyNumber}', {}, '911', []],
    ['{retentionDays}', {}, '90', []],
  ])('puts in %s of %j', (text, facts, ...[shown, used]) => {
    expect(filled(text, facts)).toEqual({ text: shown, used })
  })

  test.each([
    '{tScore}',
    '{zScore}',
    '{ageYears}',
    '{calciumRdaMg}',
    '{vitaminDRdaIu}',
    '{weight}',
    '{proteinGrams}',
    '{unheardOf}',
  ])('throws, rather than say %s to a patient', (text) => {
    expect(() => filled(`You have ${text}.`)).toThrow(RangeError)
  })

  test('throws where no row holds for the age', () => {
    expect(() => filled('{calciumRdaMg}', { ageYears: 99 })).toThrow(RangeError)
  })

  test('puts in the first line that fits, and its values', () => {
    expect(filled('So: {score_line} Done.', { tScore: -2 })).toEqual({
      text: 'So: Your -2.0 is low. [@made_2021] Done.',
      used: ['tScore', 'tScore'],
    })
  })

  test('lets a line vanish that fits nobody, without a gap', () => {
    expect(filled('So: {score_line} Done.')).toEqual({ text: 'So: Done.', used: [] })
    expect(filled('{score_line} Done.').text).toBe('Done.')
    expect(filled('Done. {score_line}').text).toBe('Done.')
  })

  test('keeps paragraphs apart', () => {
    expect(filled('One.\n\n{score_line}\n\nTwo.').text.split(/\n+/)).toEqual(['One.', 'Two.'])
  })

  test('takes the short form of a line, or its text without marks', () => {
    const short = (tScore: number) => fill(aFilling({ tScore }), '{score_line}', 'sms').text
    expect(short(-2)).toBe('Low at -2.0.')
    expect(short(-2.6)).toBe('Your -2.6 is very low.')
  })

  test('does not fill what a patient told a second time', () => {
    expect(() => filled('{medicine}', { medicine: '{tScore}' })).toThrow(RangeError)
  })
})

describe('showScore', () => {
  test.each([
    [-2.5, '-2.5'],
    [-2.46, '-2.46'],
    [-2, '-2.0'],
    [-2.4 - 0.1, '-2.5'],
    [0, '0.0'],
    [1, '+1.0'],
    [0.05, '+0.05'],
    [-0.001, '0.0'],
  ])('shows %d as %s', (score, shown) => {
    expect(showScore(score)).toBe(shown)
  })
})

describe('clinicValues', () => {
  const contact = (clinic: object) => {
    const values = clinicValues({ ...aClinic, ...clinic }, aContent().system)
    return [values.get('clinicContact'), values.get('clinicContactShort')]
  }
  const phone = '555-0100'

  test('say how a person is reached, by what the clinic has set', () => {
    const byPhone = 'call Bone Clinic at 555-0100'
    expect(contact({})).toEqual(['call your clinic', 'call your clinic'])
    expect(contact({ hours: '8-5' })).toEqual(['call your clinic', 'call your clinic'])
    expect(contact({ phone })).toEqual([byPhone, byPhone])
    expect(contact({ phone, hours: '8-5' })).toEqual([`${byPhone} (8-5)`, byPhone])
  })
})
