/** What can be done with the conversation. */
import { button, el, icon } from '../dom.js'
import type { Strings } from '../strings.js'

export const SIZES = ['normal', 'large', 'largest'] as const
export type Size = (typeof SIZES)[number]

export interface MenuParts {
  readonly strings: Strings
  readonly size: () => Size
  readonly setSize: (size: Size) => void
  /** Absent where the browser cannot speak. */
  readonly aloud?:
    { readonly isOn: () => boolean; readonly set: (isOn: boolean) => void } | undefined
  readonly copy: () => void
  readonly print: () => void
  readonly download: () => void
  readonly forget: () => void
}

export interface Menu {
  readonly opener: HTMLElement
  readonly element: HTMLElement
  readonly isOpen: () => boolean
  /** Folds it and gives the focus back to its button. */
  readonly close: () => void
}

/** Makes the menu and the button that unfolds it. */
export function createMenu(parts: MenuParts): Menu {
  const { strings } = parts
  const element = el('div', { class: 'menu', id: 'menu', part: 'menu', hidden: true })
  const opener = button('', () => fold(!element.hidden), {
    class: 'top',
    part: 'more',
    'aria-expanded': 'false',
    'aria-controls': 'menu',
  })
  opener.append(strings.more, icon('more'))
  const fold = (isFolded: boolean) => {
    element.hidden = isFolded
    opener.setAttribute('aria-expanded', String(!isFolded))
    if (!isFolded) showList()
  }
  const close = () => {
    if (element.hidden) return
    const hasFocus = element.matches(':focus-within')
    fold(true)
    if (hasFocus) opener.focus()
  }
  const item = (label: string, act: () => void) =>
    button(
      label,
      () => {
        close()
        act()
      },
      { class: 'item' },
    )
  const showList = () =>
    element.replaceChildren(
      sizesOf(parts),
      ...aloudOf(parts),
      item(strings.copy, parts.copy),
      item(strings.print, parts.print),
      item(strings.download, parts.download),
      button(strings.forget, showForget, { class: 'item danger' }),
    )
  /** Two steps, because it cannot be undone. */
  const showForget = () => {
    const keep = button(strings.forgetNo, close, { class: 'chip' })
    const yes = item(strings.forgetYes, parts.forget)
    yes.className = 'chip danger'
    const question = el('p', { id: 'forget' }, strings.forgetAsk)
    const group = { role: 'group', 'aria-labelledby': 'forget', class: 'forget' }
    element.replaceChildren(el('div', group, question, yes, keep))
    keep.focus()
  }
  return { opener, element, isOpen: () => !element.hidden, close }
}

function sizesOf({ strings, size, setSize }: MenuParts): HTMLElement {
  const names = {
    normal: strings.sizeNormal,
    large: strings.sizeLarge,
    largest: strings.sizeLargest,
  }
  const buttons = SIZES.map((name) => {
    const label = { class: `size ${name}`, 'aria-label': names[name] }
    return button('A', () => choose(name), label)
  })
  const choose = (name: Size) => {
    setSize(name)
    show(name)
  }
  const show = (chosen: Size) =>
    buttons.forEach((made, index) =>
      made.setAttribute('aria-pressed', String(SIZES[index] === chosen)),
    )
  show(size())
  const group = { role: 'group', class: 'sizes', 'aria-label': strings.textSize }
  return el('div', group, el('span', {}, strings.textSize), ...buttons)
}

function aloudOf({ strings, aloud }: MenuParts): readonly HTMLElement[] {
  if (aloud === undefined) return []
  const toggle = button(strings.readAloud, () => press(), { class: 'item toggle' })
  const show = (isOn: boolean) => toggle.setAttribute('aria-pressed', String(isOn))
  const press = () => {
    const isOn = toggle.getAttribute('aria-pressed') !== 'true'
    aloud.set(isOn)
    show(isOn)
  }
  show(aloud.isOn())
  return [toggle]
}
