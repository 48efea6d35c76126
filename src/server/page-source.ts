/** Where the link below a text message leads: one answer with its sources, and nothing of who asked. */
import type { Clinic } from '../types.js'
import type { Exchange } from '../store/store.js'
import { html } from './html.js'
import { telephone, type View } from './page-layout.js'
import { answerHtml, type SourceMap } from './page-turn.js'

export function sourceView(exchange: Exchange, sources: SourceMap): View {
  const main = html`<section class="answer" aria-labelledby="answer">
    <h2 id="answer">What I texted you, with its sources</h2>
    ${answerHtml(exchange, sources)}
  </section>`
  return { main, hasTurns: false, isEmergency: false }
}

/** The answer was erased, or there never was one. */
export function sourceGoneView({ emergencyNumber }: Clinic): View {
  const main = html`<section class="trouble">
    <h2>This answer is no longer kept</h2>
    <p>Text your question again, and you get a new link.</p>
    <p>If this is an emergency, ${telephone(emergencyNumber)}.</p>
  </section>`
  return { main, hasTurns: false, isEmergency: false }
}
