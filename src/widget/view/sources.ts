/** The footnotes of an answer, folded until somebody wants them. */
import { button, el, safeHref, unseen } from '../dom.js'
import { originOf } from '../plain-text.js'
import type { Citation } from '../reply.js'
import { fill, type Strings } from '../strings.js'

export interface Sources {
  readonly element: HTMLElement | undefined
  /** Unfolds the notes and goes to one of them; from there a button leads back to the mark. */
  readonly open: (n: number, mark: HTMLElement) => void
}

/** Lists what an answer rests on. */
export function sourcesOf(citations: readonly Citation[], strings: Strings): Sources {
  if (citations.length === 0) return { element: undefined, open: () => undefined }
  const notes = new Map(citations.map((citation) => [citation.n, noteOf(citation, strings)]))
  const title = fill(strings.sources, { n: citations.length })
  const element = el(
    'details',
    { class: 'sources', part: 'sources' },
    el('summary', {}, title),
    el('ol', { role: 'list' }, ...notes.values()),
  )
  let back: HTMLButtonElement | undefined
  const open = (n: number, mark: HTMLElement) => {
    const note = notes.get(n)
    if (note === undefined) return
    element.open = true
    back?.remove()
    back = button(
      strings.backToText,
      () => {
        back?.remove()
        mark.focus()
      },
      { class: 'quiet-button' },
    )
    note.lastElementChild?.append(back)
    // The patient asked to go there, so the focus may; scrolling comes with it.
    note.focus()
  }
  return { element, open }
}

function noteOf(citation: Citation, strings: Strings): HTMLLIElement {
  const { n, title, url } = citation
  const href = safeHref(url)
  const name =
    href === undefined
      ? el('span', {}, title)
      : el(
          'a',
          { href, target: '_blank', rel: 'noopener noreferrer' },
          title,
          unseen(` ${strings.newTab}`),
        )
  const origin = el('span', { class: 'origin' }, originOf(citation))
  return el(
    'li',
    { tabindex: '-1', part: 'source' },
    el('span', { class: 'number' }, `${n}.`),
    el('div', {}, name, origin),
  )
}
