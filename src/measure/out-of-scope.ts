/**
 * How Larson et al. (2019), "An Evaluation Dataset for Intent Classification and Out-of-Scope Prediction"
 * (EMNLP-IJCNLP 2019, aclanthology.org/D19-1131), tell what is out of scope and how well it was told.
 */

/** How a query was heard. */
export interface HeardQuery {
  readonly isInScope: boolean
  /** Its own intent was heard first; never so for one that is out of scope. */
  readonly isRight: boolean
  /** In the intent heard first, 0…1. */
  readonly confidence: number
}

/** Both 0…1; a query that is in scope and was rejected counts as heard wrongly. */
export interface ScopeScores {
  readonly inScopeAccuracy: number
  readonly outOfScopeRecall: number
}

/**
 * Chooses the confidence below which a query is called out of scope, by the paper's rule `oos-threshold`: the value
 * that gives the highest accuracy on the validation queries over all intents, "treating out-of-scope as its own intent".
 *
 * Their authors say so again in github.com/clinc/oos-eval/issues/1. Every confidence that occurs is tried; of equally
 * good ones the lowest is taken, which rejects least.
 *
 * @param validation Queries that the model neither learned from nor is judged by.
 */
export function chooseThreshold(validation: readonly HeardQuery[]): number {
  const rising = [...validation].sort((a, b) => a.confidence - b.confidence)
  // Nothing is rejected at first; each query passed is one rejected more.
  let right = rising.filter(({ isInScope, isRight }) => isInScope && isRight).length
  let best = { right, threshold: 0 }
  rising.forEach(({ isInScope, isRight, confidence }, index) => {
    if (!isInScope) right++
    else if (isRight) right--
    const next = rising[index + 1]?.confidence ?? Infinity
    if (next > confidence && right > best.right) best = { right, threshold: next }
  })
  return best.threshold
}

/** Scores test queries; those below the threshold are called out of scope. */
export function scoreAt(heard: readonly HeardQuery[], threshold: number): ScopeScores {
  return scoreBy(heard, ({ confidence }) => confidence < threshold)
}

/** Scores queries by any other way of rejecting them. */
export function scoreBy<Query extends HeardQuery>(
  heard: readonly Query[],
  isRejected: (query: Query) => boolean,
): ScopeScores {
  const inScope = heard.filter(({ isInScope }) => isInScope)
  const outOfScope = heard.filter(({ isInScope }) => !isInScope)
  const accepted = inScope.filter((query) => query.isRight && !isRejected(query))
  return {
    inScopeAccuracy: accepted.length / inScope.length,
    outOfScopeRecall: outOfScope.filter(isRejected).length / outOfScope.length,
  }
}
