/** The style of all drawings, in the colours of `look/colors.ts`. Lengths are those of the text. */

const text = `
.picture { margin: 0; max-width: 32rem; container-type: inline-size; }
.picture figcaption { padding: 4px 0 12px; font-weight: 700; }
.pic { display: block; overflow: visible; font-size: min(1em, 6.3cqi); }
.pic text { fill: var(--ink); }
.pic-middle { text-anchor: middle; }
.pic-end { text-anchor: end; }
.pic-strong, .pic-mark-text, .pic-number { font-weight: 700; }
.pic .pic-soft { fill: var(--ink-soft); }
.pic-mark-text { font-size: 1.125em; }
`

const shapes = `
.pic-clip { overflow: hidden; }
.pic-free { overflow: visible; }
.pic-edge { fill: none; stroke: var(--ink-soft); stroke-width: 1.5; }
.pic-hatch { fill: none; stroke: var(--warm); stroke-width: 1.5; }
.pic-halo { stroke: var(--surface); stroke-width: 7; }
.pic-mark { stroke: var(--ink); stroke-width: 3; }
.pic-pointer { fill: var(--ink); }
.pic-rule { stroke: var(--line); stroke-width: 1; }
`

const scale = `
.pic-band-0 { fill: var(--brand-soft); }
.pic-band-1, .pic-band-2 { fill: var(--warm-soft); }
`

const bar = `
.pic-ground { fill: var(--surface); stroke: var(--ink-soft); stroke-width: 1.5; }
.pic-beyond { fill: var(--warm-soft); }
.pic-limit { stroke: var(--warm); stroke-width: 3; }
.pic-part { stroke: var(--brand); stroke-width: 1.5; }
rect.pic-tone-dark { fill: var(--brand); }
rect.pic-tone-light { fill: var(--brand-soft); }
.pic text.pic-tone-dark { fill: var(--surface); }
.pic text.pic-tone-light { fill: var(--ink); }
`

const week = `
.pic-dot { fill: var(--brand); }
.pic-no-dot { fill: var(--line); }
.pic-often { fill: var(--brand-soft); stroke: var(--brand); stroke-width: 1.5; }
`

const media = `
@media (forced-colors: active) {
  .pic { forced-color-adjust: none; }
  .pic text, .pic .pic-soft, .pic text.pic-tone-light, .pic-pointer, .pic-dot, .pic-no-dot,
  rect.pic-tone-dark { fill: CanvasText; }
  .pic-edge, .pic-rule, .pic-mark, .pic-limit, .pic-hatch, .pic-often, .pic-part, .pic-ground {
    stroke: CanvasText;
  }
  .pic-band, .pic-ground, .pic-beyond, .pic-often, rect.pic-tone-light,
  .pic text.pic-tone-dark { fill: Canvas; }
  .pic-halo { stroke: Canvas; }
}
@media print {
  .picture { break-inside: avoid; }
}
`

/** Goes into the style sheet of the page, and into that of the widget's shadow root. */
export const PICTURE_CSS = [text, shapes, scale, bar, week, media].join('')
