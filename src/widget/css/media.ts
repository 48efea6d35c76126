/** Small windows, forced colours, calm motion, paper. */

/** Where the floating window takes the whole screen; the focus stays inside it then. */
export const COVERING = '(max-width: 30em), (max-height: 30em)'

// Below 24em of height no part but the way to help stays in place: all of it scrolls.
export const media = `
@media screen and ${COVERING.replace(', ', ', screen and ')} {
  .floating .panel, .floating.start .panel {
    inset: var(--view-top, 0px) 0 auto; inline-size: 100%; border: 0; border-radius: 0; box-shadow: none;
    block-size: 100vh; block-size: var(--view-height, 100dvh);
  }
}
@container window (max-width: 23em) {
  .shut span { position: absolute; inline-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .shut .icon { inline-size: 1.5em; block-size: 1.5em; }
  .top { padding-inline: 8px; }
  .shut { padding: 4px; }
}
@container window (max-width: 22em) {
  .scroller { padding: 16px 12px; }
  .answer { padding: 14px 12px; }
  .composer { padding-inline: 12px; }
  .head { padding-inline-start: 14px; }
  .words { max-inline-size: 94%; }
}
@container window (max-width: 16em) {
  .line { flex-wrap: wrap; }
  .grow { flex-basis: 100%; }
  .line .primary { flex: 1; }
  table, tbody, tr, th, td { display: block; }
  thead { display: none; }
  tbody th { padding-block-end: 0; }
  td { border: 0; }
}
@container window (max-height: 24em) {
  .frame { display: block; overflow-y: auto; overscroll-behavior: contain; }
  .scroller { overflow-y: visible; }
  .name p, .hint:not(.warm-text) { display: none; }
  .pinned { position: sticky; inset-block-start: 0; z-index: 2; }
  .pinned .alarm { max-block-size: 50cqb; }
  .head { padding-block: 4px; }
}
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; }
}
@media (forced-colors: active) {
  .launcher, .primary, .panel, .words, .answer, .alarm, .top, .menu, .below, .mark span, .fact, .tool { border-color: ButtonText; }
  .mark span { border-color: ButtonText; }
  .call { border-color: LinkText; }
  .dots i { background: CanvasText; }
  .toggle::after { forced-color-adjust: none; border-color: ButtonText; background: ButtonFace; }
  .toggle[aria-pressed="true"]::after { background: Highlight; }
  [aria-pressed="true"] { outline: 2px solid Highlight; outline-offset: -4px; }
  .chip[aria-disabled] { color: GrayText; border-color: GrayText; }
}
@media print {
  .root { font-size: 12pt; color: #000000; --ink: #000000; --ink-soft: #222222; --surface: #FFFFFF; --paper: #FFFFFF; }
  .launcher, .composer, .chips, .tools, .feedback, .top, .menu, .more, .below, .delivery, .typing, .edit,
  .quiet-button, .trouble, .card .chip, .greeting { display: none !important; }
  .floating .panel, .inline .panel {
    position: static; container: none; inline-size: auto; block-size: auto; overflow: visible; border: 0; box-shadow: none;
    background: none;
  }
  .frame { display: block; }
  .scroller, .pinned .alarm { overflow: visible; max-block-size: none; }
  .turn { content-visibility: visible; break-inside: auto; }
  .words, .answer, .alarm { background: none; color: #000000; border: 1px solid #000000; }
  .words, tr, .fact, .sources li, .picture { break-inside: avoid; }
  .question { justify-content: flex-start; }
  .call, .call + .call { background: none; color: #000000; border-color: #000000; }
  h2 { color: #000000; margin-block-end: 12pt; }
  .scroller { padding: 0; }
  .said, .answer > p, .words, .alarm > p, .scroller > * { max-inline-size: none; }
  .fact { min-block-size: 0; padding: 2pt 8pt !important; }
  .sources li, .sources a, .origin, .number { min-block-size: 0; padding-block: 1pt; }
  .mark { display: inline; min-inline-size: 0; min-block-size: 0; margin: 0; vertical-align: baseline; }
  .mark span { padding: 0 2px; border: 0; background: none; color: #000000; font-size: 9pt; }
  .mark span::before { content: "["; }
  .mark span::after { content: "]"; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .sources a::after { content: " (" attr(href) ")"; }
  .sources .unseen { display: none; }
  a { color: #000000; }
}
`
