import type { Facts } from '../content/facts-schema.js'
import type { VitaminDLevel } from '../types.js'

export type VitaminDLevelClass = 'low' | 'may_be_low' | 'enough' | 'higher' | 'call_today' | 'toxic'

/** A level in the unit that the limits are written in; never rounded, because 50 is enough and 50.4 is not. */
export function nanogramsPerMl(
  { value, unit }: VitaminDLevel,
  table: Facts['vitaminDLevel'],
): number {
  return unit === 'ng/mL' ? value : value / table.nmolPerNg
}

/**
 * Names the band of a blood level of 25-OH vitamin D.
 *
 * @source iom_2011, vitd_tox_2018
 */
export function classOfVitaminDLevel(
  level: VitaminDLevel,
  table: Facts['vitaminDLevel'],
): VitaminDLevelClass {
  const nanograms = nanogramsPerMl(level, table)
  if (nanograms < table.lowBelow) return 'low'
  if (nanograms < table.mayBeLowBelow) return 'may_be_low'
  if (nanograms <= table.enoughTo) return 'enough'
  if (nanograms <= table.higherTo) return 'higher'
  return nanograms <= table.callTodayTo ? 'call_today' : 'toxic'
}
