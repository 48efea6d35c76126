/** An emergency reply: the number first, then what to do; it stays until the patient says that it is over. */
import { add, button, el, icon, telHref } from '../dom.js'
import { numbersToCall } from '../plain-text.js'
import type { Message } from '../reply.js'
import { fill, type Strings } from '../strings.js'
import { sourcesOf } from './sources.js'
import { words } from './words.js'

export interface EmergencyParts {
  readonly strings: Strings
  readonly emergencyNumber: string | undefined
  readonly ask: (text: string) => void
}

/** Makes the alarm of one reply. */
export function emergencyOf({ reply }: Message, parts: EmergencyParts): HTMLElement {
  const { strings, emergencyNumber, ask } = parts
  const calls = numbersToCall(reply, emergencyNumber).map((number) => {
    const label = fill(strings.callNow, { number })
    const call = el('a', { class: 'call', part: 'call', href: telHref(number) })
    call.append(icon('call'), label)
    return { label, call }
  })
  const sources = sourcesOf(reply.citations, strings)
  const known = new Set(reply.citations.map(({ n }) => n))
  const [first = '', ...rest] = reply.paragraphs
  // What the button says need not be said twice.
  const said = calls.find(({ label }) => first.startsWith(`${label}. `))
  const opening = said === undefined ? first : first.slice(said.label.length + 2)
  const paragraphs = [opening, ...rest].map((text) => {
    const paragraph = el('p')
    add(paragraph, words(text, { sources: known, open: sources.open, strings }))
    return paragraph
  })
  const ways = reply.suggestions.map(({ text }) =>
    button(text, () => ask(text), { class: 'quiet-button way' }),
  )
  return el(
    'section',
    { class: 'alarm', part: 'emergency', 'aria-label': strings.emergency, tabindex: '0' },
    ...calls.map(({ call }) => call),
    ...paragraphs,
    sources.element,
    ...ways,
    reply.isReviewed ? undefined : el('p', { class: 'quiet' }, strings.unreviewedOne),
  )
}
