/** How fresh an answer is: old enough to spare the disk, young enough for any proxy. */
const FRESH_MS = 250

/**
 * Gives all who ask at about the same time one answer: whoever can reach us may ask whether we are ready, unlimited and
 * without a token, and each answer costs a durable write.
 */
export function shareProbe(
  probe: () => Promise<void>,
  now: () => number = () => performance.now(),
): () => Promise<void> {
  let answer: Promise<void> | undefined
  let freshUntilMs = -Infinity
  return () => {
    if (answer !== undefined && now() < freshUntilMs) return answer
    const asked = probe()
    answer = asked
    // While it is under way it is everybody's, however long it takes.
    freshUntilMs = Infinity
    const settle = () => {
      if (answer === asked) freshUntilMs = now() + FRESH_MS
    }
    asked.then(settle, settle)
    return asked
  }
}
