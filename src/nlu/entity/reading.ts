import type { DailyFood, Entity, SlotDoubt, SlotName, SlotValues } from '../../types.js'
import type { Lexicon } from './lexicon.js'
import type { FoundNumber } from '../numbers.js'

/** What every reader of values gets: one utterance, made easy to read. */
export interface Reading {
  readonly lexicon: Lexicon
  /** The normal text; offsets of found values point into it. */
  readonly text: string
  readonly numbers: readonly FoundNumber[]
  /** What the bot has just asked for. */
  readonly awaited: SlotName | undefined
  /** What was read before and is being asked back. */
  readonly doubted: Entity | undefined
  /** What was told to be eaten on a day: a food more, or another amount, changes the list. */
  readonly foodsBefore?: readonly DailyFood[] | undefined
  /** ISO 8601. */
  readonly receivedAt: string
  /** The patient speaks in the first person. */
  readonly isPersonal: boolean
  /** Says whose the value at a span is. */
  readonly whoseIs: (span: Span) => Entity['about']
  readonly ownerOf: (span: Span) => Pick<Entity, 'about' | 'person' | 'isUnsaid'>
}

/** A value found in the normal text, before it is known whose it is. */
export type Found = {
  [S in SlotName]: {
    readonly slot: S
    readonly value: SlotValues[S]
    readonly start: number
    readonly end: number
    readonly doubt?: SlotDoubt
    readonly isOnlyNamed?: true
    /** Whose it is, where the place in the text does not tell: a parent's break is a risk of the patient. */
    readonly about?: Entity['about']
  }
}[SlotName]

export interface Span {
  readonly start: number
  readonly end: number
}

/** An age in completed years, as it stands in the text. */
export interface Age extends Span {
  readonly years: number
  readonly doubt?: SlotDoubt
}

/** Reads one kind of value. */
export type Reader = (reading: Reading) => readonly Found[]

/** The words just before a span, for a pattern that ends in `$`. */
export function textBefore(text: string, { start }: Span): string {
  return text.slice(Math.max(0, start - 48), start)
}

/** The words just after a span, for a pattern that begins with `^`. */
export function textAfter(text: string, { end }: Span): string {
  return text.slice(end, end + 48)
}

export function spanOf(match: RegExpMatchArray): Span {
  const start = match.index ?? 0
  return { start, end: start + match[0].length }
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

/** True where a negation stands in the same clause, a few words before the span. */
export function isNegated(text: string, span: Span): boolean {
  const clause =
    textBefore(text, span)
      .split(/[.;!?,]|\bbut\b|\bbecause\b/)
      .at(-1) ?? ''
  return /\b(?:no|not|never|none|without|don'?t|doesn'?t|didn'?t|isn'?t|haven'?t|hasn'?t|wasn'?t|aren'?t|nor|neither|deny|denies)\b/.test(
    clause,
  )
}
