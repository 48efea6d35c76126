/** The one live region: what is new, as plain text, once. */
import { el } from '../dom.js'

/** Old lines only burden the screen reader's memory. */
const MAX_LINES = 6

export interface Log {
  readonly element: HTMLElement
  readonly announce: (text: string) => void
  /** Takes out what was said; nobody else is to find it. */
  readonly clear: () => void
}

/** Makes the log; nothing that is restored goes into it. */
export function createLog(label: string): Log {
  const element = el('div', {
    class: 'unseen',
    role: 'log',
    'aria-live': 'polite',
    'aria-label': label,
  })
  return {
    element,
    announce: (text) => {
      element.append(el('p', {}, text))
      while (element.childElementCount > MAX_LINES) element.firstElementChild?.remove()
    },
    clear: () => element.replaceChildren(),
  }
}
