import { ConversationChangedError, StoreError } from '../errors.js'
import { keyOf } from './data-folder.js'
import { pickHandoffs, type HandoffRequest, type HandoffStore } from './handoff.js'
import { everyConversation } from './every-conversation.js'
import { ENROLMENTS } from './enrolments.js'
import { createMemoryShelf } from './memory-shelf.js'
import { PHONES } from './phone.js'
import { isStill, revised } from './revision.js'
import type { Conversation, Store } from './store.js'

/** Makes a store that keeps nothing beyond the process; for tests and for trying things out. */
export function createMemoryStore(): Store {
  // Kept as JSON, so that a record is cut off from its writer just as it is in a file.
  const records = new Map<string, string>()
  const handoffs = createHandoffs()
  let isClosed = false

  const whileOpen =
    <A extends readonly unknown[], T>(run: (...args: A) => T) =>
    (...args: A): Promise<T> =>
      // A closed store rejects, and does not throw.
      new Promise((resolve) => {
        if (isClosed) throw new StoreError('the store is closed')
        resolve(run(...args))
      })

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
    return expired.length + handoffs.eraseExpired(now)
  }
  const erase = (id: string) => {
    const erasedHandoffs = handoffs.eraseHandoffs(id)
    return records.delete(id) || erasedHandoffs > 0
  }

  return {
    phones: createMemoryShelf(PHONES, whileOpen),
    enrolments: createMemoryShelf(ENROLMENTS, whileOpen),
    read: whileOpen(read),
    conversations: () =>
      everyConversation(() => Promise.resolve([...records.keys()]), whileOpen(read)),
    write: whileOpen((conversation: Conversation) => {
      records.set(conversation.id, JSON.stringify(conversation))
    }),
    replace: whileOpen((before: Conversation, after: Conversation, request?: HandoffRequest) => {
      if (!isStill(before, read(before.id))) throw new ConversationChangedError()
      if (request !== undefined) handoffs.writeHandoff(request)
      records.set(before.id, JSON.stringify(revised(before, after)))
    }),
    erase: whileOpen(erase),
    eraseByKey: whileOpen((key: string) => {
      const id = [...records.keys()].find((each) => keyOf(each) === key)
      return id === undefined ? handoffs.eraseByKey(key) > 0 : erase(id)
    }),
    eraseExpired: whileOpen(eraseExpired),
    writeHandoff: whileOpen(handoffs.writeHandoff),
    readHandoff: whileOpen(handoffs.readHandoff),
    listHandoffs: whileOpen(handoffs.listHandoffs),
    changeHandoff: whileOpen(handoffs.changeHandoff),
    eraseHandoffs: whileOpen(handoffs.eraseHandoffs),
    probe: whileOpen(() => undefined),
    close: () => {
      isClosed = true
      return Promise.resolve()
    },
  }
}

type Sync<F> = F extends (...args: infer A) => Promise<infer R> ? (...args: A) => R : never

type Handoffs = { readonly [M in keyof HandoffStore]: Sync<HandoffStore[M]> } & {
  readonly eraseExpired: (now: string) => number
  readonly eraseByKey: (conversationKey: string) => number
}

function createHandoffs(): Handoffs {
  const kept = new Map<string, string>()
  const read = (id: string) => {
    const text = kept.get(id)
    return text === undefined ? undefined : (JSON.parse(text) as HandoffRequest)
  }
  const all = () => [...kept.keys()].flatMap((id) => read(id) ?? [])
  const eraseWhere = (isOver: (request: HandoffRequest) => boolean) => {
    const over = all().filter(isOver)
    over.forEach(({ id }) => kept.delete(id))
    return over.length
  }
  const eraseByKey = (key: string) => eraseWhere(({ conversationKey }) => conversationKey === key)
  return {
    writeHandoff: (request) => {
      if (!kept.has(request.id)) kept.set(request.id, JSON.stringify(request))
    },
    readHandoff: read,
    listHandoffs: (query) => pickHandoffs(all(), query),
    changeHandoff: (id, change) => {
      const request = read(id)
      if (request === undefined) return undefined
      const changed = { ...request, ...change(request) }
      kept.set(id, JSON.stringify(changed))
      return changed
    },
    eraseHandoffs: (conversationId) => eraseByKey(keyOf(conversationId)),
    eraseByKey,
    eraseExpired: (now) => eraseWhere(({ expiresAt }) => Date.parse(expiresAt) < Date.parse(now)),
  }
}
