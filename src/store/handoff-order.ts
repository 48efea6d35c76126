import { keyOf } from './data-folder.js'
import type { HandoffShelf } from './handoff-shelf.js'
import type { HandoffStore } from './handoff.js'
import type { StoreDoor } from './store-door.js'

/** Requests wait their turn with their conversation, so that none is written after its erasure. */
export function handoffsOver(shelf: HandoffShelf, { inOrder }: StoreDoor): HandoffStore {
  const queueOf = async (id: string) =>
    (await inOrder('requests', 'read the requests', () => shelf.keyOf(id))) ?? 'requests'
  return {
    writeHandoff: (request) =>
      inOrder(request.conversationKey, 'keep a request', () => shelf.write(request)),
    readHandoff: async (id) => inOrder(await queueOf(id), 'read a request', () => shelf.read(id)),
    listHandoffs: (query) => inOrder('requests', 'list requests', () => shelf.list(query)),
    changeHandoff: async (id, change) =>
      inOrder(await queueOf(id), 'change a request', () => shelf.change(id, change)),
    eraseHandoffs: (conversationId) => {
      const key = keyOf(conversationId)
      return inOrder(key, 'erase requests', () => shelf.eraseOf(key))
    },
  }
}
