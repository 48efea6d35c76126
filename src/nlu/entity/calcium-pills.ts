import { spanOf, type Span } from './reading.js'

const BRAND = 'caltrate|citracal|viactiv|os-?cal|calcichew'
const PILL = 'pills?|tablets?|supplements?|chews?|gumm(?:y|ies)|capsules?'
const IS_CALCIUM = new RegExp(`\\b(?:calcium|${BRAND})\\b`)
const IS_PILL = new RegExp(`\\b(?:${PILL}|${BRAND})\\b`)
/** "600 mg", or the number that stands after a name: "caltrate 600", "calcium tablet 500". */
const DOSE = new RegExp(
  `\\b(?<mg>\\d{2,4})(?:\\.0)?\\s*mg\\b|\\b(?:calcium|${BRAND})(?: (?:${PILL}|carbonate|citrate))?(?: of| with| at|,)?\\s+(?<bare>\\d{3,4})\\b(?!\\s*(?:mg|iu|units?|/))`,
  'g',
)
const COUNT = '(?<count>two|three|four|[234])'
const COUNT_BEFORE = new RegExp(
  `\\b${COUNT}\\s+(?:x\\s+)?(?:(?:calcium )?(?:${PILL})\\s+(?:of|at|with)\\s+)?$`,
)
const COUNTS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4 }

/** A pill of "calcium and vitamin D" is one. */
const CLAUSE_END = /[.,;!?]|(?:[+&]|\band\b)(?!\s*(?:vit|d3?\b|magnesium))/

/** Milligrams of calcium from pills, where they stand in the text. */
export interface CalciumPill extends Span {
  readonly mg: number
}

/**
 * Finds calcium pills; each counts with the milligrams that are said of it, for without them only its
 * label knows. "800 mg of calcium" is a day's sum, and "500 mg of vitamin C" another pill.
 */
export function findCalciumPills(text: string): readonly CalciumPill[] {
  return [...text.matchAll(DOSE)].flatMap((match) => {
    const span = spanOf(match)
    const before = text.slice(0, span.start).split(CLAUSE_END).at(-1) ?? ''
    const after = text.slice(span.end).split(CLAUSE_END)[0] ?? ''
    const clause = before + match[0] + after
    if (!IS_CALCIUM.test(clause) || !IS_PILL.test(clause)) return []
    const { mg, bare } = match.groups ?? {}
    const count = COUNT_BEFORE.exec(before)?.groups?.['count']
    const times = count === undefined ? 1 : (COUNTS[count] ?? Number(count))
    return [{ ...span, mg: Number(mg ?? bare) * times }]
  })
}
