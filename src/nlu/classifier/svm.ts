import type { SparseVector } from './features.js'
import { createRandom, shuffle } from './random.js'

/** The examples side by side: example i has the entries starts[i] to starts[i + 1]. */
interface Examples {
  readonly starts: Int32Array
  readonly rows: Int32Array
  readonly values: Float32Array
  /** Squared length of each example, its bias included. */
  readonly squares: Float64Array
  readonly labels: Int32Array
}

/** One number for each row and class; the bias is the last row. Rows are scaled to bytes one by one. */
export interface WeightTable {
  readonly classes: number
  readonly bytes: Int8Array
  /** What a byte of each row is worth. */
  readonly scales: Float32Array
}

const COST = 0.5
const BIAS = 0.3
const PASSES = 4
const SEED = 3
/** An example that clears its margin by this much is left alone from then on, which trains three times as fast. */
const SAFE_MARGIN = 0.3
const CLOSE_ENOUGH = 0.01
const BYTE_MAX = 127

/**
 * Trains one linear classifier a class, each against all other classes: squared hinge loss, dual coordinate descent
 * (Hsieh et al. 2008).
 *
 * @param rowCount Rows that the vectors may name.
 */
export function trainSvm(
  vectors: readonly SparseVector[],
  labels: Int32Array,
  rowCount: number,
): WeightTable {
  const examples = layOut(vectors, labels)
  const classes = labels.reduce((most, label) => Math.max(most, label + 1), 0)
  const table = new Float32Array((rowCount + 1) * classes)
  for (let k = 0; k < classes; k++) {
    const weights = trainClass(examples, k, rowCount)
    for (let row = 0; row <= rowCount; row++) table[row * classes + k] = weights[row] ?? 0
  }
  return toBytes(table, classes)
}

/** Scores each class for a vector; above 0 the class claims it. */
export function scoreClasses(weights: WeightTable, vector: SparseVector): Float64Array {
  const { classes, bytes, scales } = weights
  const { rows, values } = vector
  const scores = new Float64Array(classes)
  const inFours = rows.length - (rows.length % 4)
  // Four rows at once take a third of the time, for each score is fetched and put back once for the four.
  for (let i = 0; i < inFours; i += 4) {
    const [rowA, rowB, rowC, rowD] = [
      rows[i] ?? 0,
      rows[i + 1] ?? 0,
      rows[i + 2] ?? 0,
      rows[i + 3] ?? 0,
    ]
    const worthA = (values[i] ?? 0) * (scales[rowA] ?? 0)
    const worthB = (values[i + 1] ?? 0) * (scales[rowB] ?? 0)
    const worthC = (values[i + 2] ?? 0) * (scales[rowC] ?? 0)
    const worthD = (values[i + 3] ?? 0) * (scales[rowD] ?? 0)
    const [a, b, c, d] = [rowA * classes, rowB * classes, rowC * classes, rowD * classes]
    for (let k = 0; k < classes; k++) {
      scores[k] =
        (scores[k] ?? 0) +
        worthA * (bytes[a + k] ?? 0) +
        worthB * (bytes[b + k] ?? 0) +
        worthC * (bytes[c + k] ?? 0) +
        worthD * (bytes[d + k] ?? 0)
    }
  }
  for (let i = inFours; i < rows.length; i++)
    addRow(weights, scores, { row: rows[i] ?? 0, value: values[i] ?? 0 })
  addRow(weights, scores, { row: scales.length - 1, value: 1 })
  return scores
}

function addRow(
  { classes, bytes, scales }: WeightTable,
  scores: Float64Array,
  { row, value }: { readonly row: number; readonly value: number },
): void {
  const worth = value * (scales[row] ?? 0)
  const start = row * classes
  for (let k = 0; k < classes; k++) scores[k] = (scores[k] ?? 0) + worth * (bytes[start + k] ?? 0)
}

function layOut(vectors: readonly SparseVector[], labels: Int32Array): Examples {
  const starts = new Int32Array(vectors.length + 1)
  vectors.forEach(({ rows }, i) => {
    starts[i + 1] = (starts[i] ?? 0) + rows.length
  })
  const total = starts[vectors.length] ?? 0
  const rows = new Int32Array(total)
  const values = new Float32Array(total)
  const squares = new Float64Array(vectors.length)
  vectors.forEach((vector, i) => {
    rows.set(vector.rows, starts[i])
    values.set(vector.values, starts[i])
    squares[i] = vector.values.reduce((sum, v) => sum + v * v, BIAS * BIAS)
  })
  return { starts, rows, values, squares, labels }
}

function trainClass(examples: Examples, label: number, rowCount: number): Float64Array {
  const { labels } = examples
  const random = createRandom(SEED + label)
  const weights = new Float64Array(rowCount + 1)
  const improve = createImprover(examples, label, weights)
  const order = Int32Array.from(labels, (_, i) => i)
  let active = labels.length
  for (let pass = 0; pass < PASSES; pass++) {
    shuffle(order, active, random)
    let largestSlope = 0
    for (let place = 0; place < active; place++) {
      const slope = improve(order[place] ?? 0)
      if (slope < SAFE_MARGIN) largestSlope = Math.max(largestSlope, Math.abs(slope))
      else order[place--] = order[--active] ?? 0
    }
    if (largestSlope < CLOSE_ENOUGH) break
  }
  const last = weights[rowCount] ?? 0
  weights[rowCount] = last * BIAS
  return weights
}

/** Makes the function that fits the weights better to one example; it returns how far they were off, or how safe they are. */
function createImprover(examples: Examples, label: number, weights: Float64Array) {
  const { starts, rows, values, squares, labels } = examples
  const multipliers = new Float64Array(labels.length)
  const biasRow = weights.length - 1
  const own = labels.reduce((count, l) => (l === label ? count + 1 : count), 0)
  // A class has few examples of its own against many others, so a mistake on one of them costs more.
  const ownDamping = 0.5 / (COST * Math.sqrt(Math.max(1, labels.length - own) / own))
  const otherDamping = 0.5 / COST
  return (i: number): number => {
    const start = starts[i] ?? 0
    const end = starts[i + 1] ?? 0
    const sign = labels[i] === label ? 1 : -1
    const damping = sign > 0 ? ownDamping : otherDamping
    const multiplier = multipliers[i] ?? 0
    let score = (weights[biasRow] ?? 0) * BIAS
    for (let j = start; j < end; j++) score += (values[j] ?? 0) * (weights[rows[j] ?? 0] ?? 0)
    const slope = sign * score - 1 + damping * multiplier
    if (multiplier === 0 && slope >= 0) return slope < SAFE_MARGIN ? 0 : slope
    const next = Math.max(0, multiplier - slope / ((squares[i] ?? 0) + damping))
    const step = (next - multiplier) * sign
    multipliers[i] = next
    for (let j = start; j < end; j++) {
      const row = rows[j] ?? 0
      weights[row] = (weights[row] ?? 0) + (values[j] ?? 0) * step
    }
    weights[biasRow] = (weights[biasRow] ?? 0) + BIAS * step
    return -Math.abs(slope)
  }
}

function toBytes(table: Float32Array, classes: number): WeightTable {
  const scales = new Float32Array(table.length / classes)
  const bytes = new Int8Array(table.length)
  for (let row = 0; row < scales.length; row++) {
    const weights = table.subarray(row * classes, (row + 1) * classes)
    const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
    const scale = largest / BYTE_MAX
    scales[row] = scale
    if (scale === 0) continue
    weights.forEach((weight, k) => {
      bytes[row * classes + k] = Math.round(weight / scale)
    })
  }
  return { classes, bytes, scales }
}
