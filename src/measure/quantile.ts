/**
 * Gives the value that a share of all values does not exceed, by nearest rank: a value that was really measured.
 *
 * @param share 0…1; 0.5 is the median.
 * @throws {RangeError} without values.
 */
export function quantile(values: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (found === undefined) throw new RangeError('quantile needs at least one value')
  return found
}
