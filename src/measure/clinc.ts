/** Our classifier on CLINC150, the public measure of hearing intents and of telling what is none (Larson et al. 2019). */
import { confidenceOf, shareOut } from '../nlu/classifier/calibrate.js'
import { encodeModel } from '../nlu/classifier/model-format.js'
import { trainModel, type Example } from '../nlu/classifier/train.js'
import type { WordVectors } from '../nlu/classifier/word-vectors.js'
import { createClassifier, createScorer, OUT_OF_SCOPE, type IntentModel } from '../nlu/classify.js'
import { auroc } from './auroc.js'
import { chooseThreshold, scoreAt, scoreBy } from './out-of-scope.js'
import type { HeardQuery, ScopeScores } from './out-of-scope.js'
import { quantile } from './quantile.js'

/** The data set as published, with `none` in place of its `oos`. */
export interface Clinc {
  readonly train: readonly Example[]
  readonly validation: readonly Example[]
  readonly test: readonly Example[]
}

export interface ClincResult {
  /** Rejected is what was heard as `none`, one more intent to learn: the paper's `oos-train`. */
  readonly asIntent: ScopeScores
  /** Rejected is what was heard with too little confidence: the paper's `oos-threshold`. */
  readonly byThreshold: ScopeScores
  readonly threshold: number
  /** In-scope accuracy when nothing is rejected. */
  readonly acceptingAll: number
  readonly auroc: number
  readonly trainSeconds: number
  readonly microsMedian: number
  readonly microsP99: number
  /** As it would be stored. */
  readonly modelBytes: number
}

/** Trains on the training queries alone, chooses the threshold on the validation queries, and judges by the test ones. */
export function measureClinc(data: Clinc, wordVectors: WordVectors): ClincResult {
  const start = performance.now()
  const model = trainModel(data.train, wordVectors)
  const trainSeconds = (performance.now() - start) / 1000
  const threshold = chooseThreshold(hearAll(model, data.validation))
  const heard = hearAll(model, data.test)
  const confidences = (isInScope: boolean): readonly number[] =>
    heard.filter((query) => query.isInScope === isInScope).map(({ confidence }) => confidence)
  const micros = timeEach(model, data.test)
  return {
    asIntent: scoreBy(heard, ({ isNone }) => isNone),
    byThreshold: scoreAt(heard, threshold),
    threshold,
    acceptingAll: scoreAt(heard, 0).inScopeAccuracy,
    auroc: auroc(confidences(true), confidences(false)),
    trainSeconds,
    microsMedian: quantile(micros, 0.5),
    microsP99: quantile(micros, 0.99),
    modelBytes: encodeModel(model).length,
  }
}

interface HeardByModel extends HeardQuery {
  /** `none` itself has the highest score. */
  readonly isNone: boolean
}

function hearAll(model: IntentModel, queries: readonly Example[]): readonly HeardByModel[] {
  const score = createScorer(model)
  const none = model.intents.indexOf(OUT_OF_SCOPE)
  return queries.map(({ text, intent }) => {
    const shares = shareOut(score(text) ?? new Float64Array(model.intents.length))
    const isNone = shares.indexOf(Math.max(...shares)) === none
    // `none` is never returned, so its share counts for nobody.
    if (none >= 0) shares[none] = 0
    const share = Math.max(...shares)
    return {
      isInScope: intent !== OUT_OF_SCOPE,
      isRight: model.intents[shares.indexOf(share)] === intent,
      confidence: confidenceOf(share, model.calibration),
      isNone,
    }
  })
}

/** Microseconds that each query takes, after all were heard once. */
function timeEach(model: IntentModel, queries: readonly Example[]): readonly number[] {
  const classify = createClassifier(model)
  const hear = ({ text }: Example): number => {
    const start = performance.now()
    classify(text)
    return (performance.now() - start) * 1000
  }
  queries.forEach(hear)
  return queries.map(hear)
}
