/** Checks that a drawing can be made from the answer that names it. */
import type { ContentProblem } from '../errors.js'
import type { Content } from './content.js'
import type { VariantPicture } from './picture-schema.js'
import type { Place } from './place.js'
import type { Table } from './schema.js'
import { daysIn } from './week.js'

/** Lists why a week cannot be drawn: the drawing says what the table says, or there is none. */
export function checkPicture(
  { system }: Content,
  { picture, table }: { picture?: VariantPicture | undefined; table?: Table | undefined },
  at: Place,
): readonly ContentProblem[] {
  if (picture === undefined || typeof picture === 'string') return []
  if (table === undefined) return [at('a week is drawn from a table, and there is none')]
  if (table.rows.length !== picture.week.length) {
    return [at(`names ${picture.week.length} things to do for ${table.rows.length} rows`)]
  }
  return table.rows.flatMap(([cell = '']) =>
    daysIn(cell, system.pictures.week) === undefined
      ? [at(`"${cell}" names no days`, 'write days as in pictures.week of _system.yml')]
      : [],
  )
}
