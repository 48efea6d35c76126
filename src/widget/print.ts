/** Prints a part of the widget alone, in a hidden frame: the clinic's page is not what the doctor needs. */
import { CSS_TEXT, sheetOf } from './css/sheet.js'
import { el } from './dom.js'
import { directionOf } from './strings.js'

/** The frame is gone when nobody can be printing from it any more. */
const KEPT_MS = 60_000

export interface Printed {
  readonly title: string
  readonly language: string
  /** Copied, and every fold opened. */
  readonly nodes: readonly HTMLElement[]
  /** Stands under it. */
  readonly closing: string
}

/** @param place Where the frame may be put. */
export function print({ title, language, nodes, closing }: Printed, place: ParentNode): void {
  const frame = el('iframe', { class: 'unseen', 'aria-hidden': 'true', tabindex: '-1', title })
  place.append(frame)
  const view = frame.contentWindow as (Window & typeof globalThis) | null
  if (view === null) return frame.remove()
  const page = view.document
  page.title = title
  page.documentElement.lang = language
  const today = new Date().toLocaleDateString(language, { dateStyle: 'long' })
  const heading = el('h2', {}, `${title}, ${today}`)
  const root = el('div', { class: 'root', lang: language, dir: directionOf(language) }, heading)
  for (const node of nodes) root.append(node.cloneNode(true))
  root.append(el('p', { class: 'quiet' }, closing))
  for (const fold of root.querySelectorAll('details')) fold.open = true
  const shadow = page.body.appendChild(page.createElement('div')).attachShadow({ mode: 'open' })
  shadow.adoptedStyleSheets = [sheetOf(CSS_TEXT, view)]
  shadow.append(page.adoptNode(root))
  view.addEventListener('afterprint', () => setTimeout(() => frame.remove()))
  setTimeout(() => frame.remove(), KEPT_MS)
  view.focus()
  view.print()
}

/** Gives the browser a text to save. */
export function download(text: string, fileName: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  el('a', { href, download: fileName }).click()
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS)
}
