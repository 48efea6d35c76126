/** Reads the days out of the first cell of a weekly plan. */
import { withoutMarks } from './marks.js'
import type { PictureWords } from './picture-schema.js'

/** Days by their places in the week, from 0; or words such as "Most days", which name none. */
export type PlanDays =
  | { readonly kind: 'days'; readonly on: readonly number[] }
  | { readonly kind: 'often'; readonly said: string }

/** Reads "Monday, Thursday"; undefined when a part of it is no known day, so that nothing is guessed. */
export function daysIn(cell: string, words: PictureWords['week']): PlanDays | undefined {
  const said = withoutMarks(cell)
  if (words.often.includes(said)) return { kind: 'often', said }
  if (words.every.includes(said)) return { kind: 'days', on: words.days.map((_, day) => day) }
  const on = said.split(', ').map((part) => words.days.findIndex(({ name }) => name === part))
  return on.includes(-1) ? undefined : { kind: 'days', on }
}
