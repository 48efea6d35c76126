/** Decides whether an answer carries a picture, and tells it in numbers and reviewed words. */
import { limitsOfTScore } from '../clinical/t-score.js'
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
  const { tScore: score, tScoreSite } = profile.slots
  // A class alone is not enough: with age and menopause unknown, the ranges may not be for them.
  const isMeant = profile.tScoreApplies === true && profile.tScoreClass !== undefined
  if (score === undefined || !isMeant) return undefined
  const words = content.system.pictures.t_score
  const limits = limitsOfTScore(content.facts.tScore)
  const [normalFrom, osteoporosisTo] = [limits.normalFrom, limits.osteoporosisTo].map(showScore)
  const high = Math.max(USUAL_SCALE.high, Math.ceil(score))
  const low = Math.min(USUAL_SCALE.low, Math.floor(score))
  const site = showTold(content, profile.slots, 'tScoreSite')
  const mark = put(tScoreSite === undefined ? words.mark : words.mark_with_site, {
    ...{ who: whoOf(filling), value: showScore(score) },
    ...(site !== undefined && { site }),
  })
  return {
    kind: 'tScore',
    title: put(words.title, { value: showScore(score) }),
    alt: put(words.alt, { normalFrom, osteoporosisTo, mark }),
    bands: [
      {
        label: words.bands.normal,
        from: high,
        to: limits.normalFrom,
        limit: put('{normalFrom}', { normalFrom }),
      },
      {
        label: words.bands.low,
        from: limits.normalFrom,
        to: limits.osteoporosisTo,
        limit: put('{osteoporosisTo}', { osteoporosisTo }),
      },
      { label: words.bands.osteoporosis_range, from: limits.osteoporosisTo, to: low },
    ],
    ends: words.ends,
    mark: { value: score, label: mark },
  }
}

function whoOf({ content: { system }, person }: Filling): string {
  if (person === undefined) return system.pictures.you
  const { name } = system.people.names[person.relation]
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}

function calciumPicture({ content, profile }: Filling): CalciumPicture | undefined {
  const { calciumGap, calciumTally, slots } = profile
  if (calciumGap === undefined) return undefined
  const words = content.system.pictures.calcium
  const mg = (amount: number) => showAmount(amount)
  const told =
    calciumTally === undefined
      ? [{ label: words.told, mg: slots.calciumMgPerDay ?? 0 }]
      : calciumTally.foods.map(({ food, mg }) => ({ label: food.names ?? food.name, mg }))
  const foods = withRest(told, words.others).map((food) => ({
    ...food,
    amount: put(words.amount, { value: mg(food.mg) }),
  }))
  const totalMg = foods.reduce((sum, food) => sum + food.mg, 0)
  const total = put(words.total, { value: mg(totalMg) })
  const need = put(words.need, { value: mg(calciumGap.needMg) })
  const limit = put(words.limit, { value: mg(calciumGap.upperLimitMg) })
  const named = foods.map(({ label, amount }) => put(words.food, { name: label, amount }))
  return {
    kind: 'calcium',
    title: words.title,
    alt: put(words.alt, { total, need, limit, foods: named.join(', ') }),
    foods,
    total: { mg: totalMg, label: total },
    need: { mg: calciumGap.needMg, label: need },
    limit: { mg: calciumGap.upperLimitMg, label: limit },
  }
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

/** Fills reviewed words; a number below zero gets a true minus, which is read out as one. */
function put(words: string, values: Readonly<Record<string, string | undefined>>): string {
  const filled = fillPlaceholders(words, (name) => values[name] ?? `{${name}}`)
  return filled.replace(/(^|[\s(:])-(?=\d)/g, '$1\u2212')
}
