/** The parts of a drawing: SVG as plain data, so that the page and the widget each make it their own way. */

/** An SVG element; strings among its children are text. No attribute is a style, an id or a handler. */
export interface Shape {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (Shape | string)[]
}

type Attributes = Readonly<Record<string, string | number>>

/** Makes one element; a number stays as it is, so units are the caller's. */
export function shape(
  name: string,
  attributes: Attributes,
  children: readonly (Shape | string)[] = [],
): Shape {
  const asText = Object.entries(attributes).map(([key, value]) => [key, String(value)] as const)
  return { name, attributes: Object.fromEntries(asText), children }
}

/** A line of text; `y` in em is its baseline. */
export function text(words: string, attributes: Attributes): Shape {
  return shape('text', attributes, [words])
}

/** A label takes up to three quarters of the width of a phone, and must not be cut at either end. */
const LABEL_SHARE = 0.75
/** How far a label that is not centred reaches past its place. */
const REACH = 0.04

/** A label at a place on the scale: centred on it, or as near to it as the drawing's ends allow. */
export function labelAt(
  words: string,
  { share, y, look }: { readonly share: number; readonly y: number; readonly look: string },
): Shape {
  const half = LABEL_SHARE / 2
  const [x, anchor] =
    share < half
      ? [Math.min(Math.max(0, share - REACH), 1 - LABEL_SHARE), 'start']
      : share > 1 - half
        ? [Math.max(Math.min(1, share + REACH), LABEL_SHARE), 'end']
        : [share, 'middle']
  return text(words, { x: percent(x), y: em(y), class: `pic-${anchor} ${look}`.trim() })
}

/** A share of the width as SVG wants it, such as "37.5%"; two decimals are finer than any screen. */
export function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`
}

/** A length in the size of the text. */
export function em(length: number): string {
  return `${Math.round(length * 100) / 100}em`
}

/** The whole drawing: as wide as its place, as high as its lines of text, one image to a screen reader. */
export function drawing(
  {
    alt,
    heightEm,
    kind,
  }: { readonly alt: string; readonly heightEm: number; readonly kind: string },
  children: readonly Shape[],
): Shape {
  return shape(
    'svg',
    {
      class: `pic pic-${kind}`,
      role: 'img',
      'aria-label': alt,
      width: '100%',
      height: em(heightEm),
      focusable: 'false',
    },
    children,
  )
}
