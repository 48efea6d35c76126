import type { FoundNumber } from '../numbers.js'
import { textAfter, textBefore } from './reading.js'

export type ScoreKind = 't' | 'z'

/** A word that says what the numbers after it are. */
export interface ScoreCue {
  readonly kind: ScoreKind | 'bone' | 'foreign'
  readonly start: number
  readonly end: number
}

// `bone` words speak of bone density without naming the score: enough for a number with a sign.
// `foreign` words claim the numbers after them for another measure.
const CUES = new RegExp(
  [
    "(?<t>(?<!['\\w])t[\\s-]*(?:scores?|scors?|scroes?|scoers?|socres?|value|number)\\b|(?<!['\\w])t(?=\\s*(?:=|:|is\\b|was\\b|of\\b)?\\s*(?:[-+]?\\d\\.\\d|[-+]\\d\\b))|(?<!['\\w])t(?=\\s?(?:and|&|\\/)\\s?z\\b)|\\(t\\)|\\btee[\\s-]scores?\\b)",
    "(?<z>(?<!['\\w])z[\\s-]*(?:scores?|scors?|scroes?|scoers?|socres?|value|number)\\b|(?<!['\\w])z(?=\\s*(?:=|:|is\\b|was\\b|of\\b)?\\s*(?:[-+]?\\d\\.\\d|[-+]\\d\\b))|\\(z\\)|\\b(?:zee|zed)[\\s-]scores?\\b)",
    '(?<foreign>\\b(?:frax|bmi|tbs|trabecular|egfr|gfr|creatinine|vitamin|calcium|vit|blood|pth|protein|risk|ost|fracture risk|a1c|ctx|tsh)\\b)',
    '(?<bone>\\b(?:dexa|dxa|dexascan|dexa-scan|bmd|bone density|density|bone scan|scan|spine|spinal|lumbar|vertebrae?|hips?|femur|femoral|neck|forearm|wrist|radius|heel|l1|osteop\\w*|osteoperosis|scores?|scored|results?|reading|my numbers?|bones?|i meant?|correction|typo)\\b)',
  ].join('|'),
  'g',
)

export function findScoreCues(text: string): readonly ScoreCue[] {
  return [...text.matchAll(CUES)].map(({ index, 0: match, groups = {} }) => ({
    kind:
      groups['t'] !== undefined
        ? 't'
        : groups['z'] !== undefined
          ? 'z'
          : groups['bone'] !== undefined
            ? 'bone'
            : 'foreign',
    start: index,
    end: index + match.length,
  }))
}

// Words that may stand between "T-score" and its number without changing what the number is.
const FILLER =
  /^(?:[\s,:;=(~./&'-]|\b(?:is|was|of|at|a|an|the|my|i|got|it|s|in|for|on|are|were|now|came|back|as|about|around|roughly|approximately|like|said|says|shows?|showed|reads?|just|only|today|latest|last|recent|year|years|this|lumbar|spine|spinal|hips?|femoral|neck|left|right|total|femur|wrist|forearm|heel|l[1-4]|reading|value|number|scores?|scored|and|has|have|gave|me|from|to|went|dropped|improved|gone|changed|been|with|being|dexa|dxa|scan|test|results?|osteopenia|osteoporosis|which|that|doctor|dr|think|believe|diagnosed|lowest|worst|highest|best|old|new|first|second|average|bone|bones|density|bmd|mine|here|or|respectively|then|before|previously|vs|versus|t|z)\b)*$/

export function isFiller(text: string): boolean {
  return text.length <= 90 && FILLER.test(text)
}

const FOREIGN_AFTER =
  /^\s*[)]?\s*(?:%|percent|per ?cent|m[gc]g?\b|mcg|ug\b|g\b|gm?\/|grams?\b|g per|iu\b|units?\b|kgs?\b|kilos?|lbs?\b|pounds?\b|stones?\b|years?\b|yrs?\b|y\/?o\b|months?\b|mos?\b|weeks?\b|wks?\b|days?\b|hours?\b|hrs?\b|minutes?\b|mins?\b|seconds?\b|times?\b|x\b|sets?\b|reps?\b|cm\b|mm\b|inch|feet\b|foot\b|ft\b|am\b|pm\b|o'clock|nmol|ng\b|mmol|pills?\b|tablets?\b|doses?\b|shots?\b|cups?\b|glasses\b|servings?\b|falls?\b|fractures?\b|breaks?\b|broken\b|scans?\b|kids\b|children\b|people\b|women\b|men\b|woman\b|man\b|degrees|dollars|bucks|miles?\b|km\b|steps?\b|vertebrae?\b|compression|different\b|bones?\b|of (?:the|my|them|us)\b)/
const UNSIGNED_FOREIGN_AFTER =
  /^\s*(?:in\b(?! (?:my|the|spine|hip|left|right|lumbar|fem))|points?\b)/
const FOREIGN_BEFORE =
  /(?:\$|#|\b(?:stage|grade|type|age|aged|by|frax|vitamin d|phase|level|top|not|isn't|year)\s*(?:a )?(?:t-?\s?scores? (?:of )?)?)$/

/** True where the words around a number say that it measures something else. */
export function isForeign(text: string, number: FoundNumber): boolean {
  const after = textAfter(text, number)
  if (FOREIGN_AFTER.test(after) || FOREIGN_BEFORE.test(textBefore(text, number))) return true
  return number.sign === undefined && UNSIGNED_FOREIGN_AFTER.test(after)
}

const GENERAL_BEFORE =
  /\b(?:people|women|men|patients|those|someone|somebody|anyone|anybody|everyone|adults) (?:with|who have|whose)\b[^.?!]{0,30}$/
const LIMIT_BEFORE =
  /(?:[<>≤≥]=?|\b(?:below|under|beneath|less than|lower than|worse than|above|over|more than|higher than|better than|greater than|at least|beyond|past|cut ?-?off(?: point)?(?: is| of)?|threshold(?: is| of)?|limit(?: is| of)?|defined as|means))\s*(?:a |an )?(?:t[- ]?score (?:of )?)?$/
const LIMIT_AFTER =
  /^\s*(?:(?:or|and|and\/or) (?:lower|less|below|worse|higher|above|more|under|over|greater|better|beyond|up|down)\b|(?:is )?(?:the )?(?:cut ?-?off|threshold|limit|line)\b)/

/** True where a number is only talked about: "below -2.5", "-2.5 or lower", "people with -3". */
export function isLimit(text: string, number: FoundNumber): boolean {
  const before = textBefore(text, number)
  if (GENERAL_BEFORE.test(before) || LIMIT_BEFORE.test(before)) return true
  return LIMIT_AFTER.test(textAfter(text, number))
}

const BELOW =
  /^\s*(?:sds?\b|standard deviations?|points?|deviations?)?\s*(?:below|beneath|under)\b(?!\s*-?\d)/
const ABOVE =
  /^\s*(?:sds?\b|standard deviations?|points?|deviations?)?\s*(?:above|over)\b(?!\s*-?\d)/

/** The sign of a score: written, said after it ("2.5 below zero"), or an accountant's brackets. */
export function signOfScore(text: string, number: FoundNumber): '-' | '+' | undefined {
  if (number.sign !== undefined) return number.sign
  if (number.value === 0) return '+'
  const after = textAfter(text, number)
  if (BELOW.test(after)) return '-'
  if (ABOVE.test(after)) return '+'
  const isBracketed = /\(\s*$/.test(textBefore(text, number)) && /^\s*\)/.test(after)
  return isBracketed && !Number.isInteger(number.value) ? '-' : undefined
}
