/** Reads how much of a food stands before its name: "two glasses of", "a handful of", "half a cup of". */
import type { Food, Measure } from '../../content/facts-schema.js'

const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  my: 1,
  some: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  couple: 2,
  few: 3,
  half: 0.5,
  quarter: 0.25,
}
const COUNT = `\\d+(?:\\.\\d+)?(?:/\\d)?|½|¼|¾|${Object.keys(COUNTS).join('|')}`
const MEASURE =
  'cups?|glass(?:es)?|mugs?|pints?|lit(?:er|re)s?|ml|fl(?:uid)? ?oz|oz|ounces?|grams?|g|tbsp|tbs|tablespoons?|tsp|teaspoons?|bowls?|slices?|pieces?|handfuls?|sticks?|pounds?|lbs?|splash(?:es)?|dash(?:es)?|drops?|servings?|helpings?|portions?|pots?|tubs?|containers?|cartons?|cans?|tins?|scoops?|bottles?'
/** "large", "low fat": says nothing that the table knows. */
const BETWEEN =
  '(?:(?:small|large|big|full|tall|heaped|fresh|cooked|plain|cold|hot|warm|little|good|whole|of|the|that|low fat|steamed|canned|tinned|grated|melted|boiled|sliced|toasted|organic|extra|sharp|more|ordinary|normal|cheap) ?)*'
const PORTION = new RegExp(
  `(?:^|[\\s(,+&])(?:(?<half>half|quarter)(?: of)? an? |(?:an? )?(?<count>${COUNT})(?: of)?[\\s-]*(?:an? )?(?:x )?)${BETWEEN}\\s*(?:(?<measure>${MEASURE})\\b\\.?\\s*)?${BETWEEN}$`,
)
/** "Milk, 2 cups", "yogurt 8 oz", "cheese (1 slice)", "eggs x 2". */
const PORTION_AFTER = new RegExp(
  `^\\s*(?:[,:(x-]\\s*)?(?<count>${COUNT})\\s*(?<measure>${MEASURE})\\b`,
)

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

export interface Portion {
  /** Measures of the food, as the table counts it. */
  readonly measures: number
  /** A number or a measure was said: it is not only the name of a food. */
  readonly isMeasured: boolean
}

/**
 * Reads the portion of a food from the words around its name.
 *
 * @param food What it is a portion of: a handful of almonds is an ounce, a bowl of cereal is a bowl.
 */
export function readPortion(food: Food, before: string, after: string): Portion {
  const groups = PORTION.exec(before)?.groups ?? PORTION_AFTER.exec(after)?.groups
  if (groups === undefined) return { measures: inPassing(food, before, after), isMeasured: false }
  const count = countOf(groups['half'] ?? groups['count'] ?? '')
  const measure = groups['measure']
  const size = measure === undefined ? undefined : sizeOf(singular(measure), food)
  return { measures: count * (size ?? inPassing(food, before, after)), isMeasured: true }
}

function countOf(word: string): number {
  const fraction = { '½': 0.5, '¼': 0.25, '¾': 0.75 }[word]
  const [top, bottom] = word.split('/').map(Number)
  if (bottom !== undefined && top !== undefined && bottom > 0) return top / bottom
  return fraction ?? COUNTS[word] ?? Number(word)
}

/** Measures of the food in one of what was said; undefined for "a pot" and "a serving". */
function sizeOf(said: string, { measure }: Food): number | undefined {
  if (measure === 'ounce') return OUNCES[said]
  if (PIECES.includes(said) && PIECES.includes(measure)) return 1
  const cups = CUPS_PER[measure]
  const saidCups = CUPS[said]
  return cups === undefined || saidCups === undefined ? undefined : saidCups / cups
}

function singular(measure: string): string {
  const plain = measure.replace(/\s/g, '').replace(/^fluidoz/, 'floz')
  return plain.replace(/(?<=glass|splash|dash)es$/, '').replace(/(?<!s|glas|das|splas)s$/, '')
}

/** Milk in coffee is a splash, and on cereal half a cup; else a usual helping. */
function inPassing({ measure, helping }: Food, before: string, after: string): number {
  if (measure !== 'cup') return helping
  if (/^\s*(?:in|for) (?:my |the |a |your |her |his )?(?:\w+ )?(?:tea|coffee|cuppa)/.test(after))
    return 1 / 8
  if (/\b(?:splash|dash|drop|bit) of\s*$/.test(before)) return 1 / 8
  const isOnCereal =
    /^\s*(?:on|in|over|with) (?:my |the |a )?(?:cereal|oatmeal|porridge)/.test(after) ||
    /\b(?:cereal|oatmeal|porridge|flakes|cheerios|weetabix)\s+(?:with|and|in)\s+(?:some )?$/.test(
      before,
    )
  return isOnCereal ? 0.5 : helping
}
