import type { Foods } from '../../content/facts-schema.js'
import type { DailyFood } from '../../types.js'
import { findCalciumPills } from './calcium-pills.js'
import { readTimesPerDay } from './how-often.js'
import { compilePhrases, findPhrases, type Phrases } from './phrases.js'
import { readPortion, STARTS_WITH_COUNT } from './portion.js'
import { spanOf, textAfter, textBefore, type Reader, type Span } from './reading.js'
import { isQuestion } from './yes-no.js'

/** The foods of the table, made ready to search with. */
export interface FoodNames {
  readonly table: Foods
  /** All names together, so that "almond milk" is no milk. */
  readonly names: Phrases
  /** Food ids by name; a name that is only heard not to be taken for a food has none. */
  readonly idByName: ReadonlyMap<string, string>
}

export function makeFoodNames(table: Foods): FoodNames {
  const names = Object.entries(table.foods).flatMap(([id, { words }]) =>
    words.map((word) => [nameOf(word), id] as const),
  )
  return {
    table,
    names: compilePhrases([...names.map(([name]) => name), ...table.notListed]),
    idByName: new Map(names),
  }
}

/** Says that a day's food is told. */
const DAY =
  /\b(?:a day|daily|per day|(?:every|each|most) (?:day|morning|night|evening)s?|a week|per week|weekly|i (?:eat|ate|drink|drank|have|had|get|take|use|usually|always|normally|typically)|breakfast|lunch|dinner|supper|my diet|today|yesterday)\b/
/** Asks for the sum of what is told. */
const SUM =
  /\b(?:enough|add (?:up|this|it|these|that)|tally|total|count|how much calcium (?:do|am|did|have) i|how much calcium is that|work out|come to|sufficient)\b/
/** Talk of how a pill is swallowed names foods that nobody counts. */
const NOT_A_DIET =
  /\b(?:empty stomach|swallow|fosamax|alendronate|actonel|risedronate|boniva|ibandronate|allerg\w*|intoleran\w*|interact\w*|before my|with my (?:pill|tablet|medicine|meds)|best source|good source|instead of)\b/
/** What might be eaten, or what others eat. */
const ONLY_ASKED =
  /\b(?:should|can|could|may|would|must|do|does|if) (?:i|we|you|a|an|the|two|people|women|men|eating|drinking|having)\b|\bis (?:it|eating|drinking|having)\b|\b(?:how many|which|what) \w+/

interface Eaten extends Span, DailyFood {
  /** How much or how often was said: it is not only the name of a food. */
  readonly isMeasured: boolean
}

/** "And broccoli, I forgot", "make that two cups": of the foods that were told before. */
const CHANGES_LIST =
  /^\W*(?:(?:oh|sorry|no|wait|well|hang on|hold on|ok|actually)\W+)*(?:and|also|plus|i (?:also )?forgot|forgot|make (?:that|it)|i meant|i (?:also )?(?:have|had|eat|drink)|you forgot|another)\b|\bi forgot\b|\b(?:as well|too)\W*$/

/** Reads what is eaten on an ordinary day: "two glasses of milk, a yogurt and a handful of almonds". */
export const readFoods: Reader = ({ lexicon, text, awaited, foodsBefore = [] }) => {
  const foods = findFoods(lexicon.foodNames, text)
  const isListKnown = awaited === 'dailyFoods' || foodsBefore.length > 0
  if (foods.length === 0 && !isListKnown) return []
  const isChange = foodsBefore.length > 0 && CHANGES_LIST.test(text) && !isQuestion(text)
  const isAnswer = awaited === 'dailyFoods' || isList(text, foods) || isChange
  if (!isAnswer && !tellsOfADay(text)) return []
  // A pill alone is not what somebody eats on a day, unless that was the question.
  const isTold = isAnswer || foods.length > 1 || foods.some(({ isMeasured }) => isMeasured)
  if (!isTold) return []
  const eaten = [...foods, ...findPills(text)].toSorted((a, b) => a.start - b.start)
  const span = spanOfAll(eaten)
  if (span === undefined) return []
  const value = isChange ? changed(foodsBefore, merge(eaten), text) : merge(eaten)
  return [{ slot: 'dailyFoods', value, ...span }]
}

const WORDS_PER_FOOD = 6

/** "Two glasses of milk and a yogurt": nothing else is said, so nothing else is meant. */
function isList(text: string, foods: readonly Eaten[]): boolean {
  const words = text.split(/\s+/).length
  return (
    STARTS_WITH_COUNT.test(text) &&
    words <= foods.length * WORDS_PER_FOOD &&
    foods.every(({ isMeasured }) => isMeasured) &&
    !isQuestion(text)
  )
}

function tellsOfADay(text: string): boolean {
  if (NOT_A_DIET.test(text)) return false
  return SUM.test(text) || (DAY.test(text) && !ONLY_ASKED.test(text))
}

function findFoods({ table, names, idByName }: FoodNames, text: string): readonly Eaten[] {
  return findPhrases(names, text).flatMap((match) => {
    const span = spanOf(match)
    const id = idByName.get(nameOf(match[0]))
    const food = id === undefined ? undefined : table.foods[id]
    if (id === undefined || food === undefined || food.measure === 'mg') return []
    const around = { before: textBefore(text, span), after: textAfter(text, span) }
    if (isRefused(around.before)) return []
    const { measures, isMeasured } = readPortion(food, around)
    return [perDay(text, { ...span, food: id, servings: measures / food.perMeasures, isMeasured })]
  })
}

/** The food that stands for calcium from pills; its servings are milligrams. */
const CALCIUM_PILL = 'calcium_pill'

function findPills(text: string): readonly Eaten[] {
  return findCalciumPills(text)
    .filter((pill) => !isRefused(textBefore(text, pill)))
    .map(({ mg, start, end }) =>
      perDay(text, { start, end, food: CALCIUM_PILL, servings: mg, isMeasured: true }),
    )
}

function perDay(text: string, eaten: Eaten): Eaten {
  const times = readTimesPerDay(text.slice(eaten.end))
  if (times === undefined) return eaten
  return { ...eaten, servings: eaten.servings * times, isMeasured: true }
}

const CLAUSE_START = /[.;!?,]|\b(?:but|because|just|only|though|except|and i)\b/
const REFUSED =
  /\b(?:no|not(?! sure| certain| much| many)|never|without|nor|neither|instead of|rather than|cut out|gave up|given up|avoid|hate|(?:do|does|did|have|has|is|can)n'?t(?! know| remember))\b/

/** "No milk", "I gave up cheese": named, but not eaten. */
function isRefused(before: string): boolean {
  return REFUSED.test(before.split(CLAUSE_START).at(-1) ?? '')
}

/** Farther apart, something else is told between two foods, such as a score. */
const MAX_GAP = 32

function spanOfAll([first, ...others]: readonly Eaten[]): Span | undefined {
  if (first === undefined) return undefined
  let { end } = first
  for (const next of others) {
    if (next.start - end > MAX_GAP) break
    end = next.end
  }
  return { start: first.start, end }
}

/** A food named again is told anew, unless it is one more. */
function changed(
  before: readonly DailyFood[],
  now: readonly DailyFood[],
  text: string,
): readonly DailyFood[] {
  if (/\b(?:another|more|extra)\b/.test(text)) return merge([...before, ...now])
  const isAnew = ({ food }: DailyFood) => now.some((eaten) => eaten.food === food)
  return [...before.filter((eaten) => !isAnew(eaten)), ...now]
}

/** The same food twice is one line of the sum. */
function merge(eaten: readonly DailyFood[]): readonly DailyFood[] {
  const byFood = new Map<string, number>()
  for (const { food, servings } of eaten) byFood.set(food, (byFood.get(food) ?? 0) + servings)
  return [...byFood].map(([food, servings]) => ({ food, servings: hundredths(servings) }))
}

function hundredths(servings: number): number {
  return Math.round(servings * 100) / 100
}

function nameOf(text: string): string {
  return text.replace(/[\s-]+/g, ' ')
}
