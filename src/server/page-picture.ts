/** A picture on the plain page: its title, and the drawing as inline SVG. */
import { drawingOf } from '../pictures/drawing.js'
import type { Shape } from '../pictures/drawing.js'
import type { Picture } from '../types.js'
import { html, tag } from './html.js'
import type { Html } from './html.js'

export function pictureHtml(picture: Picture): Html {
  return html`<figure class="picture">
    <figcaption>${picture.title}</figcaption>
    ${shapeHtml(drawingOf(picture))}
  </figure>`
}

function shapeHtml({ name, attributes, children }: Shape): Html {
  const inside = children.map((child) => {
    return typeof child === 'string' ? html`${child}` : shapeHtml(child)
  })
  return tag(name, attributes, inside)
}
