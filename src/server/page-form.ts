/** The forms of the plain page. Each carries a random id, so that sending it twice asks once. */
import { html } from './html.js'
import type { Html } from './html.js'

export const maxQuestionLength = 500

/** What a form shows: its id, and the words that the patient had typed when something failed. */
export interface FormState {
  readonly formId: string
  readonly typed?: string
}

export function questionForm({ formId, typed }: FormState): Html {
  // HTML drops one line break at the start of a textarea; this one is for it to drop.
  return html`<form class="ask" method="post" action="/">
    <label for="message">Your question</label>
    <textarea
      id="message"
      name="message"
      rows="3"
      maxlength="${maxQuestionLength}"
      required
      autocomplete="off"
      aria-describedby="hint"
    >
${typed ?? ''}</textarea>
    <p class="quiet" id="hint">A sentence or two is best. Please leave out names.</p>
    ${hiddenId(formId)}
    <button class="primary">Ask</button>
  </form>`
}

/** Buttons that say what stands on them. */
export interface Chips {
  /** Of the heading, once on a page. */
  readonly id: string
  readonly title: string
  readonly texts: readonly string[]
}

/** Questions that are asked by pressing them. */
export function chipsForm(formId: string, { id, title, texts }: Chips): Html {
  if (texts.length === 0) return html``
  const chips = texts.map((text) => html`<button name="message" value="${text}">${text}</button>`)
  return html`<form class="chips" method="post" action="/" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${hiddenId(formId)} ${chips}
  </form>`
}

/** What may be wrong with an answer, as the patient picks it. */
const REASONS = [
  'It did not answer my question',
  'It was hard to understand',
  'I think it is wrong',
  'It worried me',
]

/** Asks whether an answer helped; a reason can go with a no. */
export function feedbackForm(seq: number): Html {
  const reasons = REASONS.map(
    (reason) =>
      html`<label><input type="radio" name="reason" value="${reason}" /> ${reason}</label>`,
  )
  return html`<details class="feedback">
    <summary>Did this answer help?</summary>
    <form method="post" action="/feedback">
      <input type="hidden" name="seq" value="${seq}" autocomplete="off" />
      <button name="isHelpful" value="yes">Yes, it helped</button>
      <fieldset>
        <legend>If not, what was it?</legend>
        ${reasons}
      </fieldset>
      <button name="isHelpful" value="no">No, it didn’t</button>
    </form>
  </details>`
}

/** Two steps, because it cannot be undone. */
export function eraseForm(): Html {
  return html`<details class="erase">
    <summary>Erase this conversation</summary>
    <form method="post" action="/forget">
      <p>Everything you wrote and every answer will be deleted. This can’t be undone.</p>
      <button>Yes, erase it</button>
    </form>
  </details>`
}

// Some browsers restore hidden fields after a reload unless autocomplete is off.
function hiddenId(formId: string): Html {
  return html`<input type="hidden" name="formId" value="${formId}" autocomplete="off" />`
}
