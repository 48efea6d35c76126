/** Turns the share of a softmax into a probability of being right: logistic(slope · logit(share) + offset). */
export interface Calibration {
  readonly slope: number
  readonly offset: number
}

/** The share that the best intent had of an utterance the model had not seen, and whether it was right. */
export interface Outcome {
  readonly share: number
  readonly isRight: boolean
}

/** Below 1 the best score takes more of the whole; a small value tells familiar from unfamiliar text best. */
const SOFTNESS = 0.15
const ROUNDS = 40
/** Pulls a little towards no slope, so that a handful of outcomes that are all right cannot run to infinity. */
const RIDGE = 1e-2
const SMALLEST_SHARE = 1e-9

/** Divides a whole of 1 among the classes by their scores. */
export function shareOut(scores: Float64Array): Float64Array {
  const best = scores.reduce((most, score) => Math.max(most, score), -Infinity)
  const weights = scores.map((score) => Math.exp((score - best) / SOFTNESS))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

/** Gives the probability, 0…1, that an intent with this share is the one meant; no share, no confidence. */
export function confidenceOf(share: number, { slope, offset }: Calibration): number {
  return share === 0 ? 0 : logistic(slope * logit(share) + offset)
}

/** Fits a calibration, so that of the answers given with a confidence of 0.7 seven in ten are right. */
export function fitCalibration(outcomes: readonly Outcome[]): Calibration {
  let slope = 0
  let offset = 0
  for (let round = 0; round < ROUNDS; round++) {
    let [slopeGradient, offsetGradient] = [RIDGE * slope, RIDGE * offset]
    let [slopeCurve, crossCurve, offsetCurve] = [RIDGE, 0, RIDGE]
    for (const { share, isRight } of outcomes) {
      const x = logit(share)
      const predicted = logistic(slope * x + offset)
      const error = predicted - (isRight ? 1 : 0)
      const curve = predicted * (1 - predicted)
      slopeGradient += error * x
      offsetGradient += error
      slopeCurve += curve * x * x
      crossCurve += curve * x
      offsetCurve += curve
    }
    const determinant = slopeCurve * offsetCurve - crossCurve * crossCurve
    slope -= (offsetCurve * slopeGradient - crossCurve * offsetGradient) / determinant
    offset -= (slopeCurve * offsetGradient - crossCurve * slopeGradient) / determinant
  }
  return { slope, offset }
}

function logit(share: number): number {
  const bounded = Math.min(1 - SMALLEST_SHARE, Math.max(SMALLEST_SHARE, share))
  return Math.log(bounded / (1 - bounded))
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
