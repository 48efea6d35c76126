/** Makes elements without any HTML text, so that nothing from a patient or a server becomes markup. */

type Child = Node | string | undefined
type Value = string | boolean | undefined | ((event: Event) => void)

/**
 * Makes an element.
 *
 * @param attributes `true` is an empty attribute, `false` and `undefined` are none; a function
 *   hears the event after `on`.
 */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) set(element, key, value)
  add(element, children)
  return element
}

function set(element: HTMLElement, key: string, value: Value): void {
  if (typeof value === 'function') element.addEventListener(key.slice(2), value)
  else if (typeof value === 'string') element.setAttribute(key, value)
  else if (value === true) element.setAttribute(key, '')
}

/** Appends what is there; strings become text. */
export function add(parent: Element, children: readonly Child[]): void {
  for (const child of children) if (child !== undefined) parent.append(child)
}

/** A button that submits nothing. */
export function button(
  label: string,
  onclick: (event: Event) => void,
  attributes: Readonly<Record<string, Value>> = {},
): HTMLButtonElement {
  return el('button', { type: 'button', onclick, ...attributes }, label)
}

/** Words for screen readers only. */
export function unseen(text: string): HTMLSpanElement {
  return el('span', { class: 'unseen' }, text)
}

/** The address if a patient may follow it, which is https and telephones only. */
export function safeHref(url: string): string | undefined {
  return /^(https:\/\/|tel:\+?[\d]+$)/i.test(url) ? url : undefined
}

/** The address that calls a number. */
export function telHref(number: string): string {
  return `tel:${number.replace(/[^\d+]/g, '')}`
}

const SVG = 'http://www.w3.org/2000/svg'

/** One element of a drawing. */
export function svg(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (Node | string)[] = [],
): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

/** Lines of the icons, on a field of 24 by 24. */
const ICONS = {
  chat: 'M21 12a8 8 0 0 1-8 8H4l1.6-3.2A8 8 0 1 1 21 12Z',
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M6 9.5l6 6 6-6',
  call: 'M6 3h3l2 5-2.5 1.8a12 12 0 0 0 5.7 5.7L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3Z',
  listen: 'M4 9v6h4l5 4V5L8 9Zm12.5.5a4 4 0 0 1 0 6M19 6a8.5 8.5 0 0 1 0 12',
  up: 'M7 11v9H3v-9Zm0 0 4-8a2.5 2.5 0 0 1 2.5 3L13 9h6a2 2 0 0 1 2 2.5l-1.5 7A2 2 0 0 1 17.5 20H7',
  down: 'M7 13V4H3v9Zm0 0 4 8a2.5 2.5 0 0 0 2.5-3L13 15h6a2 2 0 0 0 2-2.5l-1.5-7A2 2 0 0 0 17.5 4H7',
} as const

/** A small drawing beside words; screen readers pass over it. */
export function icon(name: keyof typeof ICONS): SVGElement {
  const path = svg('path', { d: ICONS[name] })
  return svg('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, [path])
}
