/** What went wrong, in words that say what to do next. */
import { el } from '../dom.js'
import { fill, type Strings } from '../strings.js'

export interface Trouble {
  readonly element: HTMLElement
  readonly show: (text: string) => void
  readonly clear: () => void
}

/** Makes the place for errors; it is there before the first one, or screen readers would miss that. */
export function createTrouble(): Trouble {
  const element = el('div', { class: 'trouble', part: 'error', role: 'alert' })
  return {
    element,
    show: (text) => element.replaceChildren(el('p', {}, text)),
    clear: () => element.replaceChildren(),
  }
}

const words: Readonly<Record<string, keyof Strings>> = {
  OFFLINE: 'offline',
  RATE_LIMITED: 'busy',
  CONVERSATION_BUSY: 'busy',
  ORIGIN_REFUSED: 'refusedPage',
  TEXT_TOO_LONG: 'refusedText',
  BODY_TOO_LARGE: 'refusedText',
  BODY_INVALID: 'refusedText',
}

/**
 * The words for a failed message, with what to do in an emergency.
 *
 * @param code A problem's code.
 */
export function wordsForFailure(
  code: string,
  strings: Strings,
  emergencyNumber: string | undefined,
): string {
  const help =
    emergencyNumber === undefined
      ? strings.inEmergencyNoNumber
      : fill(strings.inEmergency, { number: emergencyNumber })
  return `${strings[words[code] ?? 'failed']} ${help}`
}
