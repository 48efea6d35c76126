/** Paragraphs and cells with their citation marks. */
import { button, el } from '../dom.js'
import { partsOf } from '../plain-text.js'
import { fill, type Strings } from '../strings.js'

/** What marks point at. */
export interface Marks {
  readonly sources: ReadonlySet<number>
  /** Opens the footnote; the mark is where to come back to. */
  readonly open: (n: number, mark: HTMLElement) => void
  readonly strings: Strings
}

/** The words of a paragraph; each `[n]` becomes a button that opens its source. */
export function words(text: string, { sources, open, strings }: Marks): readonly Node[] {
  return partsOf(text, sources).map((part) => {
    if (part.kind === 'text') return document.createTextNode(part.text)
    const onclick = () => open(part.n, mark)
    const label = fill(strings.source, { n: part.n })
    const mark = button('', onclick, { class: 'mark', part: 'mark', 'aria-label': label })
    mark.append(el('span', {}, String(part.n)))
    return mark
  })
}
