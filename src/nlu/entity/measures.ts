/** How much of a food is in a glass, a handful, a slice: sizes of what people measure with. */
import type { Food, Measure } from '../../content/facts-schema.js'

/** All measures as people say them, for a pattern. */
export const MEASURE_WORDS =
  'cups?|glass(?:es)?|mugs?|pints?|lit(?:er|re)s?|ml|fl(?:uid)? ?oz|oz|ounces?|grams?|g|tbsp|tbs|tablespoons?|tsp|teaspoons?|bowls?|slices?|pieces?|handfuls?|sticks?|pounds?|lbs?|splash(?:es)?|dash(?:es)?|drops?|servings?|helpings?|portions?|pots?|tubs?|containers?|cartons?|cans?|tins?|scoops?|bottles?'

/** Cups in each measure of volume. */
const CUPS: Readonly<Record<string, number>> = {
  cup: 1,
  glass: 1,
  mug: 1,
  bottle: 1,
  bowl: 1,
  pint: 2,
  liter: 4.2,
  litre: 4.2,
  ml: 1 / 240,
  floz: 1 / 8,
  oz: 1 / 8,
  ounce: 1 / 8,
  tbsp: 1 / 16,
  tbs: 1 / 16,
  tablespoon: 1 / 16,
  tsp: 1 / 48,
  teaspoon: 1 / 48,
  splash: 1 / 8,
  dash: 1 / 8,
  drop: 1 / 8,
  scoop: 0.5,
}
/** Ounces in each measure of weight; a slice, a stick and a handful are about an ounce. */
const OUNCES: Readonly<Record<string, number>> = {
  oz: 1,
  ounce: 1,
  g: 1 / 28.35,
  gram: 1 / 28.35,
  pound: 16,
  lb: 16,
  handful: 1,
  slice: 1,
  stick: 1,
  piece: 1,
  cup: 8,
  bowl: 8,
  tbsp: 0.5,
  tablespoon: 0.5,
}
const CUPS_PER: Partial<Readonly<Record<Measure, number>>> = {
  cup: 1,
  half_cup: 0.5,
  bowl: 1,
  tablespoon: 1 / 16,
}
const PIECES: readonly string[] = ['slice', 'piece', 'bowl']

/** Measures of the food in one of what was said; undefined where it has no size of its own, like "a pot". */
export function sizeOf(said: string, { measure }: Food): number | undefined {
  const one = singular(said)
  if (measure === 'ounce') return OUNCES[one]
  if (PIECES.includes(one) && PIECES.includes(measure)) return 1
  const cups = CUPS_PER[measure]
  const saidCups = CUPS[one]
  return cups === undefined || saidCups === undefined ? undefined : saidCups / cups
}

function singular(measure: string): string {
  const plain = measure.replace(/\s/g, '').replace(/^fluidoz/, 'floz')
  return plain.replace(/(?<=glass|splash|dash)es$/, '').replace(/(?<!s)s$/, '')
}
