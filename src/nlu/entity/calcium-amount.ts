import { textAfter, textBefore } from './reading.js'
import type { Found, Reader, Reading, Span } from './reading.js'

const MAX_MG = 6000
/** Beyond these a slip of the unit is likelier than the amount (rules R10). */
const SURE_MG = { min: 50, max: 4000 }

const UNIT = /^\s*(?<unit>mg|milligrams?|g|grams?)\b(?!\s*\/)/
/** Only a day's sum from food and pills; the dose of one pill is not. */
const SUM =
  /\b(?:i (?:get|am getting|eat|consume|have|take in)|i'?m getting|getting|my (?:daily )?(?:calcium )?(?:total|intake|diet)|my calcium|in all|altogether|total(?:ly|ing)?|intake|adds? up to|comes? to)\b/
const PILL =
  /\b(?:pills?|tablets?|supplements?|chews?|capsules?|gumm(?:y|ies)|caltrate|citracal|vitamin)\b/
/** An amount that is needed, wished for or asked about is not what somebody gets. */
const NOT_GOT =
  /\b(?:need|should|recommended|wants?|(?:can|do|could|must|to) (?:i|me|we|you)?\s*get|is)\s+(?:\w+\s){0,3}$/

/** Reads how much calcium the patient gets a day in all: "I get about 800 mg of calcium a day". */
export const readCalciumAmounts: Reader = (reading) => {
  const { text, awaited } = reading
  const isAnswer = awaited === 'calciumMgPerDay'
  const isTold = (awaited === 'dailyFoods' || /\bcalcium\b/.test(text)) && SUM.test(text)
  if (!isAnswer && (!isTold || PILL.test(text))) return []
  const withUnit = reading.numbers.flatMap((number): readonly Found[] => {
    const unit = UNIT.exec(textAfter(text, number))?.groups?.['unit']
    if (unit === undefined) return []
    if (NOT_GOT.test(textBefore(text, number)) && !/\bintake is /.test(text)) return []
    return [amountFound(number.value * (unit.startsWith('g') ? 1000 : 1), number)]
  })
  const found = isAnswer && withUnit.length === 0 ? bareAmounts(reading) : withUnit
  return found.slice(0, 1)
}

/** A lone number answers the question for the amount, unless it is an age or a number of something. */
function bareAmounts({ text, numbers }: Reading): readonly Found[] {
  return numbers
    .filter(
      (number) =>
        number.sign !== '-' &&
        /^\s*(?:$|[.,!?]|a day|per day|daily|or so|ish)/.test(textAfter(text, number)) &&
        !/\b(?:i am|i'm|im|aged?)\s*$/.test(textBefore(text, number)),
    )
    .map(({ value, start, end }) => amountFound(value, { start, end }))
}

function amountFound(mg: number, { start, end }: Span): Found {
  const span = { start, end }
  const value = Math.round(mg)
  if (value > MAX_MG) return { slot: 'calciumMgPerDay', value, ...span, doubt: 'implausible' }
  const isSure = value === 0 || (value >= SURE_MG.min && value <= SURE_MG.max)
  return { slot: 'calciumMgPerDay', value, ...span, ...(!isSure && { doubt: 'unlikely' }) }
}
