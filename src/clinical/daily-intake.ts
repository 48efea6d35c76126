import type { Facts } from '../content/facts-schema.js'
import type { Slots } from '../types.js'

export interface CalciumNeed {
  /** Milligrams a day in all, food and pills. */
  readonly womenMg: number
  readonly menMg: number
  readonly upperLimitMg: number
}

/**
 * Looks up how much calcium is advised a day at an age; undefined when the age is not known.
 *
 * @throws {RangeError} when no row holds for the age: the nearest row would be somebody else's dose.
 * @source iom_2011, ods_calcium
 */
export function calciumNeed(slots: Slots, table: Facts['calcium']): CalciumNeed | undefined {
  if (slots.ageYears === undefined) return undefined
  const row = rowForAge(slots.ageYears, table.rows)
  if (slots.pregnant !== true) return row
  const inPregnancy = table.pregnant.find((candidate) => holds(candidate, slots.ageYears))
  // Outside the ages of pregnancy the told age is in doubt; the plain row is the smaller claim.
  if (inPregnancy === undefined) return row
  return {
    womenMg: inPregnancy.needMg,
    menMg: row.menMg,
    upperLimitMg: inPregnancy.upperLimitMg,
  }
}

export interface VitaminDNeed {
  /** International units a day; 40 IU are 1 mcg. */
  readonly needIu: number
  readonly upperLimitIu: number
}

/**
 * Looks up how much vitamin D is advised a day at an age; undefined when the age is not known.
 *
 * @throws {RangeError} when no row holds for the age.
 * @source iom_2011, ods_vitd
 */
export function vitaminDNeed(slots: Slots, table: Facts['vitaminD']): VitaminDNeed | undefined {
  return slots.ageYears === undefined ? undefined : rowForAge(slots.ageYears, table.rows)
}

interface AgeRow {
  readonly fromAge: number
  readonly belowAge: number
}

function rowForAge<Row extends AgeRow>(ageYears: number, rows: readonly Row[]): Row {
  const row = rows.find((candidate) => holds(candidate, ageYears))
  if (row === undefined) throw new RangeError(`no row for age ${ageYears}`)
  return row
}

function holds(row: AgeRow, ageYears: number | undefined): boolean {
  return ageYears !== undefined && ageYears >= row.fromAge && ageYears < row.belowAge
}
