/** The frame around every state of the plain page. */
import type { Clinic } from '../types.js'
import { html } from './html.js'
import type { Html } from './html.js'
import { cssPath } from './page-css.js'

export interface Frame {
  readonly clinic: Clinic
}

export interface View {
  readonly main: Html
  readonly hasTurns: boolean
  readonly isEmergency: boolean
  /** What holds for the whole page; an emergency stands above it. */
  readonly notice?: Html | undefined
}

const icon =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E' +
  '%3Ccircle cx=%228%22 cy=%228%22 r=%228%22 fill=%22%230F5C63%22/%3E%3C/svg%3E'

/** Makes the whole document. */
export function pageHtml(frame: Frame, view: View): string {
  const { emergencyNumber } = frame.clinic
  const title = view.isEmergency ? `Call ${emergencyNumber} – Bonewise` : 'Bonewise – bone health'
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="${cssPath}" />
        <link rel="icon" href="${icon}" />
      </head>
      <body>
        ${
          view.hasTurns
            ? html`<a class="skip" href="#latest">Skip to the newest answer</a>`
            : html`<a class="skip" href="#message">Skip to your question</a>`
        }
        <header>
          <h1>Bonewise</h1>
          <p class="quiet">Automated answers about bone health. Not a clinician.</p>
        </header>
        ${view.isEmergency ? callBar(emergencyNumber) : undefined}
        <main>${mainParts(view)}</main>
        ${footer(frame)}
      </body>
    </html>`
  return page.markup
}

/** Nothing stands above an emergency, not even the notice. */
function mainParts({ main, isEmergency, notice }: View): readonly Html[] {
  if (notice === undefined) return [main]
  return isEmergency ? [main, notice] : [notice, main]
}

function callBar(number: string): Html {
  return html`<nav class="call-bar" aria-label="Emergency">
    <a href="tel:${number}">Call ${number} now</a>
  </nav>`
}

function footer({ clinic }: Frame): Html {
  return html`<footer>
    <p>In an emergency, ${telephone(clinic.emergencyNumber)}.</p>
    ${
      clinic.phone === undefined
        ? undefined
        : html`<p>To reach ${clinic.name}, ${telephone(clinic.phone)}${hours(clinic)}.</p>`
    }
    <p class="quiet">
      What you write is kept for up to ${clinic.retentionDays} days after your last message, so that
      the conversation can go on. You can erase it at any time.
    </p>
  </footer>`
}

export function telephone(number: string): Html {
  return html`<a class="tel" href="tel:${number.replace(/[^\d+]/g, '')}">call ${number}</a>`
}

function hours({ hours }: Clinic): string {
  return hours === undefined ? '' : ` (${hours})`
}
