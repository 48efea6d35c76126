import type { Repertoire } from '../content/content.js'
import { candidatesOf, sureIntent } from '../dialogue/policy.js'
import { nothingHeard } from '../nlu/understand.js'
import type { Decision, RankedIntent } from '../types.js'

/** What the policy decides when it knows nothing but how sure each intent was heard. */
export function decideByConfidence(
  repertoire: Repertoire,
  intents: readonly RankedIntent[],
): Decision {
  // Any text that is no bare yes or no.
  const heard = { ...nothingHeard('?'), intents }
  const sure = sureIntent(repertoire, heard)
  if (sure !== undefined) return { kind: 'answer', intents: [sure] }
  const candidates = candidatesOf(repertoire, heard)
  return candidates.length > 0
    ? { kind: 'clarify', candidates }
    : { kind: 'fallback', reason: 'unknown', candidates: [] }
}
