import type { Entity } from '../../types.js'
import type { Found, Reading, Span } from './reading.js'
import { withLevelUnit } from './vitamin-d-level.js'
import { withUnit } from './weight.js'
import { answerOf } from './yes-no.js'

const MINUS =
  /^\W*(?:it'?s |it is |that'?s |i (?:meant?|think) )?(?:a )?(?:minus|negative|neg|below(?: zero)?|under|lower|-|1)\W*(?:one|sign|zero)?\W*$/
const PLUS =
  /^\W*(?:it'?s |it is |that'?s |i (?:meant?|think) )?(?:a )?(?:plus|positive|pos|above(?: zero)?|over|higher|\+|2)\W*(?:one|sign|zero)?\W*$/

/** Reads an answer that settles a doubted value without repeating it: "minus", "pounds", "yes". */
export function settleDoubt(reading: Reading): Found | undefined {
  const { doubted, text } = reading
  if (doubted === undefined) return undefined
  const span = { start: 0, end: text.length }
  if (
    doubted.doubt === 'missing_sign' &&
    (doubted.slot === 'tScore' || doubted.slot === 'zScore')
  ) {
    const size = Math.abs(doubted.value)
    // "1" and "2" are the choices that an SMS offers (rules R1).
    if (MINUS.test(text) || /^\s*-\s*$/.test(text))
      return { slot: doubted.slot, value: -size, ...span }
    if (PLUS.test(text) || /^\s*\+\s*$/.test(text))
      return { slot: doubted.slot, value: size, ...span }
    return undefined
  }
  if (doubted.slot === 'weightKg' && doubted.doubt === 'no_unit') {
    return withUnit(reading, doubted.value)
  }
  if (doubted.slot === 'vitaminDLevel' && doubted.doubt === 'no_unit') {
    return withLevelUnit(reading, doubted.value)
  }
  const mayConfirm = doubted.doubt === 'unlikely' || isShifted(doubted)
  if (!mayConfirm || answerOf(text) !== true || reading.numbers.length > 0) return undefined
  return confirmed(doubted, span)
}

// An implausible score is offered with its point put back ("-25" as -2.5); others cannot be confirmed.
function isShifted({ slot, value, doubt }: Entity): boolean {
  if (doubt !== 'implausible' || typeof value !== 'number') return false
  return (slot === 'tScore' || slot === 'zScore') && value >= -6 && value <= 5
}

function confirmed({ slot, value }: Entity, span: Span): Found | undefined {
  const isConfirmable =
    slot === 'tScore' || slot === 'zScore' || slot === 'weightKg' || slot === 'calciumMgPerDay'
  return isConfirmable ? { slot, value, ...span } : undefined
}
