/** Requests as files beside the conversations, and in memory: they are few, and looked through every minute. */
import { randomUUID } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { StoreError } from '../errors.js'
import { keyOf, type DataFolder } from './data-folder.js'
import { eraseDurably, namesIn, syncFolder, textOf } from './durable-file.js'
import { parseHandoff } from './handoff-schema.js'
import {
  pickHandoffs,
  type HandoffChange,
  type HandoffQuery,
  type HandoffRequest,
} from './handoff.js'

/** Without any order of its own: whoever calls keeps the calls of one conversation one after another. */
export interface HandoffShelf {
  readonly write: (request: HandoffRequest) => Promise<void>
  readonly read: (id: string) => HandoffRequest | undefined
  readonly list: (query: HandoffQuery) => readonly HandoffRequest[]
  readonly change: (
    id: string,
    change: (request: HandoffRequest) => HandoffChange,
  ) => Promise<HandoffRequest | undefined>
  readonly eraseOf: (conversationKey: string) => Promise<number>
  readonly expired: (nowMs: number) => readonly HandoffRequest[]
  /** Resolves to how many were erased: 1 or 0. */
  readonly eraseExpired: (id: string, nowMs: number) => Promise<number>
}

/** Hears of a file that was moved aside, by the key of its conversation. */
type OnDamaged = (key: string) => void

/** Reads what is kept; a file that cannot be read is moved to `damaged/`. */
export async function openHandoffShelf(
  folder: DataFolder,
  onDamaged: OnDamaged,
): Promise<HandoffShelf> {
  const kept = new Map<string, HandoffRequest>()
  for (const name of await namesIn(folder.handoffs)) {
    const request = await readFrom(folder, name, onDamaged)
    if (request !== undefined) kept.set(request.id, request)
  }

  const put = async (request: HandoffRequest): Promise<void> => {
    const text = JSON.stringify(request)
    // Refuse now what the next start would count as damaged; now nothing has been promised yet.
    if (parseHandoff(text) === undefined) throw new StoreError('the request is not well-formed')
    await folder.write(pathOf(folder, request), text, new Date(request.expiresAt))
    kept.set(request.id, request)
  }
  const eraseAll = async (requests: readonly HandoffRequest[]): Promise<number> => {
    for (const request of requests) {
      await eraseDurably(pathOf(folder, request))
      kept.delete(request.id)
    }
    return requests.length
  }

  const expired = (nowMs: number) =>
    [...kept.values()].filter(({ expiresAt }) => Date.parse(expiresAt) < nowMs)

  return {
    write: async (request) => {
      if (!kept.has(request.id)) await put(request)
    },
    // Copies, which cannot change what is kept.
    read: (id) => structuredClone(kept.get(id)),
    list: (query) => structuredClone(pickHandoffs(kept.values(), query)),
    change: async (id, change) => {
      const request = kept.get(id)
      if (request === undefined) return undefined
      const changed = { ...request, ...change(request) }
      await put(changed)
      return changed
    },
    eraseOf: (key) =>
      eraseAll([...kept.values()].filter(({ conversationKey }) => conversationKey === key)),
    expired,
    eraseExpired: (id, nowMs) => eraseAll(expired(nowMs).filter((request) => request.id === id)),
  }
}

/** The name begins with the conversation's key, by which all its traces are erased. */
function pathOf(folder: DataFolder, { conversationKey, id }: HandoffRequest): string {
  return join(folder.handoffs, `${conversationKey}.${id}.json`)
}

async function readFrom(
  folder: DataFolder,
  name: string,
  onDamaged: OnDamaged,
): Promise<HandoffRequest | undefined> {
  const path = join(folder.handoffs, name)
  const request = parseHandoff((await textOf(path)) ?? '')
  if (request !== undefined && basename(pathOf(folder, request)) === name) return request
  await rename(path, join(folder.damaged, `${name}.${randomUUID()}.json`))
  await syncFolder(folder.damaged)
  await syncFolder(folder.handoffs)
  onDamaged(name.split('.')[0] ?? keyOf(name))
  return undefined
}
