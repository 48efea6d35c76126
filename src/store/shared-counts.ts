/** Numbers that all nodes add to; for limits, not for what must not be lost. */
export interface SharedCounts {
  /**
   * Adds what this process has counted, and resolves to what all have together.
   *
   * @param minute Since 1970.
   * @param points By key; nothing of a patient may be read in it.
   */
  readonly add: (
    minute: number,
    points: ReadonlyMap<string, number>,
  ) => Promise<ReadonlyMap<string, number>>
}
