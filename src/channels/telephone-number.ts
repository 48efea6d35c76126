/** Shapes of what a text message comes from and goes to. */
import { ChannelError } from '../errors.js'

/** ITU-T E.164: a plus, a country code, 15 digits at most. */
const E164 = /^\+[1-9]\d{6,14}$/

/** A short number that a provider rents out, without a plus. */
const SHORT_CODE = /^\d{3,8}$/

export interface Addresses {
  /** E.164. */
  readonly from: string
  /** E.164, or a short code. */
  readonly to: string
}

/**
 * Who sent a message, and to which of our numbers.
 *
 * @throws {ChannelError} SENDER_WRONG for none, a short code, a name or another kind of address
 * (`whatsapp:+1…`); RECEIVER_WRONG likewise, except for a short code.
 */
export function addressesOf({
  from = '',
  to = '',
}: {
  readonly from: string | undefined
  readonly to: string | undefined
}): Addresses {
  if (!E164.test(from)) throw new ChannelError('SENDER_WRONG')
  if (!E164.test(to) && !SHORT_CODE.test(to)) throw new ChannelError('RECEIVER_WRONG')
  return { from, to }
}
