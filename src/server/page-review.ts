/** Tells on the plain page whose words a clinician has not signed yet: once, and calmly. */
import type { ReviewedShare } from '../content/signature.js'
import type { Exchange } from '../store/store.js'
import { html } from './html.js'
import type { Html } from './html.js'

/** How many of these replies a clinician had signed; a reply without words counts for nothing. */
export function shareReviewed(exchanges: readonly Exchange[]): ReviewedShare {
  const said = exchanges.filter(({ reply }) => reply.paragraphs.length > 0)
  if (!said.some(isUnreviewed)) return 'all'
  return said.every(isUnreviewed) ? 'none' : 'some'
}

/** Stands once for a whole page. */
export function noticeForAll(reviewed: ReviewedShare): Html | undefined {
  switch (reviewed) {
    case 'none':
      return html`<p class="warm">The wording here has not yet been reviewed by a clinician.</p>`
    case 'some':
      return html`<p class="warm">
        Some answers here have not yet been reviewed by a clinician. Each of them says so.
      </p>`
    case 'all':
      return undefined
  }
}

/** Stands under one answer among others that are signed. */
export function noticeForOne(exchange: Exchange): Html | undefined {
  return isUnreviewed(exchange)
    ? html`<p class="quiet">Not yet reviewed by a clinician.</p>`
    : undefined
}

function isUnreviewed({ reply }: Exchange): boolean {
  return reply.paragraphs.length > 0 && reply.isReviewed !== true
}
