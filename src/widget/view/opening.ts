/** Keeps the greeting as it has to be now: with what the server told, and until the patient agreed. */
import { el } from '../dom.js'
import type { Options } from '../options.js'
import type { Welcome } from '../reply.js'
import type { SessionMemory } from '../session-memory.js'
import type { Strings } from '../strings.js'
import { greetingOf } from './greeting.js'

export interface OpeningParts {
  readonly options: Options
  readonly strings: Strings
  readonly memory: SessionMemory
  readonly ask: (text: string) => void
  /** Hears whether the patient may write. */
  readonly setClosed: (isClosed: boolean) => void
  readonly onAgreed: () => void
}

export interface Opening {
  readonly element: HTMLElement
  /** Greets anew. @param note Said before the greeting. */
  readonly greet: (welcome: Welcome | undefined, note?: string) => void
  /** The questions offered have served. */
  readonly retire: () => void
}

/** Makes the place of the greeting, empty. */
export function createOpening(parts: OpeningParts): Opening {
  const { options, strings, memory, ask } = parts
  const element = el('div')
  let retire = () => {}
  const greet = (welcome: Welcome | undefined, note?: string) => {
    const mustAgree = options.consent === 'ask' && memory.note('agreed') === ''
    const agree = () => {
      memory.keepNote('agreed', 'yes')
      greet(welcome)
      parts.onAgreed()
    }
    const { privacyUrl } = options
    const greeting = greetingOf({
      strings,
      welcome,
      privacyUrl,
      ask,
      agree: mustAgree ? agree : undefined,
    })
    retire = () => greeting.chips?.retire()
    element.replaceChildren(greeting.element)
    if (note !== undefined) element.prepend(el('p', { class: 'note' }, note))
    parts.setClosed(mustAgree)
  }
  return { element, greet, retire: () => retire() }
}
