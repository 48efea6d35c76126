/** Reads how much of a food stands around its name: "two glasses of milk", "eggs x 2". */
import type { Food } from '../../content/facts-schema.js'
import { NUMBER_WORDS } from '../number-words.js'
import { MEASURE_WORDS, sizeOf } from './measures.js'

const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  my: 1,
  some: 1,
  ...NUMBER_WORDS,
  couple: 2,
  few: 3,
  half: 0.5,
  quarter: 0.25,
  'three quarters': 0.75,
}
// Longest first, because an alternation takes the first that fits.
const COUNT_WORDS = Object.keys(COUNTS).toSorted((a, b) => b.length - a.length)
/** A count of things, in digits or words, for a pattern. */
const COUNT = `\\d+(?:\\.\\d+)?(?:/\\d)?|${COUNT_WORDS.join('|')}`
const PLUS_HALF = '(?<plusHalf> and a half)?'
/** "large", "low fat": says nothing that the table knows. */
const BETWEEN =
  '(?:(?:small|large|big|full|tall|heaped|fresh|cooked|plain|cold|hot|warm|little|good|whole|of|the|that|low fat|steamed|canned|tinned|grated|melted|boiled|sliced|toasted|organic|extra|sharp|more|ordinary|normal|cheap) ?)*'
const HEAD = '(?:^|[\\s(,+&])'
const MEASURE = `(?<measure>${MEASURE_WORDS})\\b\\.?`

const PORTIONS_BEFORE = [
  // "Half a cup of", "two large glasses of", "a pint and a half of", "3".
  new RegExp(
    `${HEAD}(?:(?<fraction>half|quarter)(?: of)? an? |(?:an? )?(?<count>${COUNT})${PLUS_HALF}(?: of)?[\\s-]*(?:an? )?(?:x )?)${BETWEEN}\\s*(?:${MEASURE}\\s*(?<half>and a half )?)?${BETWEEN}$`,
  ),
  // "Bowl of".
  new RegExp(`${HEAD}${MEASURE} of ${BETWEEN}$`),
]
/** "Milk, 2 cups", "yogurt 8 oz", "cheese (1 slice)", "eggs x 2". */
const PORTION_AFTER = new RegExp(
  `^\\s*(?:[,:(-]\\s*)?(?:x\\s?(?<times>\\d+)\\b|(?<count>${COUNT})\\s*${MEASURE})`,
)

/** "Two glasses of…": what begins so is a list of what is eaten. */
export const STARTS_WITH_COUNT = new RegExp(`^\\W*(?:just |about |maybe |mostly )?(?:${COUNT})\\b`)

export interface Portion {
  /** Measures of the food, as the table counts it. */
  readonly measures: number
  /** A number or a measure was said: it is not only the name of a food. */
  readonly isMeasured: boolean
}

/** The words on either side of the name of a food. */
export interface Around {
  readonly before: string
  readonly after: string
}

/**
 * Reads the portion of a food from the words around its name.
 *
 * @param food What it is a portion of: a handful of almonds is an ounce, a bowl of cereal is a bowl.
 */
export function readPortion(food: Food, around: Around): Portion {
  const groups = groupsOf(around)
  if (groups === undefined) return { measures: inPassing(food, around), isMeasured: false }
  const { fraction, count, times, plusHalf, half, measure } = groups
  const word = fraction ?? count ?? times
  const number = (word === undefined ? 1 : countOf(word)) + ((plusHalf ?? half) ? 0.5 : 0)
  const size = measure === undefined ? sizeOfOne(food, word) : sizeOf(measure, food)
  return { measures: number * (size ?? inPassing(food, around)), isMeasured: true }
}

type Groups = Readonly<Partial<Record<string, string>>>

function groupsOf({ before, after }: Around): Groups | undefined {
  for (const pattern of PORTIONS_BEFORE) {
    const groups = pattern.exec(before)?.groups
    if (groups !== undefined) return groups
  }
  return PORTION_AFTER.exec(after)?.groups
}

function countOf(word: string): number {
  const [top, bottom] = word.split('/').map(Number)
  if (bottom !== undefined && top !== undefined && bottom > 0) return top / bottom
  return COUNTS[word] ?? Number(word)
}

/** Measures in one of a counted food: "3 figs", "10 almonds"; undefined where a helping is meant. */
function sizeOfOne({ measure, piecesPerMeasure }: Food, count?: string): number | undefined {
  if (count === 'some') return undefined
  if (piecesPerMeasure !== undefined) return 1 / piecesPerMeasure
  return measure === 'piece' || measure === 'slice' ? 1 : undefined
}

const SPLASH_CUPS = 1 / 8
const ON_CEREAL_CUPS = 1 / 2

const INTO_A_DRINK = /^\s*(?:in|for) (?:my |the |a |your |her |his )?(?:\w+ )?(?:tea|coffee|cuppa)/
const DRINK_WITH = new RegExp(
  `(?:\\b(?<cups>${COUNT}) (?:cups?|mugs?) of )?\\b(?:tea|coffee)s? with (?:some |a (?:little |bit of )?)?$`,
)
const ONTO_CEREAL = /^\s*(?:on|in|over|with) (?:my |the |a )?(?:cereal|oatmeal|porridge)/
const CEREAL_WITH =
  /\b(?:cereal|oatmeal|porridge|flakes|cheerios|weetabix)\s+(?:with|and|in)\s+(?:some )?$/

/** Milk in coffee is a splash, and on cereal half a cup; else a usual helping. */
function inPassing({ measure, helping }: Food, { before, after }: Around): number {
  if (measure !== 'cup') return helping
  const drinks = DRINK_WITH.exec(before)
  if (drinks !== null) return SPLASH_CUPS * countOf(drinks.groups?.['cups'] ?? 'a')
  if (INTO_A_DRINK.test(after) || /\b(?:splash|dash|drop|bit) of\s*$/.test(before)) {
    return SPLASH_CUPS
  }
  return ONTO_CEREAL.test(after) || CEREAL_WITH.test(before) ? ON_CEREAL_CUPS : helping
}
