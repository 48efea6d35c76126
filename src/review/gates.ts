import type { PlacedContent } from '../content/load.js'
import type { Reading } from '../content/reading-schema.js'
import type { ReadFile } from '../content/read-file.js'
import type { ContentProblem } from '../errors.js'
import { checkExampleCounts } from './example-counts.js'
import { checkReachable } from './reachable.js'
import { reviewReading, type GradedPart } from './reading.js'
import { checkSlotsUsed } from './slots-used.js'

export interface Review {
  readonly problems: readonly ContentProblem[]
  /** Every text that is long enough to have a grade. */
  readonly graded: readonly GradedPart[]
}

/** Everything that an editor must mend before content is served, beyond what loading it refuses. */
export function review(loaded: PlacedContent, reading: ReadFile<Reading>): Review {
  const { problems, graded } = reviewReading(loaded, reading)
  return {
    problems: [
      ...checkExampleCounts(loaded),
      ...checkSlotsUsed(loaded),
      ...checkReachable(loaded),
      ...problems,
    ],
    graded,
  }
}
