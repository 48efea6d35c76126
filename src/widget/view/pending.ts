/** What the patient has sent and the server may not have yet. */
import { button, el } from '../dom.js'
import type { Unsent } from '../reply.js'
import type { Strings } from '../strings.js'
import { questionOf } from './turn.js'

/** Shorter waits than this need no sign. */
const PATIENCE_MS = 400

export type PendingState = 'sending' | 'queued' | 'waiting' | 'failed'

export interface Pending {
  readonly element: HTMLElement
  readonly show: (state: PendingState) => void
}

/** Makes the place of one unsent message. @param retry Sends all that is unsent. */
export function pendingOf({ text }: Unsent, strings: Strings, retry: () => void): Pending {
  const words: Readonly<Record<PendingState, string>> = {
    sending: '',
    queued: strings.queued,
    waiting: strings.waiting,
    failed: strings.notSent,
  }
  const note = el('p', { class: 'state' })
  const again = button(strings.retry, retry, { class: 'retry', part: 'retry', hidden: true })
  const dots = el('span', { class: 'dots', 'aria-hidden': 'true' })
  dots.append(el('i'), el('i'), el('i'))
  const typing = el('p', { class: 'typing', part: 'typing', hidden: true }, strings.working, dots)
  const element = el(
    'article',
    { class: 'turn pending' },
    questionOf(text, strings),
    el('div', { class: 'delivery' }, note, again),
    typing,
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = (state: PendingState) => {
    note.textContent = words[state]
    // Hidden only when it has been used, or else the focus on it would be lost.
    if (state === 'failed') again.hidden = false
    again.setAttribute('aria-disabled', String(state !== 'failed'))
    element.classList.toggle('failed', state === 'failed')
    clearTimeout(timer)
    typing.hidden = true
    if (state === 'sending') timer = setTimeout(() => (typing.hidden = false), PATIENCE_MS)
  }
  return { element, show }
}
