/** Hatching: what tells areas apart where colour does not, as in print. */
import { shape, type Shape } from './shape.js'

/** No hatched area is higher than this, in px, at twice the usual text either. */
const HEIGHT = 160

export interface Place {
  readonly x: string
  readonly y: string
  readonly width: string
  readonly height: string
}

/**
 * Slanted lines that fill an area and are cut at its edges. Not an SVG pattern: that takes an id,
 * and two pictures on one page would then share it.
 *
 * @param gap Between two lines, in px along the edge.
 * @param reach The widest that the area gets, in px.
 */
export function hatch(
  { x, y, width, height }: Place,
  { gap, reach }: { readonly gap: number; readonly reach: number },
): Shape {
  const count = Math.ceil((reach + HEIGHT) / gap)
  const d = Array.from({ length: count }, (_, index) => `M${index * gap} 0l-${HEIGHT} ${HEIGHT}`)
  // An inner svg cuts off what is outside of it, unlike a group.
  return shape('svg', { x, y, width, height, class: 'pic-clip' }, [
    shape('path', { class: 'pic-hatch', d: d.join('') }),
  ])
}
