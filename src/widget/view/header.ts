/** The top of the window: its name, what can be done with the conversation, and the way out. */
import { button, el, icon } from '../dom.js'
import type { Strings } from '../strings.js'
import type { Menu } from './menu.js'

export interface HeaderParts {
  readonly strings: Strings
  readonly title: string
  readonly menu: Menu
  /** Absent where the window cannot be closed. */
  readonly close?: (() => void) | undefined
}

export interface Header {
  readonly element: HTMLElement
  readonly titleId: string
  readonly setTitle: (title: string) => void
}

/** Makes the header; the menu unfolds under it. */
export function createHeader({ strings, title, menu, close }: HeaderParts): Header {
  const heading = el('h2', { id: 'title', part: 'title' }, title)
  const shut = close && button('', close, { class: 'top shut', part: 'close' })
  shut?.append(el('span', {}, strings.close), icon('close'))
  // Not <header>: that would be a second banner of the page.
  const element = el(
    'div',
    { class: 'head', part: 'header' },
    el('div', { class: 'name' }, heading, el('p', {}, strings.subtitle)),
    menu.opener,
    shut,
    menu.element,
  )
  return {
    element,
    titleId: 'title',
    setTitle: (text) => {
      heading.textContent = text
    },
  }
}
