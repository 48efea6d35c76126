/** A day's calcium as one bar, food by food, against the need and the upper limit. */
import type { CalciumPicture } from '../replies.js'
import { hatch } from './hatch.js'
import { drawing, em, percent, shape, text, type Shape } from './shape.js'

/** Lengths in em of the text, from the top. */
const TOTAL_BASELINE = 1.05
const NEED_BASELINE = 2.75
const BAR_TOP = 3.6
const BAR_HEIGHT = 2.5
const LIMIT_BASELINE = 7.45
const LIST_TOP = 8.4
const LIST_STEP = 1.85
const SWATCH = 1.4

/** The drawing goes on behind the limit, or the total if that is more, for this share of it. */
const MARGIN = 1.1
/** A number needs this share of the bar; a smaller part is told by its place. */
const ROOM_FOR_NUMBER = 0.085

/** Draws the bar from 0 on the left; below it each food with its number and milligrams. */
export function calciumBar(picture: CalciumPicture): Shape {
  const { alt, foods, total, limit, need } = picture
  const end = Math.max(limit.mg, total.mg, need.mg) * MARGIN
  const shareOf = (mg: number) => mg / end
  const parts = [
    text(total.label, { x: '0', y: em(TOTAL_BASELINE), class: 'pic-strong' }),
    ...frameShapes(picture, shareOf),
    ...foods.flatMap((_, index) => partShapes(foods, index, shareOf)),
    ...needShapes(need, shareOf),
    ...foods.flatMap((food, index) => rowShapes(food, index)),
  ]
  return drawing({ alt, kind: 'calcium', heightEm: LIST_TOP + LIST_STEP * foods.length }, parts)
}

type Food = CalciumPicture['foods'][number]
type ShareOf = (mg: number) => number

const bar = { y: em(BAR_TOP), height: em(BAR_HEIGHT) }

function frameShapes({ limit }: CalciumPicture, shareOf: ShareOf): readonly Shape[] {
  const from = shareOf(limit.mg)
  const beyond = { ...bar, x: percent(from), width: percent(1 - from) }
  const x = percent(from)
  return [
    shape('rect', { ...bar, x: '0', width: '100%', class: 'pic-ground' }),
    shape('rect', { ...beyond, class: 'pic-beyond' }),
    hatch(beyond, 7),
    shape('rect', { ...bar, x: '0', width: '100%', class: 'pic-edge' }),
    shape('line', {
      x1: x,
      x2: x,
      y1: em(BAR_TOP),
      y2: em(BAR_TOP + BAR_HEIGHT + 0.4),
      class: 'pic-limit',
    }),
    text(limit.label, { x: '100%', y: em(LIMIT_BASELINE), class: 'pic-end' }),
  ]
}

function partShapes(foods: readonly Food[], index: number, shareOf: ShareOf): readonly Shape[] {
  const before = foods.slice(0, index).reduce((sum, { mg }) => sum + mg, 0)
  const width = shareOf(foods[index]?.mg ?? 0)
  if (width === 0) return []
  const tone = toneOf(index)
  const middle = percent(shareOf(before) + width / 2)
  return [
    shape('rect', {
      ...bar,
      x: percent(shareOf(before)),
      width: percent(width),
      class: `pic-part ${tone}`,
    }),
    ...(width < ROOM_FOR_NUMBER
      ? []
      : [
          text(String(index + 1), {
            x: middle,
            y: em(BAR_TOP + 1.62),
            class: `pic-middle pic-number ${tone}`,
          }),
        ]),
  ]
}

/** Neighbours differ; the number says which is which. */
function toneOf(index: number): string {
  return index % 2 === 0 ? 'pic-tone-dark' : 'pic-tone-light'
}

function needShapes(need: CalciumPicture['need'], shareOf: ShareOf): readonly Shape[] {
  const x = percent(shareOf(need.mg))
  const place = { x1: x, x2: x, y1: em(NEED_BASELINE + 0.35), y2: em(BAR_TOP + BAR_HEIGHT + 0.4) }
  return [
    shape('line', { ...place, class: 'pic-halo' }),
    shape('line', { ...place, class: 'pic-mark' }),
    text(need.label, { x, y: em(NEED_BASELINE), class: 'pic-middle pic-strong' }),
  ]
}

function rowShapes({ label, amount }: Food, index: number): readonly Shape[] {
  const top = LIST_TOP + LIST_STEP * index
  const tone = toneOf(index)
  const box = { x: '0', y: em(top), width: em(SWATCH * 1.2), height: em(SWATCH), rx: '4' }
  const y = em(top + 1.07)
  return [
    shape('rect', { ...box, class: `pic-part ${tone}` }),
    text(String(index + 1), {
      x: em(SWATCH * 0.6),
      y: em(top + 1.05),
      class: `pic-middle pic-number ${tone}`,
    }),
    text(label, { x: em(SWATCH * 1.2 + 0.5), y }),
    text(amount, { x: '100%', y, class: 'pic-end' }),
  ]
}
