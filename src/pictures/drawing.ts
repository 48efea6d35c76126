/**
 * Drawings for what people would rather look at than read.
 *
 * Whoever shows one wraps it in `<figure class="picture">` with the title as `figcaption`, so that
 * `PICTURE_CSS` can fit the text to the place, and puts the style sheet where the figure is.
 */
import type { Picture } from '../replies.js'
import { calciumBar } from './calcium-bar.js'
import type { Shape } from './shape.js'
import { tScoreScale } from './t-score-scale.js'
import { weekGrid } from './week-grid.js'

export { PICTURE_CSS } from './picture-css.js'
export type { Shape } from './shape.js'

/** Draws a picture as an inline SVG with role `img` and its text alternative. */
export function drawingOf(picture: Picture): Shape {
  switch (picture.kind) {
    case 'tScore':
      return tScoreScale(picture)
    case 'calcium':
      return calciumBar(picture)
    case 'week':
      return weekGrid(picture)
  }
}
