import type { Facts } from '../content/facts-schema.js'
import type { HeightLoss } from '../types.js'

export type HeightLossAdvice = 'ask_for_xray' | 'ask_soon' | 'small'

/**
 * Says what a loss of height is a reason for.
 *
 * The limits are held in the unit told: 1.5 inches and 4 cm are both printed limits, and not the same.
 *
 * @source bhof_2022
 */
export function heightLossAdvice(loss: HeightLoss, table: Facts['heightLoss']): HeightLossAdvice {
  if (loss.value < table[loss.unit][loss.since]) return 'small'
  return loss.since === 'tallest' ? 'ask_for_xray' : 'ask_soon'
}
