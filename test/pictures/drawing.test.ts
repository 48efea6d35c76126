import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { drawingOf, PICTURE_CSS, type Shape } from '../../src/pictures/drawing.js'
import type { CalciumPicture, Picture, TScorePicture, WeekPicture } from '../../src/types.js'
import { aCalciumPicture, aScorePicture, aWeekPicture } from '../support/pictures.js'

const NAMES = ['svg', 'g', 'rect', 'line', 'circle', 'path', 'text']
const ATTRIBUTES = [
  ...['class', 'role', 'aria-label', 'focusable', 'width', 'height', 'viewBox', 'd'],
  ...['x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'rx'],
]

const isShape = (part: Shape | string): part is Shape => typeof part !== 'string'
const allOf = (shape: Shape): readonly Shape[] => [
  shape,
  ...shape.children.filter(isShape).flatMap(allOf),
]
const wordsOf = (shape: Shape): readonly string[] =>
  shape.children.flatMap((part) => (isShape(part) ? wordsOf(part) : [part]))
const withClass = (shape: Shape, name: string): readonly Shape[] =>
  allOf(shape).filter(({ attributes }) => attributes['class']?.split(' ').includes(name))
const percentOf = (text: string | undefined): number => Number(text?.replace('%', ''))

const someWords = fc.string({ minLength: 1, maxLength: 40 })
const mg = fc.integer({ min: 0, max: 6000 })
const aPicture: fc.Arbitrary<Picture> = fc.oneof(
  fc.double({ min: -7, max: 5, noNaN: true }).map((score) => aScorePicture(score)),
  fc
    .record({ foods: fc.array(mg, { minLength: 1, maxLength: 8 }), need: mg, limit: mg })
    .map(({ foods, need, limit }) => aCalciumPicture(foods, { need: need + 1, limit: limit + 1 })),
  fc
    .array(fc.subarray([0, 1, 2, 3, 4, 5, 6]), { minLength: 1, maxLength: 6 })
    .map((days) => aWeekPicture(days)),
)

describe('drawingOf', () => {
  test('is one image with its text alternative, whatever the words', () => {
    fc.assert(
      fc.property(aPicture, someWords, (picture, alt) => {
        const { name, attributes } = drawingOf({ ...picture, alt })
        expect(name).toBe('svg')
        expect(attributes['role']).toBe('img')
        expect(attributes['aria-label']).toBe(alt)
      }),
    )
  })

  test('is plain shapes: no style, id, link or handler, and every number is one', () => {
    fc.assert(
      fc.property(aPicture, (picture) => {
        for (const { name, attributes } of allOf(drawingOf(picture))) {
          expect(NAMES).toContain(name)
          for (const [key, value] of Object.entries(attributes)) {
            expect(ATTRIBUTES).toContain(key)
            expect(value).not.toMatch(/NaN|Infinity|undefined/)
          }
        }
      }),
    )
  })

  test('stays within its width', () => {
    fc.assert(
      fc.property(aPicture, (picture) => {
        for (const { attributes } of allOf(drawingOf(picture))) {
          const { x = '0', width = '0', x1 = '0', cx = '0' } = attributes
          for (const start of [x, x1, cx].filter((at) => at.endsWith('%'))) {
            expect(percentOf(start)).toBeGreaterThanOrEqual(0)
            expect(percentOf(start)).toBeLessThanOrEqual(100)
          }
          if (!x.endsWith('%') || !width.endsWith('%')) continue
          expect(percentOf(x) + percentOf(width)).toBeLessThanOrEqual(100.02)
        }
      }),
    )
  })

  test('uses only looks that the style sheet knows, or the two that name a drawing', () => {
    const pictures = [aScorePicture(-2), aCalciumPicture([300, 0, 40]), aWeekPicture([[0], []])]
    const used = pictures
      .flatMap((picture) => allOf(drawingOf(picture)))
      .flatMap(({ attributes }) => attributes['class']?.split(' ') ?? [])
    const named = ['pic-t-score', 'pic-calcium', 'pic-week', 'pic-start', 'pic-band', 'pic-band-2']
    const unknown = [...new Set(used)].filter(
      (look) => !PICTURE_CSS.includes(`.${look}`) && !named.includes(look),
    )
    expect(unknown).toEqual([])
  })
})

describe('the T-score scale', () => {
  const markAt = (picture: TScorePicture) =>
    percentOf(withClass(drawingOf(picture), 'pic-mark')[0]?.attributes['x1'])

  test.each([
    [1, 0],
    [-1, 40],
    [-1.5, 50],
    [-2.5, 70],
    [-4, 100],
  ])('has %d at %d %%', (score, share) => {
    expect(markAt(aScorePicture(score))).toBe(share)
  })

  test('has a lower score farther right, however close', () => {
    const hundredths = fc.integer({ min: -400, max: 100 })
    fc.assert(
      fc.property(hundredths, hundredths, (a, b) => {
        const [left, right] = [Math.max(a, b), Math.min(a, b)].map((h) => aScorePicture(h / 100))
        if (left === undefined || right === undefined || a === b) return
        expect(markAt(left)).toBeLessThan(markAt(right))
      }),
    )
  })

  test('says the bands, their limits, the ends and the mark', () => {
    expect(wordsOf(drawingOf(aScorePicture(-2.7)))).toEqual(
      expect.arrayContaining(['Normal', 'Low', 'Lowest', '−1.0', '−2.5', 'You: -2.7']),
    )
  })

  test('tells the bands apart without colour: no lines, few, many', () => {
    const lines = withClass(drawingOf(aScorePicture(-2)), 'pic-hatch').map(
      ({ attributes }) => attributes['d']?.split('M').length ?? 0,
    )
    const [few = 0, many = 0] = lines
    expect(lines).toHaveLength(4)
    expect(many).toBeGreaterThan(few * 1.5)
  })
})

describe('the calcium bar', () => {
  const partsOf = (picture: CalciumPicture) =>
    withClass(drawingOf(picture), 'pic-part').filter(({ attributes }) =>
      attributes['width']?.endsWith('%'),
    )

  test('has parts as long as their milligrams, one behind the other', () => {
    const parts = partsOf(aCalciumPicture([550, 0, 1100], { need: 1200, limit: 2000 }))
    expect(parts.map(({ attributes }) => [attributes['x'], attributes['width']])).toEqual([
      ['0%', '25%'],
      ['25%', '50%'],
    ])
  })

  test('lists every food with its amount, also one that adds nothing', () => {
    const words = wordsOf(drawingOf(aCalciumPicture([550, 0])))
    expect(words).toEqual(expect.arrayContaining(['food 1', '550 mg', 'food 2', '0 mg']))
  })

  test('makes room for more than the limit', () => {
    const [part] = partsOf(aCalciumPicture([4000], { need: 1200, limit: 2000 }))
    expect(percentOf(part?.attributes['width'])).toBeCloseTo(100 / 1.1, 1)
  })

  test('gives neighbours different looks', () => {
    const looks = partsOf(aCalciumPicture([300, 0, 300, 300])).map(
      ({ attributes }) => attributes['class'],
    )
    expect(looks).toEqual([
      'pic-part pic-tone-dark',
      'pic-part pic-tone-light',
      'pic-part pic-tone-dark',
    ])
  })

  test('breaks a long name between words, and never within one', () => {
    const picture = aCalciumPicture([300])
    const [food] = picture.foods
    const name = 'fortified grapefruit juice'
    const long = { ...picture, foods: food === undefined ? [] : [{ ...food, label: name }] }
    const words = wordsOf(drawingOf(long))
    expect(words).not.toContain(name)
    expect(words.join(' ')).toContain(name)
  })
})

describe('the week', () => {
  test('has a dot for each day on which a thing is done', () => {
    const picture: WeekPicture = aWeekPicture([[0, 3], [6], []])
    expect(withClass(drawingOf(picture), 'pic-dot')).toHaveLength(3)
    expect(withClass(drawingOf(picture), 'pic-no-dot')).toHaveLength(18)
  })

  test('shows "most days" in words, and as no day in particular', () => {
    const picture = aWeekPicture([])
    const often = { ...picture, rows: [{ label: 'Balance', on: [], often: 'Most days' }] }
    expect(wordsOf(drawingOf(often))).toContain('Most days')
    expect(withClass(drawingOf(often), 'pic-dot')).toEqual([])
  })
})
