/** A week at a glance: a column for each day, a row for each thing to do. */
import type { WeekPicture } from '../replies.js'
import { drawing, em, percent, shape, text, type Shape } from './shape.js'

/** The first share of the width is for what is done. */
const NAMES_SHARE = 0.36
const HEAD = 1.9
const ROW = 2.9
const DOT = 0.62

/** Draws the grid; a filled dot is a day on which it is done, a long frame with words is "most days". */
export function weekGrid({ alt, days, rows }: WeekPicture): Shape {
  const columnShare = (1 - NAMES_SHARE) / Math.max(1, days.length)
  const middleOf = (day: number) => percent(NAMES_SHARE + columnShare * (day + 0.5))
  const heads = days.map((day, index) =>
    text(day, { x: middleOf(index), y: em(1.05), class: 'pic-middle pic-soft' }),
  )
  const parts = rows.flatMap((row, index) => rowShapes(row, { index, middleOf, days }))
  return drawing({ alt, kind: 'week', heightEm: HEAD + ROW * rows.length }, [...heads, ...parts])
}

type Row = WeekPicture['rows'][number]

interface RowPlace {
  readonly index: number
  readonly middleOf: (day: number) => string
  readonly days: readonly string[]
}

function rowShapes(row: Row, { index, middleOf, days }: RowPlace): readonly Shape[] {
  const top = HEAD + ROW * index
  const middle = top + ROW / 2
  const rule = { x1: '0%', x2: '100%', y1: em(top), y2: em(top), class: 'pic-rule' }
  return [
    shape('line', rule),
    ...nameShapes(row.label, middle),
    ...(row.often === undefined
      ? days.map((_, day) =>
          shape('circle', {
            cx: middleOf(day),
            cy: em(middle),
            r: row.on.includes(day) ? em(DOT) : em(0.14),
            class: row.on.includes(day) ? 'pic-dot' : 'pic-no-dot',
          }),
        )
      : oftenShapes(row.often, middle)),
  ]
}

/** One line or two: names are short, and never cut. */
function nameShapes(label: string, middle: number): readonly Shape[] {
  const [first = '', ...rest] = label.split(' ')
  if (rest.length === 0) return [text(first, { x: '0', y: em(middle + 0.35), class: 'pic-strong' })]
  return [first, rest.join(' ')].map((line, index) =>
    text(line, { x: '0', y: em(middle - 0.22 + 1.15 * index), class: 'pic-strong' }),
  )
}

function oftenShapes(often: string, middle: number): readonly Shape[] {
  const width = 1 - NAMES_SHARE
  return [
    shape('rect', {
      x: percent(NAMES_SHARE),
      y: em(middle - 0.85),
      width: percent(width),
      height: '1.7em',
      rx: '0.85em',
      class: 'pic-often',
    }),
    text(often, {
      x: percent(NAMES_SHARE + width / 2),
      y: em(middle + 0.35),
      class: 'pic-middle',
    }),
  ]
}
