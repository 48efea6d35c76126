import { profileOf } from '../clinical/profile.js'
import type { Facts } from '../content/facts-schema.js'
import type { PlacedContent } from '../content/load.js'
import { placeIn } from '../content/place.js'
import type { ContentProblem } from '../errors.js'
import { firstFitting, match } from '../reply/match.js'
import { patientsFor, type Conditional } from './patients.js'

/** Far more patients than any list of conditions has needed yet (120 ms for the longest one). */
const MAX_PATIENTS = 1_000_000

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

/** Variants that are the first to fit for none of the patients whom their conditions tell apart. */
export function unreachedIn(variants: readonly Conditional[], facts: Facts): readonly Unreached[] {
  const numbered = variants.map((variant, index) => ({ ...variant, index }))
  const missing = new Set(numbered)
  /** For each variant that fitted somebody, the ones that fitted the same patients first. */
  const before = numbered.map(() => new Set<number>())
  let tried = 0
  for (const slots of patientsFor(variants, facts)) {
    if (missing.size === 0 || tried++ === MAX_PATIENTS) break
    const profile = profileOf(slots, facts)
    const { fitting } = firstFitting(numbered, profile)
    if (fitting === undefined) continue
    missing.delete(fitting)
    for (const variant of missing) {
      if (match(variant.when, profile).fits) before[variant.index]?.add(fitting.index)
    }
  }
  return [...missing].map(({ index }) => ({ index, why: reasonOf([...(before[index] ?? [])]) }))
}

function reasonOf(before: readonly number[]): Unreached['why'] {
  return before.length === 0
    ? ['fits nobody: its conditions exclude each other', 'see the rules in src/clinical/']
    : [
        `nobody gets it: number ${before.toSorted((a, b) => a - b).join(' or ')} always fits first`,
        'move it up, or remove it; variants are counted from 0',
      ]
}
