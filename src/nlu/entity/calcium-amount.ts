import { spanOf, textBefore, type Found, type Reader } from './reading.js'

const MAX_MG = 6000
/** Beyond these a slip of the unit is likelier than the amount (rules R10). */
const SURE_MG = { min: 50, max: 4000 }

const AMOUNT = /(?<amount>\d{1,5}(?:,\d{3})?(?:\.\d+)?)\s*(?<unit>mg|milligrams?|g|grams?)\b/g
/** Only a day's sum from food and pills; the dose of one pill is not. */
const SUM =
  /\b(?:i (?:get|am getting|eat|consume|have|take in)|i'?m getting|getting|my (?:calcium|total|intake|diet)|in all|altogether|total(?:ly|ing)?|intake|adds? up to|comes? to)\b/
const PILL =
  /\b(?:pills?|tablets?|supplements?|chews?|capsules?|gumm(?:y|ies)|caltrate|citracal|vitamin)\b/

/** Reads how much calcium the patient gets a day in all: "I get about 800 mg of calcium a day". */
export const readCalciumAmounts: Reader = ({ text, awaited }) => {
  const isAnswer = awaited === 'calciumMgPerDay'
  if (!isAnswer && (!/\bcalcium\b/.test(text) || !SUM.test(text) || PILL.test(text))) return []
  return [...text.matchAll(AMOUNT)].slice(0, 1).flatMap((match): readonly Found[] => {
    const span = spanOf(match)
    const { amount = '', unit = '' } = match.groups ?? {}
    if (/\b(?:need|should|recommended|want|is)\s+(?:\w+\s){0,3}$/.test(textBefore(text, span)))
      return []
    const value = Math.round(Number(amount.replace(',', '')) * (unit.startsWith('g') ? 1000 : 1))
    if (value > MAX_MG) return [{ slot: 'calciumMgPerDay', value, ...span, doubt: 'implausible' }]
    const isSure = value === 0 || (value >= SURE_MG.min && value <= SURE_MG.max)
    return [{ slot: 'calciumMgPerDay', value, ...span, ...(!isSure && { doubt: 'unlikely' }) }]
  })
}
