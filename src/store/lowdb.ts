import { randomUUID } from 'node:crypto'
import { rename, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Low, type Adapter } from 'lowdb'
import { ConversationChangedError, StoreError } from '../errors.js'
import { keyOf, keyOfPath, openDataFolder, pathOf, type DataFolder } from './data-folder.js'
import { makeNewFolder, syncFolder, textOf } from './durable-file.js'
import { createExpiryWalk } from './expiry-walk.js'
import { lockFolder } from './folder-lock.js'
import { openHandoffShelf, type HandoffShelf } from './handoff-shelf.js'
import type { HandoffStore } from './handoff.js'
import { ENROLMENTS } from './enrolments.js'
import { createFileShelf } from './file-shelf.js'
import { PHONES } from './phone.js'
import { checkKey } from './shelf.js'
import { SMS_LINKS } from './sms-link.js'
import { createSlots } from './keyed-queue.js'
import { isStill, revised } from './revision.js'
import { parseRecord, type Damage } from './record-schema.js'
import { createDoor, type StoreDoor } from './store-door.js'
import { storeFailure } from './store-failure.js'
import type { Conversation, Store } from './store.js'

export interface DamageReport {
  /** SHA-256 of the conversation's id; the name of its file begins with it. */
  readonly key: string
  readonly damage: Damage
}

export interface LowdbStoreOptions {
  /** Is made if it is not there; held by one process at a time. */
  readonly folder: string
  /** Hears of each file that could not be read and was moved to `damaged/`. */
  readonly onDamaged?: (report: DamageReport) => void
  /** How many files one `eraseExpired` looks at; 20,000 if absent. */
  readonly filesPerSweep?: number
}

/**
 * Opens the store that keeps each conversation in a JSON file of its own.
 *
 * @throws {StoreLockedError} when another process has the folder open.
 * @throws {StoreError} when the folder cannot be made, read or written.
 */
export async function openLowdbStore(options: LowdbStoreOptions): Promise<Store> {
  try {
    await makeNewFolder(options.folder)
    const lock = await lockFolder(options.folder)
    try {
      // Only now: what lies in tmp/ may have been another process's until the lock was ours.
      const folder = await openDataFolder(options.folder)
      const shelf = await openHandoffShelf(folder, (key) =>
        options.onDamaged?.({ key, damage: 'wrong_shape' }),
      )
      return storeOver(folder, { door: createDoor(lock), shelf, options })
    } catch (error) {
      await lock.release()
      throw error
    }
  } catch (error) {
    throw storeFailure(`open the data folder "${options.folder}"`, error)
  }
}

/** More at once would only wait for the same disk, and may pass the limit of open files. */
const openFiles = 32

interface StoreParts {
  readonly door: StoreDoor
  readonly shelf: HandoffShelf
  readonly options: LowdbStoreOptions
}

function storeOver(folder: DataFolder, { door, shelf, options }: StoreParts): Store {
  const { inOrder, close } = door
  const report = options.onDamaged ?? (() => undefined)
  const inSlot = createSlots(openFiles)
  const dbOf = (key: string) => new Low<Conversation | null>(adapterOf(folder, key, report), null)

  const read = async (key: string): Promise<Conversation | undefined> => {
    const db = dbOf(key)
    await inSlot(() => db.read())
    return db.data ?? undefined
  }
  const write = async (key: string, conversation: Conversation): Promise<void> => {
    const db = dbOf(key)
    db.data = conversation
    await inSlot(() => db.write())
  }
  const erase = async (key: string): Promise<boolean> => {
    const erased = await shelf.eraseOf(key)
    return (await folder.erase(key)) || erased > 0
  }
  const eraseIfExpired = async (path: string, nowMs: number): Promise<boolean> => {
    const key = keyOfPath(path)
    if (key === undefined) return false
    return inOrder(key, 'erase an expired conversation', async () => {
      const conversation = await read(key)
      if (conversation === undefined) return false
      const expiresAt = new Date(conversation.session.expiresAt)
      if (expiresAt.getTime() < nowMs) return erase(key)
      // A backup that was played back has lost its times: with them, the next walk passes by.
      await utimes(path, expiresAt, expiresAt)
      return false
    })
  }
  const sweep = createExpiryWalk(folder, {
    filesPerCall: options.filesPerSweep ?? 20_000,
    eraseIfExpired,
  })

  return {
    phones: createFileShelf(PHONES, folder, door),
    enrolments: createFileShelf(ENROLMENTS, folder, door),
    links: createFileShelf(SMS_LINKS, folder, door),
    read: (id) => inOrder(keyOf(id), 'read a conversation', () => read(keyOf(id))),
    write: (conversation) => {
      const key = keyOf(conversation.id)
      return inOrder(key, 'keep a conversation', () => write(key, conversation))
    },
    replace: (before, after) => {
      const key = keyOf(before.id)
      return inOrder(key, 'keep a conversation', async () => {
        if (!isStill(before, await read(key))) throw new ConversationChangedError()
        await write(key, revised(before, after))
      })
    },
    erase: (id) => inOrder(keyOf(id), 'erase a conversation', () => erase(keyOf(id))),
    eraseByKey: (key) => {
      checkKey(key)
      return inOrder(key, 'erase a conversation', () => erase(key))
    },
    eraseExpired: (now) =>
      inOrder('sweep', 'erase expired conversations', async () => {
        const nowMs = Date.parse(now)
        let erased = 0
        for (const { id, conversationKey } of shelf.expired(nowMs)) {
          const work = () => shelf.eraseExpired(id, nowMs)
          erased += await inOrder(conversationKey, 'erase an expired request', work)
        }
        return erased + (await sweep(nowMs))
      }),
    ...handoffsOver(shelf, door),
    probe: () => inOrder('probe', 'write', () => folder.probe()),
    close,
  }
}

/** Requests wait their turn with their conversation, so that none is written after its erasure. */
function handoffsOver(shelf: HandoffShelf, { inOrder }: StoreDoor): HandoffStore {
  const keyOfRequest = (id: string) => shelf.read(id)?.conversationKey ?? 'requests'
  return {
    writeHandoff: (request) =>
      inOrder(request.conversationKey, 'keep a request', () => shelf.write(request)),
    readHandoff: (id) =>
      inOrder(keyOfRequest(id), 'read a request', () => Promise.resolve(shelf.read(id))),
    listHandoffs: (query) =>
      inOrder('requests', 'list requests', () => Promise.resolve(shelf.list(query))),
    changeHandoff: (id, change) =>
      inOrder(keyOfRequest(id), 'change a request', () => shelf.change(id, change)),
    eraseHandoffs: (conversationId) => {
      const key = keyOf(conversationId)
      return inOrder(key, 'erase requests', () => shelf.eraseOf(key))
    },
  }
}

type Report = (report: DamageReport) => void

/** lowdb's view of one file; null is its word for an absent record. */
function adapterOf(folder: DataFolder, key: string, report: Report): Adapter<Conversation | null> {
  const path = pathOf(folder, key)
  const read = async (): Promise<Conversation | null> => {
    const text = await textOf(path)
    if (text === undefined) return null
    const found = parseRecord(text)
    if (found.kind === 'record' && keyOf(found.record.id) === key) return found.record
    const damage = found.kind === 'damaged' ? found.damage : 'wrong_shape'
    await moveAside(path, join(folder.damaged, `${key}.${damage}.${randomUUID()}.json`))
    report({ key, damage })
    return null
  }
  const write = async (conversation: Conversation | null): Promise<void> => {
    if (conversation === null) return
    const text = JSON.stringify(conversation)
    // Refuse now what the next read would count as damaged; now nothing has been promised yet.
    if (parseRecord(text).kind === 'damaged') throw new StoreError('the record is not well-formed')
    await folder.write(path, text, new Date(conversation.session.expiresAt))
  }
  return { read, write }
}

async function moveAside(path: string, aside: string): Promise<void> {
  await rename(path, aside)
  await syncFolder(dirname(aside))
  await syncFolder(dirname(path))
}
