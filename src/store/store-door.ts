import { StoreError } from '../errors.js'
import type { FolderLock } from './folder-lock.js'
import { createKeyedQueue } from './keyed-queue.js'
import { storeFailure } from './store-failure.js'

export interface StoreDoor {
  /**
   * Runs one piece of work, after the earlier ones of the same key.
   *
   * @param doing what the error shall say that the store cannot do.
   * @throws {StoreError} when it fails, when the store is closed, or when the folder is no longer ours.
   */
  readonly inOrder: <T>(key: string, doing: string, work: () => Promise<T>) => Promise<T>
  /** Lets in nothing more, waits for what is under way, and gives the folder free. */
  readonly close: () => Promise<void>
}

/** @param finish Puts away what is open, while the folder is still ours; must not throw. */
export function createDoor(lock: FolderLock, finish: () => Promise<void>): StoreDoor {
  const queue = createKeyedQueue()
  let isClosed = false

  const inOrder = async <T>(key: string, doing: string, work: () => Promise<T>): Promise<T> => {
    if (isClosed) throw new StoreError('the store is closed')
    try {
      return await queue.run(key, () => {
        // Two writers would each undo what the other has promised to keep.
        if (!lock.isHeld()) throw lockLost()
        return work()
      })
    } catch (error) {
      throw storeFailure(doing, error)
    }
  }

  const close = async () => {
    if (isClosed) return
    isClosed = true
    await queue.idle()
    await finish()
    await lock.release()
  }

  return { inOrder, close }
}

export const lockLost = () =>
  new StoreError('the data folder is no longer held by this process', {
    hint: 'make sure that only one process uses DATA_DIR, then restart',
  })
