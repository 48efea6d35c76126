/** Made-up patients, as few as show every way in which a condition can come out. */
import type { SlotName, Slots, SlotValues } from '../types.js'
import { DECISIVE, type Deciders } from './decisive-values.js'

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

/** Each way to tell one slot. */
export function tellings(slot: SlotName, deciders: Deciders): readonly Slots[] {
  const values: readonly SlotValues[SlotName][] = DECISIVE[slot](deciders)
  return values.map((value) => ({ [slot]: value }))
}

/** All that a gentle start to exercise wants denied. */
const NO_RISK: Slots = {
  pregnant: false,
  priorFracture: false,
  newBackPain: false,
  recentSurgeryOrBreak: false,
  heartTrouble: false,
  unsteady: false,
  fallsPastYear: 0,
}

/**
 * The ways to come to each outcome of exercise readiness.
 *
 * One risk settles it, so each way tells one, or denies them all; every answer to ten questions would
 * be hundreds of thousands of patients.
 */
export function readinessWays(ways: readonly (readonly Slots[])[]): readonly Slots[] {
  const risks = ways.flat()
  const sites = risks
    .filter(({ fractureSite }) => fractureSite !== undefined)
    .map((site) => ({ ...site, priorFracture: true }))
  return [...risks, ...sites, NO_RISK]
}

/** Possible patients who tell exactly so many of some slots, each in one of the ways given for it. */
export function* patientsTelling(
  count: number,
  [first, ...rest]: readonly (readonly Slots[])[],
): Generator<Slots> {
  if (count === 0) yield {}
  if (count === 0 || first === undefined || count > rest.length + 1) return
  for (const others of patientsTelling(count - 1, rest)) {
    for (const fact of first) {
      const patient = { ...fact, ...others }
      if (isPossible(patient)) yield patient
    }
  }
  yield* patientsTelling(count, rest)
}

/** Possible patients who tell some of these slots or none, those who tell least first. */
export function* patients(ways: readonly (readonly Slots[])[]): Generator<Slots> {
  for (let count = 0; count <= ways.length; count++) yield* patientsTelling(count, ways)
}
