/** Pictures with short made-up words. */
import type { CalciumPicture, TScorePicture, WeekPicture } from '../../src/types.js'

const words = { title: 'A title', alt: 'All that it shows.' }

/** A score on a scale from +1 to −4, or to the score. */
export function aScorePicture(value: number): TScorePicture {
  return {
    kind: 'tScore',
    ...words,
    bands: [
      { label: 'Normal', from: Math.max(1, value), to: -1, limit: '−1.0' },
      { label: 'Low', from: -1, to: -2.5, limit: '−2.5' },
      { label: 'Lowest', from: -2.5, to: Math.min(-4, value) },
    ],
    ends: { high: 'denser', low: 'thinner' },
    mark: { value, label: `You: ${value}` },
  }
}

/** A day of foods with these milligrams. */
export function aCalciumPicture(
  mgs: readonly number[],
  { need, limit }: { readonly need: number; readonly limit: number } = { need: 1200, limit: 2000 },
): CalciumPicture {
  const total = mgs.reduce((sum, mg) => sum + mg, 0)
  return {
    kind: 'calcium',
    ...words,
    foods: mgs.map((mg, index) => ({ label: `food ${index + 1}`, mg, amount: `${mg} mg` })),
    total: { mg: total, label: `In all ${total} mg` },
    need: { mg: need, label: `Need ${need} mg` },
    limit: { mg: limit, label: `Limit ${limit} mg` },
  }
}

/** A week in which the first thing is done on the first days given, and so on. */
export function aWeekPicture(days: readonly (readonly number[])[]): WeekPicture {
  return {
    kind: 'week',
    ...words,
    days: [...'MTWTFSS'],
    rows: days.map((on, index) => ({ label: `Thing ${index + 1}`, on })),
  }
}
