/** Turns, and all that stands in an answer. */

// Turns are blocks, not a flexible column: that is measured many times over when hundreds are
// skipped. The newest is never skipped: its true height must be known to show its start. Around
// each is room for the focus ring, which is cut at the edge of what may be skipped.
export const answer = `
.turns:empty { display: none; }
.turn {
  content-visibility: auto; contain-intrinsic-size: auto 320px;
  margin: -6px; padding: 6px;
}
.turn:last-child { content-visibility: visible; }
.turn + .turn { margin-block-start: 12px; }
.turn > * + * { margin-block-start: 12px; }
.question { display: flex; justify-content: flex-end; }
.words {
  max-inline-size: min(88%, 34em); padding: 10px 16px; border: 1px solid transparent; border-radius: 14px;
  border-end-end-radius: 4px; background: var(--brand); color: var(--surface); white-space: pre-wrap;
}
.pending .words { opacity: 0.999; }
.failed .words { background: var(--surface); color: var(--ink); border-color: var(--warm); }
.answer, .greeting { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr); }
.answer {
  padding: 16px; border: 1px solid var(--edge); border-radius: 14px; border-end-start-radius: 4px;
  background: var(--surface);
}
.answer.soon, .answer.same_day { background: var(--warm-soft); border-color: var(--warm); }
.said, .answer > p, .greeting p { max-inline-size: 62ch; white-space: pre-line; }
.greeting h3 { font-size: 1.35em; }
.consent { display: grid; gap: 4px; padding: 12px 16px; border-inline-start: 3px solid var(--brand); }
.quiet, .consent { color: var(--ink-soft); font-size: var(--small); line-height: 1.45; }
.consent h4 { color: var(--ink); }
.note { color: var(--good); font-weight: 700; }
.warm {
  padding: 10px 16px; border: 1px solid var(--warm); border-radius: 14px; background: var(--warm-soft);
  color: var(--warm); font-size: var(--small); line-height: 1.45;
}
a { color: var(--brand); text-underline-offset: 0.2em; }
.tel { display: inline-block; margin-block: -9px; padding-block: 9px; font-weight: 700; white-space: nowrap; }
.mark {
  display: inline-grid; place-items: center; min-inline-size: 44px; min-block-size: 44px; margin: -10px -6px; padding: 0;
  color: var(--brand); line-height: 1; vertical-align: middle;
}
.mark, .edit, .quiet-button { border: 0; }
.mark + .mark { margin-inline-start: 0; }
.mark span {
  min-inline-size: 26px; padding: 4px 6px; border: 1px solid transparent; border-radius: 8px;
  background: var(--brand-soft); font-size: max(16px, 0.8em); font-weight: 600; text-align: center;
}
.bound { white-space: nowrap; }
.mark:hover span { background: var(--brand); color: var(--surface); }
.mark:focus-visible { outline: none; }
.mark:focus-visible span { outline: 3px solid var(--brand); outline-offset: 2px; }
table { inline-size: 100%; border-collapse: collapse; color: inherit; font-size: var(--small); line-height: 1.45; }
caption { padding-block: 4px 8px; font-weight: 700; text-align: start; }
th, td {
  padding: 10px 12px 10px 0; padding-inline: 0 12px; border-block-start: 1px solid var(--edge); text-align: start;
  vertical-align: top;
}
thead th { color: var(--ink-soft); border-block-start: 0; }
tbody th { min-inline-size: 5.5em; }
.card { display: grid; gap: 8px; padding: 16px; border: 1px solid var(--line); border-radius: 14px; }
.card h5 { margin-block-start: 8px; color: var(--ink-soft); }
.card ul, .card ol { padding-inline-start: 1.6em; }
.card li { padding-block: 4px; }
.card .chip { justify-self: start; margin-block-start: 8px; }
.because { display: grid; gap: 8px; }
.because p { color: var(--ink-soft); font-size: var(--small); }
.because ul { display: flex; flex-wrap: wrap; gap: 8px; list-style: none; }
.fact {
  display: inline-flex; align-items: center; min-block-size: 44px; padding-inline: 16px; border: 1px solid var(--edge);
  border-radius: 999px; font-size: var(--small); line-height: 1.3;
}
.fact:has(.edit) { padding-inline-end: 0; }
.edit {
  min-block-size: 44px; padding: 4px 16px; border-radius: 999px; color: var(--brand);
  font-weight: 600; text-decoration: underline; text-underline-offset: 0.2em;
}
summary {
  display: inline-flex; align-items: center; gap: 10px; min-block-size: 44px; padding-inline-end: 8px;
  border-radius: 8px; color: var(--brand); font-size: var(--small); list-style: none; cursor: pointer;
}
summary::-webkit-details-marker { display: none; }
summary::before {
  content: ""; inline-size: 0.5em; block-size: 0.5em; margin-inline-start: 2px; border: solid currentColor;
  border-width: 0 2px 2px 0; transform: rotate(-45deg);
}
details[open] > summary::before { transform: translateY(-0.12em) rotate(45deg); }
.sources ol { display: grid; gap: 4px; padding-block: 4px; list-style: none; font-size: var(--small); line-height: 1.4; }
.sources li { display: flex; gap: 8px; padding: 6px 8px; border-radius: 10px; }
.sources li:focus { background: var(--brand-soft); }
.sources li div { flex: 1; min-inline-size: 0; }
.sources a { display: block; min-block-size: 44px; padding-block: 10px; }
.sources div > span { display: block; }
.number { padding-block-start: 10px; font-weight: 600; color: var(--ink-soft); }
.sources .quiet-button { margin-inline-start: -8px; }
.origin { color: var(--ink-soft); padding-block-end: 8px; }
.tools { display: flex; flex-wrap: wrap; gap: 0 4px; margin: -4px -10px -8px; }
.tool {
  display: inline-flex; align-items: center; gap: 6px; min-block-size: 44px; padding: 4px 10px;
  border-radius: 999px; color: var(--ink-soft); font-size: 16px;
}
.tool .icon { inline-size: 20px; block-size: 20px; }
.tool:hover { background: var(--brand-soft); color: var(--brand); }
.tool[aria-pressed="true"] { border-color: var(--brand); background: var(--brand-soft); color: var(--brand); font-weight: 600; }
.feedback { display: contents; }
.why { display: grid; gap: 8px; justify-items: start; padding-block-start: 8px; }
.why label { display: grid; gap: 8px; inline-size: 100%; font-size: var(--small); }
.chips { display: flex; flex-wrap: wrap; gap: 8px; }
.chips-title { inline-size: 100%; font-weight: 700; }
.chip, .retry, .more {
  min-block-size: 48px; padding: 8px 18px; border: 1px solid var(--brand); border-radius: 999px;
  background: var(--brand-soft); color: var(--brand);
  transition: background-color 150ms;
}
.chip:hover:not([aria-disabled]), .more:hover, .retry:hover { background: var(--surface); }
.chip[aria-disabled] {
  min-block-size: 44px; padding-block: 4px; border-color: var(--edge); background: none; color: var(--ink-soft);
  font-size: var(--small); cursor: default;
}
.chip[data-chosen] { border: 2px solid var(--line); color: var(--ink); }
.scroller > .more, .scroller > .below { inline-size: fit-content; }
.more { display: block; }
.quiet-button {
  min-block-size: 44px; padding: 4px 8px; border-radius: 8px; color: var(--brand);
  font-size: var(--small); text-decoration: underline; text-underline-offset: 0.2em;
}
.delivery { display: flex; align-items: center; justify-content: flex-end; gap: 12px; }
.state { color: var(--warm); font-size: var(--small); font-weight: 600; }
.state:empty { display: none; }
.retry[aria-disabled="true"] { opacity: 0.7; cursor: default; }
.typing { display: flex; align-items: center; gap: 12px; color: var(--ink-soft); }
.dots { display: inline-flex; gap: 5px; }
.dots i { inline-size: 8px; block-size: 8px; border-radius: 50%; background: var(--ink-soft); animation: breathe 1.2s infinite; }
.dots i:nth-child(2) { animation-delay: 0.2s; }
.dots i:nth-child(3) { animation-delay: 0.4s; }
@keyframes breathe { 50% { opacity: 0.25; } }
.pinned:empty { display: none; }
.alarm {
  display: grid; gap: 10px; padding: 14px 20px; border: solid var(--alarm); border-width: 2px 0; background: var(--alarm-soft);
  color: var(--ink); grid-template-columns: minmax(0, 1fr);
}
.pinned .alarm { max-block-size: 56cqb; overflow-y: auto; }
/* However far its words are scrolled, the number stays in sight. */
.pinned .call:first-child { position: sticky; inset-block-start: 0; z-index: 1; }
.pinned.later .alarm { max-block-size: 38cqb; }
.turn .alarm { border-width: 2px; border-radius: 14px; padding: 16px; }
.turn .alarm .way { display: none; }
.alarm .way { justify-self: start; margin-inline-start: -8px; }
.alarm:focus-visible { outline-offset: -4px; outline-color: var(--alarm); }
.alarm > p { max-inline-size: 62ch; }
.alarm .quiet-button, .alarm summary, .alarm a:not(.call), .alarm .mark { color: var(--ink); }
.alarm .mark span { background: var(--surface); }
.alarm .bound { white-space: nowrap; }
.mark:hover span { background: var(--ink); color: var(--surface); }
.alarm .sources li:focus { background: var(--surface); }
.call {
  display: flex; align-items: center; justify-content: center; gap: 12px; min-block-size: 64px; padding: 8px 16px;
  border: 2px solid var(--alarm); border-radius: 14px; background: var(--alarm); color: var(--surface); font-size: 1.35em;
  font-weight: 700; line-height: 1.25; text-decoration: none; text-align: center;
}
.call + .call { min-block-size: 52px; background: var(--surface); color: var(--alarm); font-size: 1.1em; }
.call:focus-visible { outline-color: var(--ink); }
`
