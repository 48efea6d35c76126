/** Runs tasks of the same key one after the other, in the order of their arrival; other keys do not wait. */
export interface KeyedQueue {
  readonly run: <T>(key: string, task: () => Promise<T>) => Promise<T>
  /** Resolves when all tasks that have arrived so far are over. */
  readonly idle: () => Promise<void>
}

export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<void>>()

  const run = <T>(key: string, task: () => Promise<T>): Promise<T> => {
    const result = (tails.get(key) ?? Promise.resolve()).then(task)
    // A task that fails must not keep out the ones behind it.
    const tail = result.then(ignore, ignore).then(() => {
      if (tails.get(key) === tail) tails.delete(key)
    })
    tails.set(key, tail)
    return result
  }

  const idle = async () => {
    await Promise.all(tails.values())
  }

  return { run, idle }
}

/** Makes a runner that has at most `count` tasks under way at once. */
export function createSlots(count: number): <T>(task: () => Promise<T>) => Promise<T> {
  const queue = createKeyedQueue()
  let next = 0
  return (task) => {
    next = (next + 1) % count
    return queue.run(String(next), task)
  }
}

const ignore = () => undefined
