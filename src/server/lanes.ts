import { BusyError } from '../errors.js'
import { createKeyedQueue } from '../store/keyed-queue.js'

/** One lane per conversation: what enters leaves in the same order, one at a time. */
export interface Lanes {
  /**
   * Tells the task whether others were inside when it came.
   *
   * @throws {BusyError} when too many already wait in this lane.
   */
  readonly enter: <T>(lane: string, task: (hasWaited: boolean) => Promise<T>) => Promise<T>
  /** Waits however long the lane is, and counts for nobody; for what must not be refused. */
  readonly enterAlways: <T>(lane: string, task: () => Promise<T>) => Promise<T>
}

/** @param maxWaiting how many tasks may wait behind the one that runs. */
export function createLanes(maxWaiting: number): Lanes {
  const queue = createKeyedQueue()
  const inside = new Map<string, number>()

  const enter = async <T>(lane: string, task: (hasWaited: boolean) => Promise<T>): Promise<T> => {
    const before = inside.get(lane) ?? 0
    if (before > maxWaiting) throw new BusyError()
    inside.set(lane, before + 1)
    try {
      return await queue.run(lane, () => task(before > 0))
    } finally {
      const left = (inside.get(lane) ?? 1) - 1
      if (left === 0) inside.delete(lane)
      else inside.set(lane, left)
    }
  }

  return { enter, enterAlways: queue.run }
}
