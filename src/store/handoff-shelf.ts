/** Requests as files beside the conversations; in memory is only what they are picked by. */
import { StoreError } from '../errors.js'
import { keyOf, type DataFolder } from './data-folder.js'
import { parseHandoff } from './handoff-schema.js'
import {
  pickHandoffs,
  type HandoffChange,
  type HandoffQuery,
  type HandoffRequest,
} from './handoff.js'
import { createSlots } from './keyed-queue.js'
import { createRecent } from './recent.js'
import type { KeptRecord } from './record-files.js'

/** Without any order of its own: whoever calls keeps the calls of one conversation one after another. */
export interface HandoffShelf {
  readonly write: (request: HandoffRequest) => Promise<void>
  /** What is to be written of a request, for whoever writes it with something else; undefined if it is kept already. */
  readonly draft: (request: HandoffRequest) => Promise<HandoffDraft | undefined>
  /** Key of the conversation that a request belongs to. */
  readonly keyOf: (id: string) => Promise<string | undefined>
  readonly read: (id: string) => Promise<HandoffRequest | undefined>
  readonly list: (query: HandoffQuery) => Promise<readonly HandoffRequest[]>
  readonly change: (
    id: string,
    change: (request: HandoffRequest) => HandoffChange,
  ) => Promise<HandoffRequest | undefined>
  readonly eraseOf: (conversationKey: string) => Promise<number>
  readonly expired: (nowMs: number) => Promise<readonly Entry[]>
  /** Resolves to how many were erased: 1 or 0. */
  readonly eraseExpired: (id: string, nowMs: number) => Promise<number>
}

export interface HandoffDraft {
  readonly record: KeptRecord
  /** To be called once it is written. */
  readonly remember: () => void
}

type Entry = Pick<HandoffRequest, 'id' | 'conversationKey' | 'createdAt' | 'state' | 'expiresAt'>

/** Hears of a file that was moved aside, by the key of its conversation. */
type OnDamaged = (key: string) => void

/** Those that wait for the staff are looked through every few seconds. */
const RECENT = { count: 1_000, size: 4 * 1024 * 1024 }
/** In the background: half of Node's four threads stay free for those who wait. */
const READS_AT_ONCE = 2

/** Opens the shelf; what is kept is read by and by, and whoever needs it waits for that. */
export function openHandoffShelf(folder: DataFolder, onDamaged: OnDamaged): HandoffShelf {
  const { files } = folder
  const recent = createRecent<string>(RECENT)
  let loading: Promise<Map<string, Entry>> | undefined

  const fileText = async (name: string): Promise<HandoffRequest | undefined> => {
    const path = `handoffs/${name}`
    const text = await files.read(path)
    if (text === undefined) return undefined
    const request = parseHandoff(text)
    if (request !== undefined && nameOf(request) === name) {
      recent.set(request.id, text, text.length)
      return request
    }
    await folder.putAside(path, name)
    onDamaged(name.split('.')[0] ?? keyOf(name))
    return undefined
  }
  const entryIn = async (name: string): Promise<Entry | undefined> => {
    const request = await fileText(name)
    return request && entryOf(request)
  }
  const load = async (): Promise<Map<string, Entry>> => {
    const inSlot = createSlots(READS_AT_ONCE)
    const names = await files.names('handoffs')
    const found = await Promise.all(names.map((name) => inSlot(() => entryIn(name))))
    const entries = found.filter((entry) => entry !== undefined)
    // In the order in which they are listed: what is in order already is sorted again in no time.
    return new Map(pickHandoffs(entries, { limit: Infinity }).map((entry) => [entry.id, entry]))
  }
  const loaded = (): Promise<Map<string, Entry>> => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }
  // Nobody waits for it yet; who does so later hears what went wrong.
  loaded().catch(() => undefined)

  const read = async (id: string): Promise<HandoffRequest | undefined> => {
    const kept = await loaded()
    const entry = kept.get(id)
    if (entry === undefined) return undefined
    const found = parseHandoff(recent.get(id) ?? '') ?? (await fileText(nameOf(entry)))
    if (found === undefined) kept.delete(id)
    return found
  }
  const draftOf = async (request: HandoffRequest): Promise<HandoffDraft> => {
    const kept = await loaded()
    const json = JSON.stringify(request)
    // Refuse now what the next start would count as damaged; now nothing has been promised yet.
    if (parseHandoff(json) === undefined) throw new StoreError('the request is not well-formed')
    const path = `handoffs/${nameOf(request)}`
    return {
      record: { path, json, modifiedAt: new Date(request.expiresAt) },
      remember: () => {
        recent.set(request.id, json, json.length)
        kept.set(request.id, entryOf(request))
      },
    }
  }
  const draft = async (request: HandoffRequest) =>
    (await loaded()).has(request.id) ? undefined : draftOf(request)
  const put = async (drafted: HandoffDraft | undefined): Promise<void> => {
    if (drafted === undefined) return
    await files.write([drafted.record])
    drafted.remember()
  }
  const eraseAll = async (entries: readonly Entry[]): Promise<number> => {
    const kept = await loaded()
    await files.mend()
    for (const entry of entries) {
      await files.erase(`handoffs/${nameOf(entry)}`)
      recent.delete(entry.id)
      kept.delete(entry.id)
    }
    return entries.length
  }
  const expired = async (nowMs: number) =>
    [...(await loaded()).values()].filter(({ expiresAt }) => Date.parse(expiresAt) < nowMs)
  const list = async (query: HandoffQuery): Promise<readonly HandoffRequest[]> => {
    const picked = pickHandoffs((await loaded()).values(), query)
    const found = await Promise.all(picked.map(({ id }) => read(id)))
    const there = found.filter((request) => request !== undefined)
    // One was damaged or is gone: a page that is too short would look like the last.
    return there.length < found.length ? list(query) : there
  }

  return {
    write: async (request) => put(await draft(request)),
    draft,
    keyOf: async (id) => (await loaded()).get(id)?.conversationKey,
    read,
    list,
    change: async (id, change) => {
      const request = await read(id)
      if (request === undefined) return undefined
      const changed = { ...request, ...change(request) }
      await put(await draftOf(changed))
      return changed
    },
    eraseOf: async (key) =>
      eraseAll(
        [...(await loaded()).values()].filter(({ conversationKey }) => conversationKey === key),
      ),
    expired,
    eraseExpired: async (id, nowMs) =>
      eraseAll((await expired(nowMs)).filter((request) => request.id === id)),
  }
}

function entryOf({ id, conversationKey, createdAt, state, expiresAt }: HandoffRequest): Entry {
  return { id, conversationKey, createdAt, state, expiresAt }
}

/** The name begins with the conversation's key, by which all its traces are erased. */
function nameOf({ conversationKey, id }: Pick<HandoffRequest, 'conversationKey' | 'id'>): string {
  return `${conversationKey}.${id}.json`
}
