import type { PlacedContent } from '../content/load.js'
import { placeIn } from '../content/place.js'
import type { Intent } from '../content/schema.js'
import type { ContentProblem } from '../errors.js'

/** Examples from which on an intent is heard well enough to be asked in real words. */
const MIN_EXAMPLES: Readonly<Record<Intent['kind'], number>> = {
  question: 150,
  service: 100,
  social: 100,
}

/** Lists intents that were taught by too few examples. */
export function checkExampleCounts({ content, files }: PlacedContent): readonly ContentProblem[] {
  return [...files.intents].flatMap(([id, read]) => {
    const intent = content.intents.get(id)
    if (intent === undefined) return []
    const { length } = intent.examples
    const min = MIN_EXAMPLES[intent.kind]
    if (length >= min) return []
    const at = placeIn(read, ['examples'])
    return [
      at(
        `${length} examples, at least ${min} for a ${intent.kind}`,
        'write more, all alike in nothing but meaning',
      ),
    ]
  })
}
