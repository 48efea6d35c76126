import { Low, type Adapter } from 'lowdb'
import { ConversationChangedError } from '../errors.js'
import {
  conversationPath,
  keyOf,
  keyOfPath,
  openDataFolder,
  type DataFolder,
} from './data-folder.js'
import { realDisk, type Disk } from './disk.js'
import { makeNewFolder } from './durable-file.js'
import { ENROLMENTS } from './enrolments.js'
import { createExpiryWalk } from './expiry-walk.js'
import { createFileShelf } from './file-shelf.js'
import { lockFolder, type FolderLock } from './folder-lock.js'
import { openHandoffShelf, type HandoffShelf } from './handoff-shelf.js'
import type { HandoffStore } from './handoff.js'
import { copyOf, keptFrom, type KeptConversation } from './kept-conversation.js'
import { createSlots } from './keyed-queue.js'
import { PHONES } from './phone.js'
import { createRecent } from './recent.js'
import { JOURNAL_LIMITS, type JournalLimits } from './record-files.js'
import { parseRecord, type Damage } from './record-schema.js'
import { isStill, revised } from './revision.js'
import { UNSEALED, type Sealer } from './sealer.js'
import { checkKey } from './shelf.js'
import { SMS_LINKS } from './sms-link.js'
import { createDoor, lockLost, type StoreDoor } from './store-door.js'
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
  /** Encrypts what lies in the folder; nothing is encrypted if absent. */
  readonly sealer?: Sealer
  /** Hears of each file that could not be read and was moved to `damaged/`. */
  readonly onDamaged?: (report: DamageReport) => void
  /** How many files one `eraseExpired` looks at; 20,000 if absent. */
  readonly filesPerSweep?: number
  /** How long changes may lie in the journal alone. */
  readonly journal?: JournalLimits
}

/**
 * Opens the store that keeps each conversation in a JSON file of its own, and each change first in a journal.
 *
 * @throws {StoreLockedError} when another process has the folder open.
 * @throws {StoreError} when the folder cannot be made, read or written, or its journal is damaged.
 */
export async function openLowdbStore(options: LowdbStoreOptions): Promise<Store> {
  try {
    await makeNewFolder(options.folder)
    const lock = await lockFolder(options.folder)
    // Only now: what lies in tmp/ may have been another process's until the lock was ours.
    return await openLockedStore(options, lock)
  } catch (error) {
    throw storeFailure(`open the data folder "${options.folder}"`, error)
  }
}

/** Opens the store in a folder that this process holds; tests give it a disk of their own. */
export async function openLockedStore(
  options: LowdbStoreOptions,
  lock: FolderLock,
  disk: Disk = realDisk,
): Promise<Store> {
  try {
    const folder = await openDataFolder(options.folder, {
      disk,
      sealer: options.sealer ?? UNSEALED,
      limits: options.journal ?? JOURNAL_LIMITS,
      guard: () => {
        if (!lock.isHeld()) throw lockLost()
      },
    })
    const shelf = openHandoffShelf(folder, (key) =>
      options.onDamaged?.({ key, damage: 'wrong_shape' }),
    )
    return storeOver(folder, { door: createDoor(lock, folder.files.close), shelf, options })
  } catch (error) {
    await lock.release()
    throw error
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
  const { find, write, erase: eraseConversation } = conversationsIn(folder, report)
  const erase = async (key: string): Promise<boolean> => {
    const requests = await shelf.eraseOf(key)
    const isErased = await eraseConversation(key)
    return (await folder.eraseCopies(key)) || isErased || requests > 0
  }
  const eraseIfExpired = async (path: string, nowMs: number): Promise<boolean> => {
    const key = keyOfPath(path)
    if (key === undefined) return false
    return inOrder(key, 'erase an expired conversation', async () => {
      const kept = await find(key)
      if (kept === undefined) return false
      const { expiresAt } = kept
      if (expiresAt.getTime() < nowMs) return erase(key)
      // A backup that was played back has lost its times: with them, the next walk passes by.
      await folder.disk.touch(path, expiresAt)
      return false
    })
  }
  const sweep = createExpiryWalk(folder, {
    filesPerCall: options.filesPerSweep ?? 20_000,
    eraseIfExpired,
  })

  return {
    phones: createFileShelf(PHONES, folder.files, door),
    enrolments: createFileShelf(ENROLMENTS, folder.files, door),
    links: createFileShelf(SMS_LINKS, folder.files, door),
    read: (id) =>
      inOrder(keyOf(id), 'read a conversation', async () => {
        const kept = await find(keyOf(id))
        return kept && copyOf(kept)
      }),
    write: (conversation) => {
      const key = keyOf(conversation.id)
      return inOrder(key, 'keep a conversation', () => write(key, conversation))
    },
    replace: (before, after, request) => {
      const key = keyOf(before.id)
      return inOrder(key, 'keep a conversation', async () => {
        if (!isStill(before, await find(key))) throw new ConversationChangedError()
        // First: what the reply says was passed on must be there, also after a crash.
        if (request !== undefined) await shelf.write(request)
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
        // The walk sees files alone.
        await folder.files.settle()
        for (const { id, conversationKey } of await shelf.expired(nowMs)) {
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

type Report = (report: DamageReport) => void

/** As much as a few hundred patients need who talk at the same time; size in characters of JSON, thrice that in memory. */
const RECENT = { count: 1_000, size: 8 * 1024 * 1024 }

/** Conversations by key; those of the last minutes are not read from the disk again. */
function conversationsIn(folder: DataFolder, report: Report) {
  const recent = createRecent<KeptConversation>(RECENT)
  const inSlot = createSlots(openFiles)
  const remember = (key: string, kept: KeptConversation): KeptConversation => {
    recent.set(key, kept, kept.json.length)
    return kept
  }
  const find = async (key: string): Promise<KeptConversation | undefined> => {
    const known = recent.get(key)
    if (known !== undefined) return known
    const db = new Low(adapterOf(folder, key, report), null)
    await inSlot(() => db.read())
    return db.data === null ? undefined : remember(key, db.data)
  }
  return {
    find,
    write: async (key: string, conversation: Conversation): Promise<void> => {
      const db = new Low(adapterOf(folder, key, report), null)
      db.data = keptFrom(conversation)
      await db.write()
      remember(key, db.data)
    },
    erase: async (key: string): Promise<boolean> => {
      const isErased = await folder.files.erase(conversationPath(key))
      recent.delete(key)
      return isErased
    },
  }
}

/** lowdb's view of one record; null is its word for an absent one. */
function adapterOf(
  folder: DataFolder,
  key: string,
  report: Report,
): Adapter<KeptConversation | null> {
  const path = conversationPath(key)
  return {
    read: async () => {
      const json = await folder.files.read(path)
      if (json === undefined) return null
      const found = parseRecord(json)
      if (found.kind === 'record' && keyOf(found.record.id) === key) return keptFrom(found.record)
      const damage = found.kind === 'damaged' ? found.damage : 'wrong_shape'
      await folder.putAside(path, `${key}.${damage}`)
      report({ key, damage })
      return null
    },
    write: async (kept) => {
      if (kept === null) return
      await folder.files.write({ path, json: kept.json, modifiedAt: kept.expiresAt })
    },
  }
}
