/** Small pictures of numbers, as SVG. */
import { html, type Html } from '../server/html.js'
import type { Bin } from './calibration.js'

const WIDTH = 640
const HEIGHT = 240
/** Room for the numbers beside the axes. */
const MARGIN = 40

/** Places a share of 0…1 on an axis, in pixels. */
const across = (x: number): number => MARGIN + x * (WIDTH - 2 * MARGIN)
const up = (y: number): number => HEIGHT - MARGIN - y * (HEIGHT - 2 * MARGIN)

/** How many were heard with which confidence; what was wrong stands on what was right. */
export function histogramChart(bins: readonly Bin[]): Html {
  const most = Math.max(1, ...bins.map(({ right, wrong }) => right + wrong))
  return frame('Confidence of what was heard first, right and wrong', `${most}`, [
    ...bins.flatMap(({ from, to, right, wrong }) => {
      const base = right / most
      return [
        bar({ from, to, low: 0, high: base, kind: 'good', title: `${right} right` }),
        bar({
          from,
          to,
          low: base,
          high: base + wrong / most,
          kind: 'bad',
          title: `${wrong} wrong`,
        }),
      ]
    }),
  ])
}

interface Bar {
  /** All four are shares of an axis. */
  readonly from: number
  readonly to: number
  readonly low: number
  readonly high: number
  readonly kind: 'good' | 'bad'
  readonly title: string
}

function bar({ from, to, low, high, kind, title }: Bar): Html {
  const [left, top] = [across(from) + 1, up(high)]
  const [width, height] = [across(to) - across(from) - 2, up(low) - top]
  return html`<rect
    class="${kind}"
    x="${px(left)}"
    y="${px(top)}"
    width="${px(width)}"
    height="${px(height)}"
    ><title>${from.toFixed(2)} to ${to.toFixed(2)}: ${title}</title></rect
  >`
}

/** The share that was right at each confidence; on the diagonal the confidence can be believed. */
export function reliabilityChart(bins: readonly Bin[]): Html {
  const points = bins.flatMap(({ right, wrong, meanConfidence }) =>
    meanConfidence === undefined
      ? []
      : [{ x: meanConfidence, y: right / (right + wrong), messages: right + wrong }],
  )
  const line = points.map(({ x, y }) => `${px(across(x))},${px(up(y))}`).join(' ')
  return frame('Share right at each confidence', '1', [
    html`<line
      class="ideal"
      x1="${px(across(0))}"
      y1="${px(up(0))}"
      x2="${px(across(1))}"
      y2="${px(up(1))}"
    />`,
    html`<polyline class="curve" points="${line}" />`,
    ...points.map(
      ({ x, y, messages }) =>
        html`<circle cx="${px(across(x))}" cy="${px(up(y))}" r="4"
          ><title>confidence ${x.toFixed(2)}: ${y.toFixed(2)} of ${messages} right</title></circle
        >`,
    ),
  ])
}

function frame(label: string, top: string, content: readonly Html[]): Html {
  return html`<svg role="img" aria-label="${label}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
    <line class="axis" x1="${across(0)}" y1="${up(0)}" x2="${across(1)}" y2="${up(0)}" />
    <line class="axis" x1="${across(0)}" y1="${up(0)}" x2="${across(0)}" y2="${up(1)}" />
    ${[0, 0.25, 0.5, 0.75, 1].map(
      (x) => html`<text class="middle" x="${across(x)}" y="${up(0) + 18}">${x}</text>`,
    )}
    <text class="end" x="${across(0) - 6}" y="${up(1) + 5}">${top}</text>
    <text class="end" x="${across(0) - 6}" y="${up(0)}">0</text>
    ${content}
  </svg>`
}

/** A place in the picture, to a tenth of a pixel. */
export function px(value: number): string {
  return value.toFixed(1)
}
