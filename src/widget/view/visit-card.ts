/** The card for a visit: what the patient told and wants to ask. */
import { button, el } from '../dom.js'
import { trueMinus } from '../plain-text.js'
import type { Reply } from '../reply.js'
import type { Strings } from '../strings.js'

/** @param print Prints the card alone. */
export function visitCard(
  { facts, questions }: NonNullable<Reply['card']>,
  strings: Strings,
  print: (card: HTMLElement) => void,
): HTMLElement {
  const told = facts.map(({ label }) => el('li', {}, trueMinus(label)))
  const asked = questions.map((question) => el('li', {}, question))
  const card = el(
    'section',
    { class: 'card', part: 'card', 'aria-label': strings.visitCard },
    el('h4', {}, strings.visitCard),
    el('h5', {}, strings.told),
    told.length === 0 ? el('p', {}, strings.nothingTold) : el('ul', {}, ...told),
    el('h5', {}, strings.toAsk),
    el('ol', {}, ...asked),
    el('p', { class: 'quiet' }, strings.noRecord),
  )
  card.append(button(strings.print, () => print(card), { class: 'chip' }))
  return card
}
