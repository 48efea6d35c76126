/** Made-up patients, as few as show every way in which a list of conditions can come out. */
import type { Facts } from '../content/facts-schema.js'
import type { When } from '../content/schema.js'
import type { SlotName, Slots, SlotValues } from '../types.js'
import { slotsReadBy } from './slots-read.js'

/** Something that is said only under a condition. */
export interface Conditional {
  readonly when?: When | undefined
}

/** What decides which values of a slot must be tried. */
interface Deciders {
  readonly whens: readonly When[]
  readonly facts: Facts
}

const MIN_AGE = 18
const MAX_AGE = 110
const A_MEDICINE_OF_NO_VARIANT = 'another_medicine'

/** For each slot one value of every group that no condition can tell apart. */
const DECISIVE: { readonly [S in SlotName]: (deciders: Deciders) => readonly SlotValues[S][] } = {
  tScore: ({ facts: { tScore } }) =>
    [
      tScore.normalFromHundredths,
      tScore.lines.normal[0],
      tScore.lines.normal[0] - 1,
      tScore.lines.osteoporosis[0],
      tScore.osteoporosisToHundredths,
      tScore.cautionToHundredths,
    ].map((hundredths) => hundredths / 100),
  tScoreSite: () => ['hip', 'other'],
  zScore: ({ facts: { zScore } }) =>
    [zScore.belowExpectedToHundredths, zScore.belowExpectedToHundredths + 1].map(
      (hundredths) => hundredths / 100,
    ),
  ageYears: ({ whens, facts: { tScore } }) =>
    startsOf(MIN_AGE, MAX_AGE, [
      tScore.zScoreBelowAge,
      tScore.menFromAge,
      tScore.womenPostmenopausalFromAge,
      ...whens.flatMap(({ age }) => [age?.min, age?.max === undefined ? undefined : age.max + 1]),
    ]),
  sex: () => ['female', 'male', 'other'],
  menopause: () => ['post', 'peri', 'pre'],
  priorFracture: () => [true, false],
  fractureSite: () => ['hip', 'spine', 'pelvis', 'upper_arm', 'wrist', 'rib', 'leg', 'other'],
  supervised: () => [false, true],
  pregnant: () => [true, false],
  kidneyOrCalciumProblem: () => [true, false],
  medicine: ({ whens }) => [...whens.flatMap(medicinesIn), A_MEDICINE_OF_NO_VARIANT],
  weightKg: () => [70],
}

/** Facts that no one person has together; a condition that wants them fits nobody. */
const IMPOSSIBLE: readonly ((slots: Slots) => boolean)[] = [
  ({ sex, menopause, pregnant }) =>
    sex === 'male' && (menopause !== undefined || pregnant === true),
  ({ pregnant, menopause }) => pregnant === true && menopause === 'post',
  ({ fractureSite, priorFracture }) => fractureSite !== undefined && priorFracture === false,
]

/** Whether one person can have all these facts. */
export function isPossible(slots: Slots): boolean {
  return !IMPOSSIBLE.some((isSo) => isSo(slots))
}

/**
 * Patients whose facts differ in what these conditions look at: first those who told nothing, then
 * one fact, then two, because most conditions need few.
 */
export function* patientsFor(variants: readonly Conditional[], facts: Facts): Generator<Slots> {
  const whens = variants.map(({ when = {} }) => when)
  const slots = [...new Set(whens.flatMap(slotsReadBy))]
  const options = slots.map((slot) => tellings(slot, { whens, facts }))
  for (let told = 0; told <= options.length; told++) {
    for (const patient of telling(told, options)) {
      if (isPossible(patient)) yield patient
    }
  }
}

/** Each way to tell one slot. */
function tellings(slot: SlotName, deciders: Deciders): readonly Slots[] {
  const values = new Set<SlotValues[SlotName]>(DECISIVE[slot](deciders))
  return [...values].map((value) => ({ [slot]: value }))
}

/** Patients who tell exactly so many of the slots. */
function* telling(
  count: number,
  [first, ...rest]: readonly (readonly Slots[])[],
): Generator<Slots> {
  if (count === 0) yield {}
  if (count === 0 || first === undefined || count > rest.length + 1) return
  for (const others of telling(count - 1, rest)) {
    for (const fact of first) yield { ...fact, ...others }
  }
  yield* telling(count, rest)
}

/** The first value of each stretch between one change and the next. */
function startsOf(
  min: number,
  max: number,
  changes: readonly (number | undefined)[],
): readonly number[] {
  const inside = changes.filter((at) => at !== undefined && at > min && at <= max)
  return [...new Set([min, ...inside.filter((at) => at !== undefined)])].sort((a, b) => a - b)
}

function medicinesIn({ medicine = [] }: When): readonly string[] {
  return typeof medicine === 'string' ? [medicine] : medicine
}
