/** Shapes of what a text message comes from and goes to. */

/** ITU-T E.164: a plus, a country code, 15 digits at most. */
const E164 = /^\+[1-9]\d{6,14}$/

const SHORT_CODE = /^\d{3,8}$/

export function isE164(number: string): boolean {
  return E164.test(number)
}

/** A short number that a provider rents out, without a plus. */
export function isShortCode(number: string): boolean {
  return SHORT_CODE.test(number)
}
