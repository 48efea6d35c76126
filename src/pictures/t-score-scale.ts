/** The T-score scale: three bands, their limits as numbers, and the patient's mark. */
import type { TScorePicture } from '../replies.js'
import { hatch, type Place } from './hatch.js'
import { drawing, em, labelAt, percent, shape, text, type Shape } from './shape.js'

/** Lengths in em of the text, from the top. */
const MARK_BASELINE = 1.05
const BAR_TOP = 2.6
const BAR_HEIGHT = 2.5
const LIMITS_BASELINE = 6.4
const ENDS_BASELINE = 7.9
const KEY_TOP = 8.9
const KEY_STEP = 1.85
const SWATCH = 1.3

/** Px between the lines of the bands, from the highest: none, few, many. */
const GAPS = [undefined, 13, 6] as const

/** Draws the scale, highest scores on the left, as the ranges are said. */
export function tScoreScale(picture: TScorePicture): Shape {
  const { alt, bands } = picture
  const shareOf = scaleOf(bands)
  const parts = [
    ...bands.flatMap((band, index) => bandShapes(band, { index, shareOf })),
    ...limitShapes(picture, shareOf),
    ...markShapes(picture, shareOf),
    ...bands.flatMap(({ label }, index) => keyShapes(label, index)),
  ]
  return drawing({ alt, kind: 't-score', heightEm: KEY_TOP + KEY_STEP * bands.length }, parts)
}

type Band = TScorePicture['bands'][number]
/** The share of the width at which a score lies; a score off the scale lies at its end. */
type ShareOf = (score: number) => number

function scaleOf(bands: readonly Band[]): ShareOf {
  const highest = bands[0]?.from ?? 0
  const lowest = bands[bands.length - 1]?.to ?? -1
  return (score) => Math.min(1, Math.max(0, (highest - score) / (highest - lowest)))
}

function bandShapes(
  { from, to }: Band,
  { index, shareOf }: { readonly index: number; readonly shareOf: ShareOf },
): readonly Shape[] {
  const width = shareOf(to) - shareOf(from)
  const place = {
    x: percent(shareOf(from)),
    y: em(BAR_TOP),
    width: percent(width),
    height: em(BAR_HEIGHT),
  }
  return filled(place, { index, reach: 480 })
}

function filled(
  place: Place,
  { index, reach }: { readonly index: number; readonly reach: number },
): readonly Shape[] {
  const gap = GAPS[index]
  return [
    shape('rect', { ...place, class: `pic-band pic-band-${index}` }),
    ...(gap === undefined ? [] : [hatch(place, { gap, reach })]),
    shape('rect', { ...place, class: 'pic-edge' }),
  ]
}

function limitShapes({ bands, ends }: TScorePicture, shareOf: ShareOf): readonly Shape[] {
  const y = em(LIMITS_BASELINE)
  return [
    ...bands.flatMap(({ to, limit }) =>
      limit === undefined
        ? []
        : [
            tick(percent(shareOf(to))),
            text(limit, { x: percent(shareOf(to)), y, class: 'pic-middle pic-strong' }),
          ],
    ),
    text(`← ${ends.high}`, { x: '0%', y: em(ENDS_BASELINE), class: 'pic-soft' }),
    text(`${ends.low} →`, { x: '100%', y: em(ENDS_BASELINE), class: 'pic-end pic-soft' }),
  ]
}

function tick(x: string): Shape {
  const from = BAR_TOP + BAR_HEIGHT
  return shape('line', { x1: x, x2: x, y1: em(from), y2: em(from + 0.3), class: 'pic-edge' })
}

function markShapes({ mark }: TScorePicture, shareOf: ShareOf): readonly Shape[] {
  const share = shareOf(mark.value)
  const x = percent(share)
  return [
    labelAt(mark.label, { share, y: MARK_BASELINE, look: 'pic-mark-text' }),
    // The halo keeps the line visible on hatching.
    ...['pic-halo', 'pic-mark'].map((name) =>
      shape('line', {
        x1: x,
        x2: x,
        y1: em(BAR_TOP - 0.4),
        y2: em(BAR_TOP + BAR_HEIGHT),
        class: name,
      }),
    ),
    pointer(x),
  ]
}

/** A triangle that points down at the bar; it sits in a box of its own because paths know no em. */
function pointer(x: string): Shape {
  const box = { x, y: em(BAR_TOP - 1), width: '1em', height: '1em', viewBox: '0 0 20 20' }
  return shape('svg', { ...box, class: 'pic-free' }, [
    shape('path', { d: 'M-10 0H10L0 15z', class: 'pic-pointer' }),
  ])
}

/** Beside the scale rather than in it: at the width of a phone no band has room for its name. */
function keyShapes(label: string, index: number): readonly Shape[] {
  const top = KEY_TOP + KEY_STEP * index
  const place = { x: '0', y: em(top), width: em(SWATCH * 1.5), height: em(SWATCH) }
  return [
    ...filled(place, { index, reach: 80 }),
    text(label, { x: em(SWATCH * 1.5 + 0.6), y: em(top + 1) }),
  ]
}
