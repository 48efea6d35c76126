/** What is known of a delivery after one more callback. */
import type { DeliveryState } from './sms-channel.js'

const RANK: Readonly<Record<DeliveryState, number>> = {
  queued: 0,
  sent: 1,
  // Each of these is an end. Providers promise no order, so that a late one changes nothing any more.
  delivered: 2,
  undelivered: 2,
  failed: 2,
}

/** The state after an update; it never moves backwards, and the first end that was told stays. */
export function mergeStatus(old: DeliveryState, update: DeliveryState): DeliveryState {
  return RANK[update] > RANK[old] ? update : old
}
