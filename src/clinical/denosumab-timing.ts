import type { Facts } from '../content/facts-schema.js'

export type DenosumabTiming = 'not_due' | 'due' | 'late' | 'overdue'

/**
 * Names how a denosumab shot for osteoporosis stands, by the months since the last one.
 *
 * Cancer-dose denosumab has its own schedule and must not be asked about here (rules R13).
 *
 * @param months Calendar months, 0…60, as `monthsBetween` counts them.
 * @source mhra_denosumab_2020, tsourdi_2021
 */
export function denosumabTiming(months: number, table: Facts['denosumab']): DenosumabTiming {
  if (months < table.dueFromMonths) return 'not_due'
  if (months < table.lateFromMonths) return 'due'
  return months < table.overdueFromMonths ? 'late' : 'overdue'
}
