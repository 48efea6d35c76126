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

/** Questions that are asked by pressing them. */
export function chipsForm(formId: string, title: string, texts: readonly string[]): Html {
  if (texts.length === 0) return html``
  const chips = texts.map((text) => html`<button name="message" value="${text}">${text}</button>`)
  return html`<form class="chips" method="post" action="/" aria-labelledby="chips">
    <h2 id="chips">${title}</h2>
    ${hiddenId(formId)} ${chips}
  </form>`
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
