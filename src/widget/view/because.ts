/** The facts that shaped an answer, each with a way to change it. */
import { button, el } from '../dom.js'
import { trueMinus } from '../plain-text.js'
import type { UsedFact } from '../reply.js'
import type { Strings } from '../strings.js'

/** @param ask Says for the patient that they want to change a fact. */
export function becauseOf(
  facts: readonly UsedFact[],
  strings: Strings,
  ask: (text: string) => void,
): HTMLElement | undefined {
  if (facts.length === 0) return undefined
  const items = facts.map(({ label, change }) => {
    const shown = trueMinus(label)
    if (change === undefined) return el('li', { class: 'fact' }, shown)
    const name = `${strings.change}: ${shown}`
    const edit = button(strings.change, () => ask(change), { class: 'edit', 'aria-label': name })
    return el('li', { class: 'fact', part: 'fact' }, shown, edit)
  })
  return el(
    'div',
    { class: 'because', part: 'because' },
    el('p', {}, `${strings.because}:`),
    el('ul', { role: 'list' }, ...items),
  )
}
