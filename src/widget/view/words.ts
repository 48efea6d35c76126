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

/** A word this long may break, so its mark may stand on the next line. */
const MAX_BOUND = 20

/**
 * The words of a paragraph; each `[n]` becomes a button that opens its source. It stays on the
 * line of the word before it: a number alone at the start of a line reads like a list.
 */
export function words(text: string, marks: Marks): readonly Node[] {
  const nodes: Node[] = []
  let bound: HTMLElement | undefined
  for (const part of partsOf(text, marks.sources)) {
    if (part.kind === 'text') {
      bound = undefined
      nodes.push(document.createTextNode(part.text))
      continue
    }
    if (bound === undefined) {
      bound = el('span', { class: 'bound' }, lastWordOf(nodes))
      nodes.push(bound)
    }
    bound.append(markOf(part.n, marks))
  }
  return nodes
}

/** Takes the last word away from the text before. */
function lastWordOf(nodes: readonly Node[]): string {
  const text = nodes[nodes.length - 1]
  const word = /\S+$/.exec(text?.textContent ?? '')?.[0] ?? ''
  if (text === undefined || word.length > MAX_BOUND) return ''
  text.textContent = (text.textContent ?? '').slice(0, -word.length || undefined)
  return word
}

function markOf(n: number, { open, strings }: Marks): HTMLElement {
  const label = fill(strings.source, { n })
  const mark: HTMLElement = button('', () => open(n, mark), {
    class: 'mark',
    part: 'mark',
    'aria-label': label,
  })
  mark.append(el('span', {}, String(n)))
  return mark
}
