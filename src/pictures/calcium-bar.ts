/** A day's calcium as one bar, food by food, against the need and the upper limit. */
import type { CalciumPicture } from '../replies.js'
import { foodList } from './food-list.js'
import { hatch } from './hatch.js'
import { drawing, em, labelAt, percent, shape, text, type Shape } from './shape.js'
import { tonesOf, type Tone } from './tones.js'

/** Lengths in em of the text, from the top. */
const TOTAL_BASELINE = 1.05
const NEED_BASELINE = 2.75
const ZONE_TOP = 3.25
const ZONE_HEIGHT = 3.4
const BAR_TOP = 3.7
const BAR_HEIGHT = 2.5
const LIMIT_BASELINE = 8.05
const LIST_TOP = 9.1

/** The drawing goes on past the limit, or past the total if that is more. */
const MARGIN = 1.1
/** A number needs this share of the width; a smaller part is told by its place. */
const ROOM_FOR_NUMBER = 0.06

/** Draws the bar from 0 on the left; below it each food with its number and milligrams. */
export function calciumBar(picture: CalciumPicture): Shape {
  const { alt, foods, total, limit, need } = picture
  const end = Math.max(limit.mg, total.mg, need.mg) * MARGIN
  const shareOf = (mg: number) => mg / end
  const list = foodList(foods, LIST_TOP)
  const cuts = [shareOf(need.mg), shareOf(limit.mg)]
  return drawing({ alt, kind: 'calcium', heightEm: list.bottomEm }, [
    text(total.label, { x: '0', y: em(TOTAL_BASELINE), class: 'pic-strong' }),
    ...groundShapes(shareOf(limit.mg)),
    ...partsOf(foods, shareOf).flatMap((part) => partShapes(part, cuts)),
    ...lineShapes(shareOf(limit.mg), 'pic-limit'),
    labelAt(limit.label, { share: shareOf(limit.mg), y: LIMIT_BASELINE, look: '' }),
    ...lineShapes(shareOf(need.mg), 'pic-mark'),
    labelAt(need.label, { share: shareOf(need.mg), y: NEED_BASELINE, look: 'pic-strong' }),
    ...list.shapes,
  ])
}

const bar = { y: em(BAR_TOP), height: em(BAR_HEIGHT) }

/** The hatched zone is higher than the bar, so that a bar that reaches into it does not hide it. */
function groundShapes(limit: number): readonly Shape[] {
  const zone = {
    x: percent(limit),
    y: em(ZONE_TOP),
    width: percent(1 - limit),
    height: em(ZONE_HEIGHT),
  }
  return [
    shape('rect', { ...zone, class: 'pic-beyond' }),
    hatch(zone, { gap: 8, reach: 760 }),
    shape('rect', { ...bar, x: '0', width: percent(limit), class: 'pic-ground' }),
  ]
}

/** A piece of the bar; both are shares of the width. */
interface Piece {
  readonly from: number
  readonly width: number
}

/** One food in the bar. */
interface Part extends Piece {
  readonly number: number
  readonly tone: Tone
}

function partsOf(foods: CalciumPicture['foods'], shareOf: (mg: number) => number): readonly Part[] {
  const tones = tonesOf(foods)
  return foods.flatMap(({ mg }, index) => {
    const before = foods.slice(0, index).reduce((sum, food) => sum + food.mg, 0)
    const tone = tones[index]
    if (mg === 0 || tone === undefined) return []
    return [{ number: index + 1, from: shareOf(before), width: shareOf(mg), tone }]
  })
}

function partShapes(part: Part, cuts: readonly number[]): readonly Shape[] {
  const { from, width, tone, number } = part
  const place = { ...bar, x: percent(from), width: percent(width) }
  const box = shape('rect', { ...place, class: `pic-part pic-tone-${tone}` })
  const room = widestPiece(part, cuts)
  if (room.width < ROOM_FOR_NUMBER) return [box]
  const at = { x: percent(room.from + room.width / 2), y: em(BAR_TOP + 1.62) }
  return [box, text(String(number), { ...at, class: `pic-middle pic-number pic-tone-${tone}` })]
}

/** The widest piece of a part that no line crosses: there its number is readable. */
function widestPiece({ from, width }: Piece, cuts: readonly number[]): Piece {
  const inside = cuts.filter((cut) => cut > from && cut < from + width).sort((a, b) => a - b)
  const edges = [from, ...inside, from + width]
  const pieces = edges
    .slice(1)
    .map((to, index) => ({ from: edges[index] ?? from, width: to - (edges[index] ?? from) }))
  return pieces.reduce((best, piece) => (piece.width > best.width ? piece : best))
}

/** The halo keeps the line visible on every part. */
function lineShapes(share: number, look: string): readonly Shape[] {
  const x = percent(share)
  const place = { x1: x, x2: x, y1: em(ZONE_TOP), y2: em(ZONE_TOP + ZONE_HEIGHT) }
  return ['pic-halo', look].map((name) => shape('line', { ...place, class: name }))
}
