import { StoreError } from '../errors.js'
import type { Conversation, Store } from './store.js'

/** Makes a store that keeps nothing beyond the process; for tests and for trying things out. */
export function createMemoryStore(): Store {
  // Kept as JSON, so that a record is cut off from its writer just as it is in a file.
  const records = new Map<string, string>()
  let isClosed = false

  const whileOpen =
    <A extends readonly unknown[], T>(run: (...args: A) => T) =>
    // eslint-disable-next-line @typescript-eslint/require-await -- a closed store must reject, not throw
    async (...args: A): Promise<T> => {
      if (isClosed) throw new StoreError('the store is closed')
      return run(...args)
    }

  const read = (id: string) => {
    const text = records.get(id)
    return text === undefined ? undefined : (JSON.parse(text) as Conversation)
  }
  const eraseExpired = (now: string) => {
    const expired = [...records.keys()].filter((id) => {
      const expiresAt = read(id)?.session.expiresAt
      return expiresAt !== undefined && Date.parse(expiresAt) < Date.parse(now)
    })
    expired.forEach((id) => records.delete(id))
    return expired.length
  }

  return {
    read: whileOpen(read),
    write: whileOpen((conversation: Conversation) => {
      records.set(conversation.id, JSON.stringify(conversation))
    }),
    erase: whileOpen((id: string) => records.delete(id)),
    eraseExpired: whileOpen(eraseExpired),
    probe: whileOpen(() => undefined),
    close: () => {
      isClosed = true
      return Promise.resolve()
    },
  }
}
