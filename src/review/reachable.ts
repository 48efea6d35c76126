import { profileOf } from '../clinical/profile.js'
import { READINESS_SLOTS } from '../clinical/readiness.js'
import type { Facts } from '../content/facts-schema.js'
import type { PlacedContent } from '../content/load.js'
import { placeIn } from '../content/place.js'
import type { When } from '../content/schema.js'
import type { ContentProblem } from '../errors.js'
import { match } from '../reply/match.js'
import type { SlotName, Slots } from '../types.js'
import { isPossible, patients, patientsTelling, readinessWays, tellings } from './patients.js'
import { slotsReadBy } from './slots-read.js'

/** A thousand times as many as a variant that somebody gets has needed yet. */
const MAX_PATIENTS = 20_000

/** Lists variants of answers and of shared lines that no patient can ever get. */
export function checkReachable({ content, files }: PlacedContent): readonly ContentProblem[] {
  const { facts } = content
  const answers = [...files.responses].flatMap(([id, read]) =>
    unreachedIn(content.responses.get(id)?.variants ?? [], facts).map(({ index, why }) =>
      placeIn(read, ['variants', index, 'when'])(...why),
    ),
  )
  const lines = Object.entries(content.lines).flatMap(([name, variants]) =>
    unreachedIn(variants, facts).map(({ index, why }) =>
      placeIn(files.lines, [name, index, 'when'])(...why),
    ),
  )
  return [...answers, ...lines]
}

interface Unreached {
  readonly index: number
  /** The problem and a hint. */
  readonly why: readonly [string, string]
}

/** Something that is said only under a condition. */
export interface Conditional {
  readonly when?: When | undefined
}

/** Variants that are the first to fit for none of the patients whom their conditions tell apart. */
export function unreachedIn(variants: readonly Conditional[], facts: Facts): readonly Unreached[] {
  return variants.flatMap((_, index) => {
    const takers = takersOf(variants, index, facts)
    return takers === undefined ? [] : [{ index, why: reasonOf([...takers]) }]
  })
}

/**
 * The earlier variants that take every patient whom a variant fits; undefined when one is left to it.
 *
 * Whether it fits goes by its own slots alone, so those are settled first. Then the slots of the
 * earlier ones are told to the patients whom it fits: none, one, two, because few are needed.
 */
function takersOf(
  variants: readonly Conditional[],
  index: number,
  facts: Facts,
): ReadonlySet<number> | undefined {
  const whens = variants.slice(0, index + 1).map(({ when = {} }) => when)
  const own = whens.at(-1) ?? {}
  const waysOf = (slots: readonly SlotName[]) =>
    slots.map((slot) => tellings(slot, { whens, facts }))
  const { readiness, ...rest } = own
  const slots = slotsReadBy(rest)
  const byReadiness = readiness === undefined ? [] : [readinessWays(waysOf(READINESS_SLOTS))]
  const fitted = [...patients([...byReadiness, ...waysOf(slots)])].filter(
    (patient) => match(own, profileOf(patient, facts)).fits,
  )
  const others = new Set(whens.flatMap(slotsReadBy).filter((slot) => !slots.includes(slot)))
  const takers = new Set<number>()
  let tried = 0
  for (const patient of telling(fitted, waysOf([...others]))) {
    if (tried++ === MAX_PATIENTS) break
    if (!isPossible(patient)) continue
    const profile = profileOf(patient, facts)
    const first = whens.findIndex((when) => match(when, profile).fits)
    if (first === index) return undefined
    takers.add(first)
  }
  return takers
}

/** These patients, telling more and more of other slots besides. */
function* telling(
  patients: readonly Slots[],
  others: readonly (readonly Slots[])[],
): Generator<Slots> {
  for (let count = 0; count <= others.length; count++) {
    for (const patient of patients) {
      for (const more of patientsTelling(count, others)) yield { ...patient, ...more }
    }
  }
}

function reasonOf(before: readonly number[]): Unreached['why'] {
  return before.length === 0
    ? ['fits nobody: its conditions exclude each other', 'see the rules in src/clinical/']
    : [
        `nobody gets it: number ${before.toSorted((a, b) => a - b).join(' or ')} always fits first`,
        'move it up, or remove it; variants are counted from 0',
      ]
}
