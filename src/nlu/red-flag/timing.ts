import type { Found, Span } from './concepts.js'
import { NUMBER_WORDS } from '../number-words.js'
import { numberOf, type Token } from '../tokens.js'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const FULL_MONTHS =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/
const COUNTS = new Map(
  Object.entries({
    a: 1,
    ...NUMBER_WORDS,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    eighteen: 18,
    twenty: 20,
  }),
)
/** "Thirty-one" is two tokens. */
const TENS = new Map(Object.entries({ twenty: 20, thirty: 30, forty: 40, fifty: 50 }))
/** The last month named is today's where one of these stands before it: "it's september now". */
const TODAY_CUE = /^(its|now|today|is|currently)$/

/** Months after a denosumab dose from which the next one is late, and from which it is overdue (rules R7). */
const LATE_MONTHS = 6.5
const OVERDUE_MONTHS = 7

/** A month that began so many months ago is no part of the last four weeks, and one named later may lie ahead. */
const PAST_MONTHS_FROM = 2
const PAST_MONTHS_TO = 9

/** Names of the concepts that `readTiming` finds. */
export const CONCEPTS_FROM_TIMING = ['dose_late', 'dose_overdue', 'dose_on_time', 'past_month']

/**
 * Tells whether the time named in an utterance, if it is since a dose, makes the next dose late; and which
 * of the months named are over.
 */
export function readTiming(tokens: readonly Token[], receivedAt: string): Found {
  const pastMonths = pastMonthsIn(tokens, new Date(receivedAt))
  const past = pastMonths.length > 0 ? [['past_month', pastMonths] as const] : []
  const months = monthsSinceDose(tokens, receivedAt)
  if (months === undefined) return new Map(past)
  const late = months >= LATE_MONTHS ? 'dose_late' : 'dose_on_time'
  const dose = months >= OVERDUE_MONTHS ? 'dose_overdue' : late
  return new Map([[dose, [{ start: 0, end: 1 }]], ...past])
}

function pastMonthsIn(tokens: readonly Token[], now: Date): readonly Span[] {
  return tokens.flatMap(({ text }, at) => {
    const [named] = FULL_MONTHS.test(text) ? readMonth(tokens, at) : []
    if (named === undefined || named.isToday) return []
    const months = (now.getUTCMonth() - named.month + 12) % 12
    const isPast = months >= PAST_MONTHS_FROM && months <= PAST_MONTHS_TO
    return isPast ? [{ start: at, end: at + 1 }] : []
  })
}

/**
 * Months since the last dose that an utterance speaks of, or undefined where none can be read.
 * Reads "8 months", "a year" and month names; a month alone counts as its latest day, so that nothing is
 * called late that may not be.
 *
 * @source mhra_denosumab_2020
 */
export function monthsSinceDose(tokens: readonly Token[], receivedAt: string): number | undefined {
  return monthsInWords(tokens) ?? monthsByName(tokens, new Date(receivedAt))
}

function monthsInWords(tokens: readonly Token[]): number | undefined {
  for (const [at, token] of tokens.entries()) {
    const count = COUNTS.get(token.text) ?? numberOf(token)
    if (count === undefined) continue
    const value = (TENS.get(tokens[at - 1]?.text ?? '') ?? 0) + count
    const unit = tokens[at + 1]?.text ?? ''
    const next = tokens.slice(at + 2, at + 4).map((token) => token.text)
    // "every six months" and "six months late" are not the time since a dose.
    if (/^(every|each|in|for|another|next|by)$/.test(tokens[at - 1]?.text ?? '')) continue
    if (next.some((word) => /^(late|overdue|behind|out|until|til|off)$/.test(word))) continue
    if (/^(months?|mos?|mnths?|mths?)$/.test(unit)) return value
    if (/^(years?|yrs?)$/.test(unit) && next.some((word) => /^(ago|since|now)$/.test(word)))
      return value * 12
    if (/^(weeks?|wks?)$/.test(unit) && next.some((word) => /^(ago|since)$/.test(word)))
      return (value * 7) / 30.44
  }
  return undefined
}

interface Named {
  readonly month: number
  readonly day?: number
  readonly isToday: boolean
}

function monthsByName(tokens: readonly Token[], now: Date): number | undefined {
  const named = tokens.flatMap((token, at) =>
    FULL_MONTHS.test(token.text) ? readMonth(tokens, at) : [],
  )
  // "may" is more often a verb than a month.
  const first = named.find((month) => !month.isToday)
  if (first === undefined) return undefined
  const stated = named.find((month) => month.isToday && month !== first)
  const to = stated ?? { month: now.getUTCMonth(), day: now.getUTCDate(), isToday: true }
  const whole = (to.month - first.month + 12) % 12
  if (first.day === undefined || to.day === undefined)
    return stated === undefined && to.day !== undefined && to.day < 28 ? whole - 1 : whole
  return whole + (to.day - first.day) / 30.44
}

function readMonth(tokens: readonly Token[], at: number): readonly Named[] {
  const text = tokens[at]?.text ?? ''
  const before = tokens[at - 1]?.text ?? ''
  const after = tokens[at + 1]?.text ?? ''
  const isDay = (word: string) => /^\d{1,2}$/.test(word) && Number(word) >= 1 && Number(word) <= 31
  const isDated = isDay(before) || isDay(after)
  if (
    /^(may|mar|march)$/.test(text) &&
    !isDated &&
    !/^(in|since|early|late|mid|last|was|its|now|until)$/.test(before)
  )
    return []
  const day = isDay(before) ? Number(before) : isDay(after) ? Number(after) : undefined
  const cues = [before, tokens[at - 2]?.text ?? '', after === 'now' ? after : '']
  const isToday = cues.some((word) => TODAY_CUE.test(word)) && !cues.includes('last')
  return [
    { month: MONTHS.indexOf(text.slice(0, 3)), ...(day === undefined ? {} : { day }), isToday },
  ]
}
