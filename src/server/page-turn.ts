/** One turn on the plain page: what the patient wrote, the answer, and its sources. */
import type { Source } from '../content/schema.js'
import type { Exchange } from '../store/store.js'
import type { Reply, ReplyTable } from '../types.js'
import { citationsOf } from './api.js'
import { html } from './html.js'
import type { Html } from './html.js'
import { pictureHtml } from './page-picture.js'
import { noticeForOne } from './page-review.js'

export type SourceMap = ReadonlyMap<string, Source>

/** A turn and what it takes to show it. */
export interface ShownTurn {
  readonly exchange: Exchange
  readonly sources: SourceMap
  /** The newest turn is the one that `#latest` leads to. */
  readonly isNewest: boolean
  /** Words that no clinician has signed are marked one by one, because some of the page's are signed. */
  readonly isNoted: boolean
}

export function isEmergency(exchange: Exchange | undefined): boolean {
  return exchange?.reply.urgency === 'emergency'
}

export function turnHtml(shown: ShownTurn): Html {
  const { exchange, sources, isNewest } = shown
  const { seq, reply, utterance } = exchange
  return html`<article class="turn" id="${isNewest ? 'latest' : `turn-${seq}`}" tabindex="-1">
    <h2 class="unseen">Question ${seq}: what you wrote</h2>
    <p class="words" dir="auto">${utterance}</p>
    <h3 class="unseen">Answer ${seq}</h3>
    <div class="answer ${reply.urgency ?? ''}">
      ${saidHtml(exchange, sources)} ${cardLinkHtml(reply)} ${footHtml(shown)}
    </div>
  </article>`
}

function cardLinkHtml({ card }: Reply): Html | undefined {
  return card && html`<p><a class="back" href="/card">Open this as a card to print</a></p>`
}

/** An emergency as the newest turn: it stands above everything, its first paragraph large. */
export function alarmHtml(shown: Omit<ShownTurn, 'isNewest'>): Html {
  const { exchange, sources } = shown
  return html`<section class="alarm" id="latest" tabindex="-1" aria-labelledby="alarm">
    <h2 class="unseen" id="alarm">Emergency</h2>
    ${saidHtml(exchange, sources)}
    <p class="quiet">You wrote: <q dir="auto">${exchange.utterance}</q></p>
    ${footHtml(shown)}
  </section>`
}

/** An answer and its sources, without what was asked. */
export function answerHtml(exchange: Exchange, sources: SourceMap): Html {
  return html`${saidHtml(exchange, sources)} ${sourcesHtml(exchange, sources)}
  ${exchange.reply.disclaimer === undefined ? undefined : html`<p class="quiet">${trueMinus(exchange.reply.disclaimer)}</p>`}
  ${noticeForOne(exchange)}`
}

function footHtml({ exchange, sources, isNoted }: Omit<ShownTurn, 'isNewest'>): Html {
  const { because, disclaimer } = exchange.reply
  return html`${becauseHtml(because)} ${sourcesHtml(exchange, sources)}
  ${disclaimer === undefined ? undefined : html`<p class="quiet">${trueMinus(disclaimer)}</p>`}
  ${isNoted ? noticeForOne(exchange) : undefined}`
}

function becauseHtml(because: Reply['because']): Html | undefined {
  if (because.length === 0) return undefined
  const facts = because.map(({ label }, index) => {
    return html`${index === 0 ? '' : ' · '}<span class="fact">${trueMinus(label)}</span>`
  })
  return html`<p class="because">Because you told me: ${facts}</p>`
}

function saidHtml({ seq, reply }: Exchange, sources: SourceMap): readonly Html[] {
  const shown = new Set(citationsOf(reply, sources).map(({ n }) => n))
  const paragraphs = reply.paragraphs.map(
    (paragraph) => html`<p class="said">${marksHtml(paragraph, { seq, shown })}</p>`,
  )
  return [
    ...paragraphs,
    ...(reply.picture === undefined ? [] : [pictureHtml(reply.picture)]),
    ...(reply.table === undefined ? [] : [tableHtml(reply.table, { seq, shown })]),
  ]
}

/** The first cell of a row names it. */
function tableHtml({ caption, columns, rows }: ReplyTable, marks: Marks): Html {
  const head = columns.map((column) => html`<th scope="col">${column}</th>`)
  const body = rows.map(([name = '', ...cells]) => {
    const rest = cells.map((cell) => html`<td>${marksHtml(cell, marks)}</td>`)
    return html`<tr>
      <th scope="row">${marksHtml(name, marks)}</th>
      ${rest}
    </tr>`
  })
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${head}
      </tr>
    </thead>
    <tbody>
      ${body}
    </tbody>
  </table>`
}

interface Marks {
  readonly seq: number
  readonly shown: ReadonlySet<number>
}

/** Turns each `[n]` into a link to its source; a mark whose source is gone is left out. */
function marksHtml(paragraph: string, { seq, shown }: Marks): readonly Html[] {
  // Split by a group: the even parts are text, the odd ones are numbers.
  return paragraph.split(/\s?\[(\d{1,2})\]/).map((part, index) => {
    if (index % 2 === 0) return html`${trueMinus(part)}`
    if (!shown.has(Number(part))) return html``
    return html`<a class="mark" href="#source-${seq}-${part}" aria-label="Source ${part}"
      >[${part}]</a
    >`
  })
}

function sourcesHtml({ seq, reply }: Exchange, sources: SourceMap): Html | undefined {
  const citations = citationsOf(reply, sources)
  if (citations.length === 0) return undefined
  const items = citations.map(
    ({ n, title, organisation, year, kind, url }) =>
      html`<li id="source-${seq}-${n}" value="${n}">
        <a href="${url}" rel="noopener">${title}</a>
        <span
          >${[organisation, year].filter((part) => part !== undefined).join(', ')} (${kind})</span
        >
      </li>`,
  )
  return html`<details class="sources">
    <summary>Sources (${citations.length})</summary>
    <ol>
      ${items}
    </ol>
  </details>`
}

/** Shows the sign of a number as a minus, which is longer than a hyphen and is read out as one. */
export function trueMinus(text: string): string {
  return text.replace(/(^|[\s(:])-(?=\d)/g, '$1\u2212')
}

/** What the newest reply offers to ask next; an emergency offers nothing. */
export function suggestionsOf(reply: Reply): readonly string[] {
  return reply.urgency === 'emergency' ? [] : reply.suggestions.map(({ text }) => text)
}
