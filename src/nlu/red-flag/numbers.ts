import type { Found, Span } from './concepts.js'
import { numberOf, type Token } from '../tokens.js'

/** mg/dL of total calcium under which a patient belongs in an ER (rules R10). */
const CALCIUM_VERY_LOW_MG_DL = 7.5
const CALCIUM_VERY_LOW_MMOL_L = 1.9
/** ng/mL of vitamin D over which the overdose text is due, and from which signs decide (rules R3). */
const VITAMIN_D_TOXIC_NG_ML = 150
const VITAMIN_D_HIGH_NG_ML = 100
const NMOL_L_PER_NG_ML = 2.5
/** Without its unit, a level over this may be too high, and signs of poisoning do not wait for the unit. */
const VITAMIN_D_UNSURE_FROM = 50
const VITAMIN_D_MOST = 1250
const BEFORE_LEVEL = /^(level|levels|is|was|result|test)$/
/** Beats a minute at rest that no healthy heart is likely to have. */
const PULSE_LEAST = 20
const PULSE_LOW = 45
const PULSE_HIGH = 110
const PULSE_MOST = 300
const BEFORE_SHORT_YEAR = /^(in|of|around|from|back|since|summer|winter)$/
const OLDER_FROM_YEARS = 65
const PAST_CHILDBEARING_FROM_YEARS = 56

const AGE_AFTER = new Set([
  'im',
  'am',
  'aged',
  'age',
  'is',
  'shes',
  'hes',
  'turned',
  'turning',
  'were',
  'at',
])
const AGE_BEFORE = /^(yo|y|yr|yrs|year|years|yrold|f|m|female|male|woman|man|lady)$/
// After these words a number is not an age: "is 70 mg", "am 5 ft".
const NOT_AGE_UNIT =
  /^(mg|mcg|iu|g|grams?|ml|units?|percent|kg|lbs?|pounds?|cm|inch|inches|ft|feet|weeks?|wks?|days?|months?|mo|mos|minutes?|mins?|hours?|hrs?|times|steps|nmol|ng|on|reps|tablets?|pills?|miles?)$/

// "calcium is bad 4 ur heart": the number is a word.
const FOLLOWS_FOR = /^(u|ur|you|your|my|the|me|his|her|our)$/

/** Names of the concepts that `readNumbers` finds. */
export const CONCEPTS_FROM_NUMBERS = [
  'digits',
  'past_year',
  'pulse_extreme',
  'age_65_or_more',
  'age_past_childbearing',
  'calcium_very_low',
  'vitamin_d_toxic',
  'vitamin_d_high',
  'vitamin_d_without_unit',
]

/** Concepts that are read from numbers: ages, laboratory values, years gone by. */
export function readNumbers(
  tokens: readonly Token[],
  { utterance, receivedAt }: { readonly utterance: string; readonly receivedAt: string },
): Found {
  const found = new Map<string, Span[]>()
  const add = (concept: string, at: number) => {
    const span = { start: at, end: at + 1 }
    found.set(concept, [...(found.get(concept) ?? []), span])
  }
  const thisYear = Number(receivedAt.slice(0, 4))
  const numbers: Span[] = []
  tokens.forEach((token, at) => {
    const value = numberOf(token)
    if (value === undefined) return
    numbers.push({ start: at, end: at + 1 })
    const between = utterance.slice(tokens[at - 1]?.end, token.start)
    if (isPastYear(tokens, at, { thisYear, between })) add('past_year', at)
    if (isExtremePulse(tokens, at, value)) add('pulse_extreme', at)
    for (const concept of conceptsOfAge(tokens, at, value)) add(concept, at)
    const lab = conceptOfLab(tokens, at, value)
    if (lab !== undefined) add(lab, at)
  })
  found.set('digits', numbers)
  return found
}

/** "2009", "in 09", or "in '98": the apostrophe is no part of a token. */
function isPastYear(
  tokens: readonly Token[],
  at: number,
  { thisYear, between }: { readonly thisYear: number; readonly between: string },
): boolean {
  const token = tokens[at]
  const before = tokens[at - 1]
  if (token === undefined) return false
  if (/^\d{4}$/.test(token.text)) return Number(token.text) >= 1900 && Number(token.text) < thisYear
  if (before?.clause !== token.clause || !BEFORE_SHORT_YEAR.test(before.text)) return false
  const hasApostrophe = /['’‘`´ʼ]$/.test(between)
  return /^0\d$/.test(token.text) || (/^\d\d$/.test(token.text) && hasApostrophe)
}

function isExtremePulse(tokens: readonly Token[], at: number, value: number): boolean {
  const isExtreme =
    (value >= PULSE_LEAST && value <= PULSE_LOW) || (value > PULSE_HIGH && value <= PULSE_MOST)
  if (!isExtreme) return false
  const before = tokens.slice(Math.max(0, at - 4), at).filter(isInClauseOf(tokens[at]))
  return /\b(pulse|heart ?rate)\b/.test(before.map(({ text }) => text).join(' '))
}

function isInClauseOf(token: Token | undefined): (other: Token) => boolean {
  return ({ clause }) => clause === token?.clause
}

function conceptsOfAge(tokens: readonly Token[], at: number, value: number): readonly string[] {
  if (value < OLDER_FROM_YEARS - 9 || value > 110 || !Number.isInteger(value)) return []
  const before = tokens[at - 1]?.text ?? ''
  const after = tokens[at + 1]?.text ?? ''
  const ownClause = tokens[at - 1]?.clause !== tokens[at]?.clause
  const endsClause = tokens[at + 1]?.clause !== tokens[at]?.clause
  const isAge =
    (AGE_BEFORE.test(after) && !(tokens[at + 2]?.text === 'ago')) ||
    (AGE_AFTER.has(before) && !NOT_AGE_UNIT.test(after)) ||
    (ownClause && endsClause)
  if (!isAge) return []
  return [
    ...(value >= PAST_CHILDBEARING_FROM_YEARS ? ['age_past_childbearing'] : []),
    ...(value >= OLDER_FROM_YEARS ? ['age_65_or_more'] : []),
  ]
}

function conceptOfLab(tokens: readonly Token[], at: number, value: number): string | undefined {
  const near = (from: number, to: number) =>
    tokens
      .slice(Math.max(0, at + from), at + to + 1)
      .filter((token) => token.sentence === tokens[at]?.sentence)
      .map((token) => token.text)
  const before = near(-8, -1)
  const after = near(1, 3)
  const isNmol = after.some((word) => word.startsWith('nmol'))
  const isNg = after.includes('ng')
  if (isVitaminD([...before, ...after]) && (isNmol || isNg)) {
    const nanograms = isNmol ? value / NMOL_L_PER_NG_ML : value
    if (nanograms > VITAMIN_D_TOXIC_NG_ML) return 'vitamin_d_toxic'
    return nanograms > VITAMIN_D_HIGH_NG_ML ? 'vitamin_d_high' : undefined
  }
  const isBare =
    isVitaminD(before) &&
    BEFORE_LEVEL.test(before.at(-1) ?? '') &&
    !NOT_AGE_UNIT.test(after[0] ?? '') &&
    value > VITAMIN_D_UNSURE_FROM &&
    value <= VITAMIN_D_MOST
  if (isBare) return 'vitamin_d_without_unit'
  return isVeryLowCalcium(value, { before, after }) ? 'calcium_very_low' : undefined
}

function isVitaminD(words: readonly string[]): boolean {
  return words.some(
    (word, i) =>
      /^(25ohd|calcidiol|vitd)$/.test(word) ||
      (/^(vit|vitamin|vitamins)$/.test(word) && words[i + 1] === 'd'),
  )
}

function isVeryLowCalcium(
  value: number,
  { before, after }: { readonly before: readonly string[]; readonly after: readonly string[] },
): boolean {
  const words = [...before, ...after]
  if (!before.includes('calcium') && !before.includes('ca')) return false
  if (value === 4 && FOLLOWS_FOR.test(after[0] ?? '')) return false
  // Other limits hold for ionized and urine calcium; a dose or a share of a day is no blood value.
  if (
    words.some((word) =>
      /^(ioni[sz]ed|urine|score|intake|g|gram|grams|servings?|years?|months?|weeks?|days?|times|pills?|tablets?|tabs|hours?|am|pm|cups?|percent|chews?)$/.test(
        word,
      ),
    )
  )
    return false
  const isMmol = after.some((word) => word.startsWith('mmol')) || value < 3
  const hasUnit = after.some((word) => /^(mg|mmol)/.test(word))
  const isReading =
    hasUnit ||
    before.some((word) =>
      /^(lab|labs|level|levels|blood|test|result|results|came|dropped|low|was|corrected|serum|is)$/.test(
        word,
      ),
    ) ||
    !Number.isInteger(value)
  if (!isReading) return false
  return isMmol
    ? value >= 0.8 && value < CALCIUM_VERY_LOW_MMOL_L && !Number.isInteger(value)
    : value >= 4 && value < CALCIUM_VERY_LOW_MG_DL
}
