/** Questions that are asked by pressing them. */
import { button, el } from '../dom.js'

export interface Chips {
  readonly element: HTMLElement
  /** They have served: still readable, no longer pressed. */
  readonly retire: () => void
}

let made = 0

/** @param ask Says for the patient what the button says. */
export function chipsOf(
  title: string,
  texts: readonly string[],
  ask: (text: string) => void,
): Chips {
  let isUsed = false
  const press = (text: string, chip: HTMLElement) => {
    if (isUsed) return
    chip.setAttribute('data-chosen', '')
    retire()
    ask(text)
  }
  const buttons = texts.map((text) => {
    const chip: HTMLButtonElement = button(text, () => press(text, chip), {
      class: 'chip',
      part: 'chip',
    })
    return chip
  })
  made += 1
  const id = `chips-${made}`
  const element = el(
    'div',
    { class: 'chips', role: 'group', 'aria-labelledby': id, part: 'chips' },
    el('p', { id, class: 'chips-title' }, title),
    ...buttons,
  )
  const retire = () => {
    isUsed = true
    // Not `disabled` while the focus is among them: that would throw it away.
    for (const chip of buttons) chip.setAttribute('aria-disabled', 'true')
    if (!element.matches(':focus-within')) disable()
    else element.addEventListener('focusout', disable, { once: true })
  }
  const disable = () => {
    for (const chip of buttons) chip.disabled = true
  }
  return { element, retire }
}
