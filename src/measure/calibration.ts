/** Whether confidences can be believed: of what is heard with 0.7, seven in ten should be right. */
import { share } from './guesses.js'

/** A confidence, and whether what it was about turned out right. */
export interface Claim {
  /** 0…1. */
  readonly confidence: number
  readonly isRight: boolean
}

/** The claims between two confidences; the upper is exclusive, but for 1. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly right: number
  readonly wrong: number
  /** Undefined in an empty bin. */
  readonly meanConfidence: number | undefined
}

/** Sorts claims into bins of even width from 0 to 1. */
export function binsOf(claims: readonly Claim[], count: number): readonly Bin[] {
  return Array.from({ length: count }, (_, index) => {
    const own = claims.filter(
      ({ confidence }) => Math.min(Math.floor(confidence * count), count - 1) === index,
    )
    const right = own.filter(({ isRight }) => isRight).length
    const sum = own.reduce((total, { confidence }) => total + confidence, 0)
    return {
      from: index / count,
      to: (index + 1) / count,
      right,
      wrong: own.length - right,
      meanConfidence: share(sum, own.length),
    }
  })
}

/**
 * Expected calibration error, 0…1: by how much the mean confidence of a bin misses the share that is right,
 * weighted by the size of the bin (Guo et al. 2017). Undefined without claims.
 */
export function calibrationError(bins: readonly Bin[]): number | undefined {
  const total = bins.reduce((sum, { right, wrong }) => sum + right + wrong, 0)
  const missed = bins.reduce((sum, { right, wrong, meanConfidence = 0 }) => {
    const size = right + wrong
    return size === 0 ? sum : sum + size * Math.abs(right / size - meanConfidence)
  }, 0)
  return share(missed, total)
}
