/** Decides whether an answer carries a picture, and tells it in numbers and reviewed words. */
import type { Profile } from '../clinical/profile.js'
import { limitsOfTScore } from '../clinical/t-score.js'
import type { Content } from '../content/content.js'
import { fillPlaceholders } from '../content/marks.js'
import type { Table, Variant } from '../content/schema.js'
import { daysIn } from '../content/week.js'
import type { CalciumPicture, Picture, TScorePicture, WeekPicture } from '../types.js'
import type { Filling } from './fill.js'
import { showAmount, showScore } from './show.js'
import { showTold } from './show-told.js'

/** The scale as it is drawn for most: it grows for a score outside of it. */
const USUAL_SCALE = { high: 1, low: -4 } as const

/** More foods than this are drawn as one rest; the total still counts them all. */
const MAX_FOODS = 8

/**
 * The picture that a variant names, where it is meant for the patient and all that it shows was told;
 * undefined otherwise, and the words stand alone.
 */
export function pictureFor(
  filling: Filling,
  { picture, table }: Pick<Variant, 'picture' | 'table'>,
): Picture | undefined {
  if (picture === undefined) return undefined
  if (typeof picture !== 'string') {
    return table === undefined ? undefined : weekPicture(filling, table, picture.week)
  }
  // A mark for what is only supposed would look like a mark of the patient's.
  if (filling.supposing !== undefined) return undefined
  return picture === 't_score' ? tScorePicture(filling) : calciumPicture(filling)
}

function tScorePicture(filling: Filling): TScorePicture | undefined {
  const { content, profile } = filling
  const score = profile.slots.tScore
  // A class alone is not enough: with age and menopause unknown, the ranges may not be for them.
  const isMeant = profile.tScoreApplies === true && profile.tScoreClass !== undefined
  if (score === undefined || !isMeant) return undefined
  const words = content.system.pictures.t_score
  const value = showScore(score)
  const site = showTold(content, profile.slots, 'tScoreSite')
  const told = put(site === undefined ? words.mark : words.mark_with_site, { value, site })
  const mark = filling.person === undefined ? put(words.own_mark, { mark: told }) : told
  const { normalFrom, osteoporosisTo } = limitsOfTScore(content.facts.tScore)
  const limits = { normalFrom: showScore(normalFrom), osteoporosisTo: showScore(osteoporosisTo) }
  return {
    kind: 'tScore',
    title: put(words.title, { value }),
    alt: put(words.alt, { ...limits, mark }),
    bands: bandsOf(content, score),
    ends: words.ends,
    mark: { value: score, label: mark },
  }
}

function bandsOf({ system, facts }: Content, score: number): TScorePicture['bands'] {
  const { normal, low, osteoporosis_range: osteoporosis } = system.pictures.t_score.bands
  const { normalFrom, osteoporosisTo } = limitsOfTScore(facts.tScore)
  const limit = (at: number) => trueMinus(showScore(at))
  const highest = Math.max(USUAL_SCALE.high, Math.ceil(score))
  const lowest = Math.min(USUAL_SCALE.low, Math.floor(score))
  return [
    { label: normal, from: highest, to: normalFrom, limit: limit(normalFrom) },
    { label: low, from: normalFrom, to: osteoporosisTo, limit: limit(osteoporosisTo) },
    { label: osteoporosis, from: osteoporosisTo, to: lowest },
  ]
}

function calciumPicture({ content, profile }: Filling): CalciumPicture | undefined {
  const { calciumGap } = profile
  if (calciumGap === undefined) return undefined
  const words = content.system.pictures.calcium
  const say = (form: string, mg: number) => put(form, { value: showAmount(mg) })
  const foods = withRest(amountsTold(profile, words.told), words.others).map((food) => ({
    ...food,
    amount: say(words.amount, food.mg),
  }))
  const totalMg = foods.reduce((sum, food) => sum + food.mg, 0)
  const { needMg, upperLimitMg } = calciumGap
  const total = { mg: totalMg, label: say(words.total, totalMg) }
  const need = { mg: needMg, label: say(words.need, needMg) }
  const limit = { mg: upperLimitMg, label: say(words.limit, upperLimitMg) }
  const named = foods.map(({ label, amount }) => put(words.food, { name: label, amount }))
  const alt = put(words.alt, {
    ...{ total: total.label, need: need.label, limit: limit.label },
    foods: named.join(', '),
  })
  return { kind: 'calcium', title: words.title, alt, foods, total, need, limit }
}

function amountsTold({ calciumTally, slots }: Profile, told: string): readonly NamedAmount[] {
  if (calciumTally === undefined) return [{ label: told, mg: slots.calciumMgPerDay ?? 0 }]
  return calciumTally.foods.map(({ food, measures, mg }) => ({
    label: measures > 1 ? (food.names ?? food.name) : food.name,
    mg,
  }))
}

interface NamedAmount {
  readonly label: string
  readonly mg: number
}

function withRest(foods: readonly NamedAmount[], others: string): readonly NamedAmount[] {
  if (foods.length <= MAX_FOODS) return foods
  const rest = foods.slice(MAX_FOODS - 1).reduce((sum, { mg }) => sum + mg, 0)
  return [...foods.slice(0, MAX_FOODS - 1), { label: others, mg: rest }]
}

/** A week says what its table says: its days are read from there, and are never written twice. */
function weekPicture(
  { content }: Filling,
  { caption, rows }: Table,
  labels: readonly string[],
): WeekPicture | undefined {
  const words = content.system.pictures.week
  const drawn = rows.flatMap(([cell = ''], index) => {
    const days = daysIn(cell, words)
    const label = labels[index]
    if (days === undefined || label === undefined) return []
    const on = days.kind === 'days' ? { on: days.on } : { on: [], often: days.said }
    return [{ row: { label, ...on }, said: put(words.row, { days: cell, what: label }) }]
  })
  if (drawn.length < rows.length) return undefined
  return {
    kind: 'week',
    title: put(words.title, { caption }),
    alt: put(words.alt, { rows: drawn.map(({ said }) => said).join(' ') }),
    days: words.days.map(({ short }) => short),
    rows: drawn.map(({ row }) => row),
  }
}

function put(words: string, values: Readonly<Record<string, string | undefined>>): string {
  return trueMinus(fillPlaceholders(words, (name) => values[name] ?? `{${name}}`))
}

/** Content writes hyphens; in a drawing a number below zero has a minus, which is read out as one. */
function trueMinus(text: string): string {
  return text.replace(/(^|[\s(:])-(?=\d)/g, '$1\u2212')
}
