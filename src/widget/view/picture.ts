/** A drawing in an answer. */
import { drawingOf, type Shape } from '../../pictures/drawing.js'
import { el, svg } from '../dom.js'
import type { Picture } from '../reply.js'

/** The drawing with its title; its words for those who cannot see it are inside. */
export function pictureOf(picture: Picture): HTMLElement {
  const drawing = nodeOf(drawingOf(picture))
  if (!drawing.hasAttribute('aria-label') && !drawing.hasAttribute('aria-labelledby')) {
    drawing.setAttribute('aria-label', picture.alt)
  }
  return el(
    'figure',
    { class: 'picture', part: 'picture' },
    el('figcaption', {}, picture.title),
    drawing,
  )
}

function nodeOf({ name, attributes, children }: Shape): SVGElement {
  const nodes = children.map((child) => (typeof child === 'string' ? child : nodeOf(child)))
  return svg(name, attributes, nodes)
}
