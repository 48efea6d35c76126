/** What in a reply the clinic has to know of at once. */
import type { CheckIn } from './check-in.js'

/** Why a reply goes to the clinic's hand-over list. */
export type Worry =
  | { readonly kind: 'red_flag'; readonly flag: string }
  | { readonly kind: 'fall' }
  /** `painOf10` is absent where it was said in words. */
  | { readonly kind: 'much_pain'; readonly painOf10?: number }

/** From here on, out of ten, pain is passed on. */
export const MUCH_PAIN_FROM = 7

/**
 * Lists what is worrying, the most pressing first; empty when nothing is.
 *
 * @param redFlags Ids of the danger signs that the reply held.
 */
export function worriesIn(checkIn: CheckIn, redFlags: readonly string[] = []): readonly Worry[] {
  const { hasFallen, painOf10, isMuchPain } = checkIn
  const isMuch = isMuchPain === true || (painOf10 ?? 0) >= MUCH_PAIN_FROM
  return [
    ...redFlags.map((flag) => ({ kind: 'red_flag' as const, flag })),
    ...(hasFallen === true ? [{ kind: 'fall' as const }] : []),
    ...(isMuch
      ? [{ kind: 'much_pain' as const, ...(painOf10 !== undefined && { painOf10 }) }]
      : []),
  ]
}

/** One line for the staff, in no words of the patient's: "fell; pain 8 of 10". */
export function sayWorries(worries: readonly Worry[]): string {
  return worries.map(sayWorry).join('; ')
}

function sayWorry(worry: Worry): string {
  switch (worry.kind) {
    case 'red_flag':
      return `danger sign ${worry.flag}`
    case 'fall':
      return 'fell'
    case 'much_pain':
      return worry.painOf10 === undefined ? 'much pain' : `pain ${worry.painOf10} of 10`
  }
}
