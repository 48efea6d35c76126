/** A stand-in until the drawings are here: it has their names and draws nothing but the title. */

/** What the server sends to be drawn; plain JSON. */
export interface Picture {
  readonly kind: 'tScore' | 'calcium' | 'week'
  readonly title: string
  /** All that the drawing shows, in words. */
  readonly alt: string
}

/** One element of a drawing. */
export interface Shape {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (Shape | string)[]
}

/** Draws a picture as an inline SVG. */
export function drawingOf(picture: Picture): Shape {
  const attributes = { viewBox: '0 0 300 40', x: '8', y: '26' }
  const text = { name: 'text', attributes: { x: '8', y: '26' }, children: [picture.title] }
  return { name: 'svg', attributes: { viewBox: attributes.viewBox, role: 'img' }, children: [text] }
}

/** Styles of the drawings, by the custom properties of look/colors.ts. */
export const PICTURE_CSS = 'svg text { fill: var(--ink); }'
