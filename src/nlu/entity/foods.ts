import type { Foods } from '../../content/facts-schema.js'
import type { DailyFood } from '../../types.js'
import { compilePhrases } from './phrases.js'
import { readPortion } from './portion.js'
import { isNegated, spanOf, textAfter, textBefore, type Reader, type Span } from './reading.js'

/** The foods of the table, made ready to search with. */
export interface FoodNames {
  readonly table: Foods
  /** All names in one pattern, longest first, so that "almond milk" is no milk. */
  readonly pattern: RegExp
  /** Food ids by name; a name that is only heard not to be taken for a food has none. */
  readonly idByName: ReadonlyMap<string, string>
}

export function makeFoodNames(table: Foods): FoodNames {
  const names = Object.entries(table.foods).flatMap(([id, { words }]) =>
    words.map((word) => [nameOf(word), id] as const),
  )
  return {
    table,
    pattern: compilePhrases([...names.map(([name]) => name), ...table.notListed]),
    idByName: new Map(names),
  }
}

/** Says that a day's food is told, or asks for the sum. */
const DAY =
  /\b(?:a day|daily|per day|(?:every|each|most) (?:day|morning|night|evening)s?|a week|per week|weekly|i (?:eat|ate|drink|drank|have|had|get|take|use|usually|always|normally|typically)|(?:breakfast|lunch|dinner|supper|my diet|today|yesterday)|enough|add (?:up|this|it|these|that)|tally|total|count|how much calcium|work out|come to|sufficient)\b/
/** Talk of how a pill is swallowed names foods that nobody counts. */
const NOT_A_DIET =
  /\b(?:empty stomach|swallow|fosamax|alendronate|actonel|risedronate|boniva|ibandronate|allerg\w*|intoleran\w*|interact\w*|before my|with my (?:pill|tablet|medicine|meds)|best source|good source|instead of)\b/
const NOT_EATEN =
  /\b(?:no|not|never|without|instead of|rather than|cut out|gave up|avoid|hate|don'?t (?:eat|drink|like|have|touch))\s+(?:\w+\s){0,3}$/

interface Eaten extends Span, DailyFood {
  readonly isMeasured: boolean
}

/** Reads what is eaten on an ordinary day: "two glasses of milk, a yogurt and a handful of almonds". */
export const readFoods: Reader = ({ lexicon, text, awaited }) => {
  const isAnswer = awaited === 'dailyFoods'
  if (!isAnswer && (!DAY.test(text) || NOT_A_DIET.test(text))) return []
  const eaten = [...findFoods(lexicon.foodNames, text), ...findPills(text)].toSorted(
    (a, b) => a.start - b.start,
  )
  const isTold = isAnswer || eaten.length > 1 || eaten.some(({ isMeasured }) => isMeasured)
  const [first] = eaten
  const last = eaten.at(-1)
  if (!isTold || first === undefined || last === undefined) return []
  const perDay = eaten.map((item) => ({
    food: item.food,
    servings: round(item.servings * timesPerDay(text, item)),
  }))
  return [{ slot: 'dailyFoods', value: merge(perDay), start: first.start, end: last.end }]
}

function findFoods({ table, pattern, idByName }: FoodNames, text: string): readonly Eaten[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const span = spanOf(match)
    const id = idByName.get(nameOf(match[0]))
    const food = id === undefined ? undefined : table.foods[id]
    const before = textBefore(text, span)
    if (id === undefined || food === undefined || food.measure === 'mg') return []
    if (NOT_EATEN.test(before) || isNegated(text, span)) return []
    const { measures, isMeasured } = readPortion(food, before, textAfter(text, span))
    return [{ ...span, food: id, servings: measures / food.perMeasures, isMeasured }]
  })
}

const MG_OF_PILL =
  /(?:(?<count>two|three|2|3)\s+(?:x\s+)?)?(?<mg>\d{2,4})(?:\.0)?\s*mg\b(?=[^.;?!]{0,24}\b(?:calcium|caltrate|citracal|pills?|tablets?|supplements?|chews?|gumm(?:y|ies)|capsules?)\b)|\b(?:calcium|caltrate|citracal)(?: (?:pill|tablet|supplement|carbonate|citrate|chew)s?)?(?: of| with| at|,)?\s+(?<after>\d{2,4})(?:\s*mg\b)?(?=[^.;?!]{0,16}(?:pill|tablet|supplement|daily|a day|$|,|and))/g
const COUNTS: Readonly<Record<string, number>> = { two: 2, '2': 2, three: 3, '3': 3 }

/** A pill counts with the milligrams that are said of it; without them only its label knows. */
function findPills(text: string): readonly Eaten[] {
  return [...text.matchAll(MG_OF_PILL)].flatMap((match) => {
    const { count = '', mg, after } = match.groups ?? {}
    // "800 mg of calcium" alone is a day's sum or a question, not a pill.
    const isPill = /pill|tablet|supplement|chew|gumm|capsule|caltrate|citracal/.test(
      text.slice(match.index, match.index + match[0].length + 32),
    )
    if (!isPill || isNegated(text, spanOf(match))) return []
    const servings = Number(mg ?? after) * (COUNTS[count] ?? 1)
    return [{ ...spanOf(match), food: 'calcium_pill', servings, isMeasured: true }]
  })
}

const OFTEN =
  /\b(?:(?<times>once|twice|three times|four times|five times|\d (?:times|x))\s+(?:a|per|each|every)\s+(?<unit>day|week)|every other (?<other>day)|(?<number>\d|one|two|three) (?:times )?(?:a|per) (?<per>day|week)|(?<weekly>weekly|a week|per week|once in a while))\b/g
const TIMES: Readonly<Record<string, number>> = {
  once: 1,
  twice: 2,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
}

/** How often a day, by the next word about it in the same sentence: "sardines twice a week". */
function timesPerDay(text: string, { end }: Span): number {
  const rest = /^[^.;!?]*/.exec(text.slice(end))?.[0] ?? ''
  const [next] = rest.matchAll(OFTEN)
  const sooner = next === undefined ? '' : rest.slice(0, next.index)
  // "A glass of milk a day and sardines twice a week": the day came first.
  if (next?.groups === undefined || /\b(?:a day|daily|every day|each day|per day)\b/.test(sooner))
    return 1
  const { times, unit, other, number, per, weekly } = next.groups
  if (other !== undefined) return 0.5
  if (weekly !== undefined) return 1 / 7
  const word = (times ?? number ?? '1').split(' ')[0] ?? '1'
  const count = TIMES[word] ?? (Number(word) || 1)
  return (unit ?? per) === 'week' ? count / 7 : count
}

/** The same food twice is one line of the sum. */
function merge(eaten: readonly DailyFood[]): readonly DailyFood[] {
  const byFood = new Map<string, number>()
  for (const { food, servings } of eaten) byFood.set(food, (byFood.get(food) ?? 0) + servings)
  return [...byFood].map(([food, servings]) => ({ food, servings: round(servings) }))
}

function round(servings: number): number {
  return Math.round(servings * 100) / 100
}

function nameOf(text: string): string {
  return text.replace(/[\s-]+/g, ' ')
}
