/** Says a `when` in plain words, for those who review content and do not read YAML. */
import type { When } from '../content/schema.js'
import type { SlotName } from '../types.js'

const SLOTS: Readonly<Record<SlotName, string>> = {
  tScore: 'T-score',
  tScoreSite: 'where the T-score was measured',
  zScore: 'Z-score',
  ageYears: 'age',
  sex: 'sex',
  menopause: 'menopause',
  priorFracture: 'whether a bone was broken',
  fractureSite: 'which bone was broken',
  supervised: 'whether somebody supervises the exercise',
  pregnant: 'pregnancy',
  kidneyOrCalciumProblem: 'kidney or calcium problems',
  medicine: 'medicine',
  weightKg: 'weight',
  calciumMgPerDay: 'calcium a day',
  dailyFoods: 'what is eaten on an ordinary day',
  vitaminDLevel: 'vitamin D level',
  monthsSinceDose: 'time since the last denosumab shot',
  heightLoss: 'lost height',
  riskFactor: 'whether a usual risk factor fits',
  secondaryCause: 'whether steroids or an illness thin the bone',
  fallsPastYear: 'falls in the last year',
  unsteady: 'whether they feel unsteady',
  heartTrouble: 'heart trouble',
  recentSurgeryOrBreak: 'an operation or a break in the last 3 months',
  newBackPain: 'new back pain or lost height',
  painAlarm: 'a warning sign with the pain',
  painRegion: 'where it hurts',
}

const T_SCORES: Readonly<Record<string, string>> = {
  normal: 'in the normal range',
  line_at_normal: 'on the line between normal and low',
  low: 'in the low range (osteopenia)',
  line_at_osteoporosis: 'on the line between low and osteoporosis',
  osteoporosis_range: 'in the osteoporosis range',
}

const Z_SCORES: Readonly<Record<string, string>> = {
  below_expected: 'below what is expected',
  within_expected: 'as expected',
}

const MENOPAUSE: Readonly<Record<string, string>> = {
  pre: 'before menopause',
  peri: 'in the middle of menopause',
  post: 'past menopause',
}

const SCREENING: Readonly<Record<string, string>> = {
  monitoring: 'is on a bone medicine',
  fracture: 'has broken a bone after 50',
  secondary_cause: 'takes steroids, or has an illness or a medicine that thins bone',
  woman_65: 'is a woman of 65 or older',
  risk_check: 'is a woman past menopause, under 65, with a risk factor',
  early_menopause: 'is a woman past menopause and under 40',
  not_yet: 'is a woman past menopause, under 65, without a risk factor',
  man_70: 'is a man of 70 or older',
  man_with_risk: 'is a man from 50 to 69 with a risk factor',
  not_routine: 'is before menopause, or a man under 50',
}

const READINESS: Readonly<Record<string, string>> = {
  prenatal: 'asks the prenatal team first',
  clinician_first: 'asks the clinician first',
  therapist_first: 'starts with a physical therapist',
  start_gently: 'starts gently',
}

const CALCIUM_INTAKE: Readonly<Record<string, string>> = {
  below: 'below the need',
  enough: 'enough',
  many_pills: 'enough, with more than 1,000 mg from pills',
  above_limit: 'above the upper limit',
}

const HEIGHT_LOSS: Readonly<Record<string, string>> = {
  ask_for_xray: 'enough since the tallest to ask for an X-ray',
  ask_soon: 'enough since the last measurement to ask soon',
  small: 'small',
}

/** One saying for each key, called only when the key is there; all that are there must hold. */
const KEYS: Readonly<Record<keyof When, (when: When) => string>> = {
  tScore: (when) => `the T-score is ${anyOf(when.tScore, T_SCORES)}`,
  tScoreApplies: (when) =>
    when.tScoreApplies
      ? 'is past menopause or an older man, so that T-scores count'
      : 'is neither past menopause nor an older man, so that T-scores do not count',
  zScore: (when) => `the Z-score is ${anyOf(when.zScore, Z_SCORES)}`,
  age: ({ age }) => `aged ${rangeOf(age?.min, age?.max)}`,
  sex: (when) => `the sex is ${anyOf(when.sex)}`,
  menopause: (when) => anyOf(when.menopause, MENOPAUSE),
  priorFracture: (when) => (when.priorFracture ? 'has broken a bone' : 'has broken no bone'),
  fractureSite: (when) => `the broken bone is: ${anyOf(when.fractureSite)}`,
  fractureCaution: (when) =>
    when.fractureCaution
      ? 'has broken the hip, spine or pelvis, or has a very low T-score'
      : 'has neither broken the hip, spine or pelvis nor a very low T-score',
  supervised: (when) => `exercises ${when.supervised ? 'under' : 'without'} supervision`,
  pregnant: (when) => (when.pregnant ? 'is pregnant' : 'is not pregnant'),
  kidneyOrCalciumProblem: (when) =>
    `has ${when.kidneyOrCalciumProblem ? 'a' : 'no'} kidney or calcium problem`,
  medicine: (when) => `takes ${anyOf(when.medicine)}`,
  screening: (when) => `by the testing rules, ${anyOf(when.screening, SCREENING)}`,
  readiness: (when) => `by the readiness questions, ${anyOf(when.readiness, READINESS)}`,
  ost: (when) => `weight and age point to a ${when.ost ?? ''} risk (OST)`,
  calciumIntake: (when) => `the day's calcium is ${anyOf(when.calciumIntake, CALCIUM_INTAKE)}`,
  vitaminDLevel: (when) => `the vitamin D level is in the band: ${anyOf(when.vitaminDLevel)}`,
  denosumabTiming: (when) => `the next denosumab shot is: ${anyOf(when.denosumabTiming)}`,
  heightLoss: (when) => `the lost height is ${anyOf(when.heightLoss, HEIGHT_LOSS)}`,
  rescan: (when) =>
    `is ${when.rescan ? '' : 'not '}like those of the study of repeat scans (woman of 67 or older, hip score, no break, untreated)`,
  falls: ({ falls }) => `has fallen ${timesOf(falls?.min, falls?.max)} in the last year`,
  unsteady: (when) => (when.unsteady ? 'feels unsteady' : 'does not feel unsteady'),
  heartTrouble: (when) => `has ${when.heartTrouble ? '' : 'no '}heart trouble`,
  recentSurgeryOrBreak: (when) =>
    `has had ${when.recentSurgeryOrBreak ? 'an' : 'no'} operation or break in the last 3 months`,
  newBackPain: (when) => `has ${when.newBackPain ? '' : 'no '}new back pain or lost height`,
  painAlarm: (when) => `has ${when.painAlarm ? 'a' : 'no'} warning sign with the pain`,
  painRegion: (when) => `it hurts at: ${anyOf(when.painRegion)}`,
  known: (when) => `has told: ${namesOf(when.known)}`,
  unknown: (when) => `has not told: ${namesOf(when.unknown)}`,
}

/** Says for whom a variant is meant: "is pregnant; and aged 50 or older". */
export function sayWhen(when: When): string {
  const keys = (Object.keys(KEYS) as (keyof When)[]).filter((key) => when[key] !== undefined)
  return keys.map((key) => KEYS[key](when)).join('; and ') || 'everybody'
}

function anyOf(
  value: string | readonly string[] | undefined,
  words: Readonly<Record<string, string>> = {},
): string {
  const values = typeof value === 'string' ? [value] : (value ?? [])
  return values.map((one) => words[one] ?? one.replaceAll('_', ' ')).join(', or ')
}

function rangeOf(min: number | undefined, max: number | undefined): string {
  if (min === undefined) return `${max ?? 'any'} or younger`
  return max === undefined ? `${min} or older` : `${min} to ${max}`
}

function timesOf(min = 0, max?: number): string {
  if (max === undefined) return `${min} times or more`
  return min === max ? `${min} times` : `${min} to ${max} times`
}

function namesOf(slots: readonly SlotName[] = []): string {
  return slots.map((slot) => SLOTS[slot]).join(', ')
}
