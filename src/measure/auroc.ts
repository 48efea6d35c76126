/**
 * Gives the area under the ROC curve: how likely one of `above` scores higher than one of `below`, 0…1; a tie counts half.
 *
 * @throws {RangeError} when either is empty, since then there is nothing to tell apart.
 */
export function auroc(above: readonly number[], below: readonly number[]): number {
  if (above.length === 0 || below.length === 0) throw new RangeError('auroc needs both kinds')
  const scores = [
    ...above.map((score) => ({ score, isAbove: true })),
    ...below.map((score) => ({ score, isAbove: false })),
  ].sort((a, b) => a.score - b.score)
  let wins = 0
  let passed = 0
  for (let start = 0; start < scores.length;) {
    let end = start
    while (end < scores.length && scores[end]?.score === scores[start]?.score) end++
    const tied = scores.slice(start, end)
    const tiedAbove = tied.filter(({ isAbove }) => isAbove).length
    const tiedBelow = tied.length - tiedAbove
    wins += tiedAbove * (passed + tiedBelow / 2)
    passed += tiedBelow
    start = end
  }
  return wins / (above.length * below.length)
}
