/** The card for a visit: what the patient told and wants to ask, on one printed page. */
import type { Clinic, VisitCard } from '../types.js'
import { html } from './html.js'
import type { View } from './page-layout.js'
import { trueMinus } from './page-turn.js'

export function cardView(card: VisitCard, clinic: Clinic): View {
  const facts = card.facts.map(({ label }) => html`<li>${trueMinus(label)}</li>`)
  const questions = card.questions.map((question) => html`<li>${question}</li>`)
  const main = html`<section class="card" aria-labelledby="card">
      <h2 id="card">For my visit</h2>
      <h3>What I told Bonewise</h3>
      ${
        facts.length === 0
          ? html`<p>Nothing yet. Write it here:</p>`
          : html`<ul>
              ${facts}
            </ul>`
      }
      <h3>What I want to ask</h3>
      <ol>
        ${questions}
      </ol>
      <p class="quiet">
        Made with the automated helper of ${clinic.name} from what I typed. It is no medical record.
      </p>
    </section>
    <p class="ask"><a class="back" href="/">Back to the conversation</a></p>`
  return { main, hasTurns: false, isEmergency: false }
}
