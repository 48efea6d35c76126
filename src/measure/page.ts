/** A run as one page that needs no other file. */
import { groupBy } from '../review/group.js'
import { html, type Html } from '../server/html.js'
import { histogramChart, reliabilityChart } from './charts.js'
import { confusionChart } from './confusion-chart.js'
import { sayDecision } from './decided.js'
import type { Measures } from './measures.js'
import { TASK_TITLES } from './outcomes.js'
import { pageCss } from './page-css.js'
import type { Played } from './score.js'
import { intentTable, percent, summaryOf, words, type Table } from './tables.js'

export interface Page {
  readonly name: string
  /** ISO 8601. */
  readonly at: string
  readonly played: readonly Played[]
  readonly measures: Measures
  /** Tables that this run has beside those of every run. */
  readonly tables: readonly Table[]
  /** What changed since the last run of the name. */
  readonly changes: readonly string[]
}

const SHOWN_PAIRS = 25
const SHOWN_INTENTS = 3

/** Writes the page of a run. */
export function pageOf(page: Page): string {
  const { name, at, measures, tables, changes } = page
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${name}: evaluation</title>
        <style>
          ${{ markup: pageCss }}
        </style>
      </head>
      <body>
        <h1>${name}</h1>
        <p>${measures.messages} messages, ${at}</p>
        <section id="changes">
          <h2>Since the last run</h2>
          ${
            changes.length === 0
              ? html`<p>Nothing changed, or there was none.</p>`
              : html`<ul>
                  ${changes.map((line) => html`<li>${line}</li>`)}
                </ul>`
          }
        </section>
        <section id="summary">
          ${[...summaryOf(measures), ...tables].map((table) => tableSection(table))}
        </section>
        ${measures.heard.messages === 0 ? undefined : intentSections(measures)}
        <section id="errors">
          <h2>Not right</h2>
          ${errorLists(page.played)}
        </section>
      </body>
    </html> `
  return markup
}

function intentSections(measures: Measures): Html {
  const { histogram, reliability, confusions, intents } = measures
  return html`<section id="confidence">
      <h2>Confidence</h2>
      <p>Right below, wrong above; what is out of scope is wrong whatever it is heard as.</p>
      ${histogramChart(histogram)}
    </section>
    <section id="reliability">
      <h2>Reliability</h2>
      <p>
        Expected calibration error ${percent(measures.calibrationErrorOfAll)}, of our own questions
        ${percent(measures.calibrationErrorOfOurs)}.
      </p>
      ${reliabilityChart(reliability)}
    </section>
    <section id="confusions">
      <h2>The ${SHOWN_PAIRS} most frequent confusions</h2>
      <p>Rows are meant, columns heard; none is out of scope.</p>
      ${confusionChart(confusions.slice(0, SHOWN_PAIRS))}
    </section>
    <section id="intents">${tableSection(intentTable('By intent', intents))}</section>`
}

function tableSection({ title, columns, rows }: Table): Html {
  return html`<h2>${title}</h2>
    <div class="wide">
      <table>
        <thead>
          <tr>
            ${columns.map(({ head, align }) => html`<th class="${align}">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (cells) =>
              html`<tr>
                ${cells.map((cell, at) => html`<td class="${columns[at]?.align}">${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
}

function errorLists(played: readonly Played[]): readonly Html[] {
  const errors = played.filter(({ grade }) => grade !== 'right')
  const groups = groupBy(
    errors,
    ({ asked, outcome }) => `${TASK_TITLES[asked.task]}: ${words(outcome)}`,
  )
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([title, own]) =>
        html`<details>
          <summary>${title} (${own.length})</summary>
          <div class="wide">
            <table>
              <thead>
                <tr>
                  ${['id', 'message', 'right', 'heard', 'decided'].map((head) => html`<th>${head}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${own.map(errorRow)}
              </tbody>
            </table>
          </div>
        </details> `,
    )
}

function errorRow({ asked, heard, decision }: Played): Html {
  const accepted = [
    asked.questions.map((intents) => intents.join(', ')).join(' + '),
    asked.mustRaise ?? '',
    asked.service ?? '',
  ]
  const right = accepted.filter((part) => part !== '').join('; ') || asked.row
  const ranked = heard
    .slice(0, SHOWN_INTENTS)
    .map(({ intent, confidence }) => `${intent} ${confidence.toFixed(2)}`)
  return html`<tr>
    <td>${asked.id}</td>
    <td class="said">${asked.text}</td>
    <td>${right}</td>
    <td>${ranked.join(', ')}</td>
    <td>${sayDecision(decision)}</td>
  </tr> `
}
