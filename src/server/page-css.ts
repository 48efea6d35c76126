/** The style sheet of the plain page; served from its own path, because the policy allows no inline style. */
import { createHash } from 'node:crypto'
import { DARK, FONTS, LIGHT } from '../look/colors.js'
import { PICTURE_CSS } from '../pictures/drawing.js'

const tokens = `
:root { color-scheme: light dark; ${LIGHT} }
@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }
`

const frame = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 44rem; padding: 0 16px 32px; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.55 ${FONTS};
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
h1, h2, p, ol, form { margin: 0; }
h1, h2 { font-weight: 700; line-height: 1.3; }
h1 { font-size: 1.25rem; color: var(--brand); }
header { padding: 20px 0 16px; }
main { display: grid; gap: 24px; grid-template-columns: minmax(0, 1fr); }
footer { display: grid; gap: 8px; margin-top: 40px; padding-top: 20px; border-top: 1px solid var(--line); }
a { color: var(--brand); text-underline-offset: 0.2em; }
a:focus-visible, button:focus-visible, summary:focus-visible, textarea:focus-visible {
  outline: 3px solid var(--brand); outline-offset: 2px;
}
[tabindex="-1"]:focus { outline: none; }
.quiet { color: var(--ink-soft); font-size: 1rem; }
.tel { display: inline-block; margin: -8px 0; padding: 8px 0; font-weight: 700; white-space: nowrap; }
.fact { display: inline-block; }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
.skip { position: absolute; left: 16px; top: -80px; z-index: 2; padding: 12px 20px; border-radius: 999px;
  background: var(--brand); color: var(--surface); }
.skip:focus { top: 8px; }
`

const turns = `
.greeting, .answer, .alarm, .trouble { display: grid; gap: 12px; }
.greeting h2 { font-size: 1.5rem; }
.greeting p, .answer > p, .alarm > p, .trouble p, footer p { max-width: 62ch; }
.turn { display: grid; gap: 12px; scroll-margin-top: 16px; }
.words {
  justify-self: end; max-width: min(88%, 34rem); padding: 10px 16px; border: 1px solid var(--brand);
  border-radius: 14px; background: var(--brand); color: var(--surface); white-space: pre-line;
  overflow-wrap: anywhere;
}
.answer { padding: 16px; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); }
.said { white-space: pre-line; }
.answer.soon, .answer.same_day { background: var(--warm-soft); border-color: var(--warm); }
.answer.emergency { background: var(--alarm-soft); border-color: var(--alarm); }
table { width: 100%; border-collapse: collapse; font-size: 1rem; }
caption { padding: 8px 0; font-weight: 700; text-align: start; }
th, td { padding: 8px 10px 8px 0; border-top: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { color: var(--ink-soft); border-top: 0; }
.card { padding: 16px; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); }
.card h3 { margin-top: 16px; }
.card ol, .card ul { padding-left: 28px; }
.card ol li { padding: 8px 0 28px; border-bottom: 1px dotted var(--line); }
.because { color: var(--ink-soft); font-size: 1rem; padding-left: 12px; border-left: 3px solid var(--brand); }
.mark { padding: 12px 3px; margin-left: 1px; font-size: 1rem; text-decoration: none; white-space: nowrap; }
.mark:hover, td .mark { text-decoration: underline; }
.warm, .good { padding: 10px 16px; border: 1px solid; border-radius: 14px; font-size: 1rem; }
.warm { color: var(--warm); background: var(--warm-soft); }
.good { color: var(--good); background: var(--surface); font-weight: 700; }
.alarm {
  padding: 16px; border: 2px solid var(--alarm); border-radius: 14px; background: var(--alarm-soft);
  scroll-margin-top: 104px;
}
.alarm h2 + p { font-size: 1.375rem; font-weight: 700; line-height: 1.35; }
.call-bar { position: sticky; top: 0; z-index: 1; padding: 8px 0 16px; background: var(--paper); }
.call-bar a {
  display: grid; place-items: center; min-height: 64px; padding: 8px 16px; border: 2px solid var(--alarm);
  border-radius: 14px; background: var(--alarm); color: var(--surface); font-size: 1.5rem;
  font-weight: 700; text-decoration: none;
}
.call-bar a:focus-visible { outline-color: var(--ink); }
summary {
  display: inline-flex; align-items: center; gap: 10px; min-height: 44px; padding: 0 4px; cursor: pointer;
  color: var(--brand); font-size: 1rem; list-style: none;
}
summary::-webkit-details-marker { display: none; }
summary::before {
  content: ""; width: 0.5em; height: 0.5em; border: solid currentColor; border-width: 0 2px 2px 0;
  transform: rotate(-45deg);
}
details[open] > summary::before { transform: translateY(-0.12em) rotate(45deg); }
.sources ol { display: grid; gap: 8px; padding: 4px 0 4px 32px; font-size: 1rem; }
.sources li { scroll-margin-top: 104px; }
.sources li:target { outline: 2px solid var(--brand); outline-offset: 6px; border-radius: 4px; }
.sources a { display: block; padding: 10px 0; }
.sources span { color: var(--ink-soft); }
`

const forms = `
.ask { display: grid; gap: 8px; }
.ask label, .chips h2 { font-size: 1.125rem; font-weight: 700; }
textarea {
  width: 100%; min-height: 96px; padding: 12px 16px; border: 1px solid var(--line); border-radius: 14px;
  background: var(--surface); color: inherit; font: inherit; resize: vertical;
}
button {
  min-height: 48px; padding: 8px 20px; border: 1px solid var(--brand); border-radius: 999px;
  background: var(--brand-soft); color: var(--brand); font: inherit; line-height: 1.3; text-align: start;
  cursor: pointer; transition: background-color 150ms;
}
button:hover { background: var(--surface); }
.primary {
  justify-self: start; min-width: 144px; margin-top: 4px; background: var(--brand); color: var(--surface);
  font-weight: 700; text-align: center;
}
.primary:hover { background: var(--ink); color: var(--surface); }
.chips { display: flex; flex-wrap: wrap; gap: 8px; }
.chips h2 { width: 100%; }
.erase form, .feedback form { display: grid; gap: 12px; justify-items: start; padding: 4px 0 0 4px; }
.erase form button { border-color: var(--alarm); background: var(--surface); color: var(--alarm); }
fieldset { display: grid; gap: 4px; margin: 0; padding: 8px 0; border: 0; }
fieldset label { display: flex; align-items: center; gap: 10px; min-height: 44px; }
input[type="radio"] { width: 22px; height: 22px; accent-color: var(--brand); }
.trouble { padding: 16px; border: 1px solid var(--warm); border-radius: 14px; background: var(--warm-soft); }
.trouble h2 { font-size: 1.25rem; }
.back { display: inline-block; padding: 8px 0; }
`

const media = `
@media (max-width: 30rem) { .primary { justify-self: stretch; } }
@media (prefers-reduced-motion: reduce) { * { transition: none; } }
@media (forced-colors: active) {
  .because { border-left-color: CanvasText; }
  summary::before { border-color: LinkText; }
  .call-bar a { border-color: LinkText; }
}
@media print {
  body { max-width: none; background: #FFFFFF; color: #000000; font-size: 12pt; }
  .ask, .chips, .skip, .call-bar, .erase, .feedback, .back { display: none; }
  .words { background: none; color: inherit; }
  .answer, .alarm, .words { border-color: #000000; break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .sources a::after { content: " (" attr(href) ")"; }
}
`

export const css = [tokens, frame, turns, forms, PICTURE_CSS, media].join('')

/** Changes with the content, so that it can be kept for ever. */
export const cssPath = `/page.css?v=${createHash('sha256').update(css).digest('hex').slice(0, 8)}`
