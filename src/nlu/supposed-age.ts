/** Reads the age in "is it the same at 75?", which tells nobody's own. */
import { findNumbers } from './numbers.js'

export interface SupposedAge {
  readonly years: number
  readonly start: number
  readonly end: number
}

const MIN_YEARS = 18
const MAX_YEARS = 110

const BEFORE =
  /(?:^|\b(?:at|aged?|age of|for|an?|over|past|above|after|from|under|turn|turning|am|i'm|im|was|were|be|to|about|around|someone|and|or|what if)\b)[\s,]*$/
const AFTER = /^[\s-]*(?:(?:years?|yrs?)(?:[\s-]*olds?)?\b|y\/?o\b|\+|plus\b|or older\b)*[\s-]*/
const NO_AGE =
  /^\s*(?:%|percent|mg|mcg|iu|units|grams?|g\b|pounds?|lbs?|kgs?|times|minutes|mins?|days?|weeks?|months?|reps|sets|degrees|[.,/]\d)/

/** A number that can only be an age, with the words around it that say so. */
export function supposedAge(text: string): SupposedAge | undefined {
  const numbers = findNumbers(text)
  const [number] = numbers
  if (number === undefined || numbers.length > 1) return undefined
  const { value, sign, start, end } = number
  const before = text.slice(0, start)
  const after = text.slice(end)
  const isAge =
    Number.isInteger(value) && sign === undefined && value >= MIN_YEARS && value <= MAX_YEARS
  if (!isAge || !BEFORE.test(before) || NO_AGE.test(after)) return undefined
  const lead = /\b(?:at(?: the)?|aged?|age of|over|past|above|turn|turning|age)\s*$/.exec(before)
  const isOver = /\b(?:over|past|above)\s*$/.test(before)
  const tail = AFTER.exec(after)?.[0] ?? ''
  return {
    // "Over 70" begins a year later, and so does the row of the tables.
    years: isOver ? Math.min(value + 1, MAX_YEARS) : value,
    start: lead?.index ?? start,
    end: end + tail.length,
  }
}
