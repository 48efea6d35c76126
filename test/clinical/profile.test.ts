import { describe, expect, test } from '@jest/globals'
import { profileOf } from '../../src/clinical/profile.js'
import type { FractureSite, Slots } from '../../src/types.js'
import { realFacts } from '../support/real-facts.js'

const facts = realFacts()
const of = (slots: Slots) => profileOf(slots, facts)

describe('profileOf', () => {
  test('says nothing about somebody who told nothing', () => {
    expect(of({})).toEqual({ slots: {}, hasFractureCaution: false })
  })

  test('classes the scores of those for whom the ranges are made', () => {
    const profile = of({ tScore: -2.6, zScore: -2, menopause: 'post' })
    expect(profile).toMatchObject({
      tScoreApplies: true,
      tScoreClass: 'osteoporosis_range',
      zScoreClass: 'below_expected',
    })
  })

  test('classes a score where it is not known whether ranges apply, and does not claim that they do', () => {
    const profile = of({ tScore: -2.6 })
    expect(profile.tScoreClass).toBe('osteoporosis_range')
    expect(profile).not.toHaveProperty('tScoreApplies')
  })

  test.each([
    [{ tScore: -2.6, menopause: 'pre' }],
    [{ tScore: -2.6, ageYears: 49, sex: 'male' }],
    [{ tScore: -2.6, ageYears: 30 }],
  ] as const)('gives no class where the ranges do not apply: %j', (slots) => {
    expect(of(slots)).not.toHaveProperty('tScoreClass')
    expect(of(slots).tScoreApplies).toBe(false)
  })

  test.each(['hip', 'spine', 'wrist'] as const)('classes a score of the %s', (tScoreSite) => {
    expect(of({ tScore: -1.5, tScoreSite, ageYears: 70 }).tScoreClass).toBe('low')
  })

  test('gives no class to a score of a heel or finger device', () => {
    const profile = of({ tScore: -2.6, tScoreSite: 'other', ageYears: 70 })
    expect(profile).not.toHaveProperty('tScoreClass')
    expect(profile.tScoreApplies).toBe(true)
  })
})

describe('profileOf, caution before heavy lifting', () => {
  const sites: Readonly<Record<FractureSite, boolean>> = {
    hip: true,
    spine: true,
    pelvis: true,
    upper_arm: false,
    wrist: false,
    rib: false,
    leg: false,
    other: false,
  }

  test.each(Object.entries(sites))('a broken %s: %s', (site, expected) => {
    const slots = { priorFracture: true, fractureSite: site as FractureSite }
    expect(of(slots).hasFractureCaution).toBe(expected)
  })

  test.each([
    [-3.49, false],
    [-3.5, true],
    [-3.51, true],
    [-2.5, false],
  ])('a T-score of %d: %s', (tScore, expected) => {
    expect(of({ tScore }).hasFractureCaution).toBe(expected)
  })

  test('a very low score counts whatever bone did not break', () => {
    expect(of({ tScore: -3.5, priorFracture: false }).hasFractureCaution).toBe(true)
  })

  test('a break of a bone that was not told needs none by itself', () => {
    expect(of({ priorFracture: true }).hasFractureCaution).toBe(false)
  })

  test('a site counts only with a break', () => {
    expect(of({ priorFracture: false, fractureSite: 'hip' }).hasFractureCaution).toBe(false)
  })
})
