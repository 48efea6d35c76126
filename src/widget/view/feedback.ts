/** Two thumbs under an answer, and after the lower one a place to say why. */
import { button, el, icon } from '../dom.js'
import type { Strings } from '../strings.js'

const MAX_REASON = 500

export interface FeedbackParts {
  readonly strings: Strings
  /** Resolves when it was taken. */
  readonly give: (isHelpful: boolean, reason?: string) => Promise<void>
  readonly announce: (text: string) => void
}

/** The thumbs go into the row of the answer's tools; the form stands under it. */
export function feedbackOf({ strings, give, announce }: FeedbackParts): {
  readonly buttons: readonly HTMLElement[]
  readonly form: HTMLElement
} {
  const thanks = el('p', { class: 'quiet', hidden: true }, strings.thanks)
  const reason = el('textarea', { rows: '2', maxlength: String(MAX_REASON), dir: 'auto' })
  const form = el(
    'form',
    { class: 'why', hidden: true },
    el('label', {}, strings.whyNot, reason),
    el('button', { class: 'chip', type: 'submit' }, strings.sendReason),
  )
  const box = el('div', { class: 'feedback' }, form, thanks)

  const thank = () => {
    form.hidden = true
    thanks.hidden = false
    announce(strings.thanks)
  }
  const vote = (isHelpful: boolean) => {
    up.setAttribute('aria-pressed', String(isHelpful))
    down.setAttribute('aria-pressed', String(!isHelpful))
    thanks.hidden = true
    form.hidden = isHelpful
    // The thumb counts even when the form is never sent.
    give(isHelpful).then(isHelpful ? thank : () => undefined, () => undefined)
  }
  const thumb = (label: string, isHelpful: boolean) => {
    const made = button('', () => vote(isHelpful), { class: 'tool', 'aria-pressed': 'false' })
    made.append(icon(isHelpful ? 'up' : 'down'), label)
    return made
  }
  const up = thumb(strings.helpful, true)
  const down = thumb(strings.notHelpful, false)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = reason.value.trim()
    // The form goes away, so the focus returns to what opened it.
    const done = () => {
      down.focus()
      thank()
    }
    give(false, text === '' ? undefined : text).then(done, () => undefined)
  })
  return { buttons: [up, down], form: box }
}
