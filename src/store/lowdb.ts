import { ConversationChangedError } from '../errors.js'
import { openConversationFiles, type DamageReport } from './conversation-files.js'
import { keyOf, keyOfPath, openDataFolder, type DataFolder } from './data-folder.js'
import { realDisk, type Disk } from './disk.js'
import { makeNewFolder } from './durable-file.js'
import { ENROLMENTS } from './enrolments.js'
import { everyConversation } from './every-conversation.js'
import { createExpiryWalk } from './expiry-walk.js'
import { createFileShelf } from './file-shelf.js'
import { lockFolder, type FolderLock } from './folder-lock.js'
import { handoffsOver } from './handoff-order.js'
import { openHandoffShelf, type HandoffShelf } from './handoff-shelf.js'
import { copyOf } from './kept-conversation.js'
import { PHONES } from './phone.js'
import { JOURNAL_LIMITS, type JournalLimits } from './record-files.js'
import { isStill, revised } from './revision.js'
import { UNSEALED, type Sealer } from './sealer.js'
import { checkKey } from './shelf.js'
import { createDoor, lockLost, type StoreDoor } from './store-door.js'
import { storeFailure } from './store-failure.js'
import type { Store } from './store.js'

export type { DamageReport }

export interface LowdbStoreOptions {
  /** Is made if it is not there; held by one process at a time. */
  readonly folder: string
  /** Encrypts what lies in the folder; nothing is encrypted if absent. */
  readonly sealer?: Sealer
  /** Hears of each file that could not be read and was moved to `damaged/`. */
  readonly onDamaged?: (report: DamageReport) => void
  /** How many files one `eraseExpired` looks at; 50,000 if absent. */
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

interface StoreParts {
  readonly door: StoreDoor
  readonly shelf: HandoffShelf
  readonly options: LowdbStoreOptions
}

function storeOver(folder: DataFolder, { door, shelf, options }: StoreParts): Store {
  const { inOrder, close } = door
  const report = options.onDamaged ?? (() => undefined)
  const { find, write, erase: eraseConversation } = openConversationFiles(folder, report)
  const erase = async (key: string): Promise<boolean> => {
    checkKey(key)
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
  const read = (key: string) =>
    inOrder(key, 'read a conversation', async () => {
      const kept = await find(key)
      return kept && copyOf(kept)
    })
  const sweep = createExpiryWalk(folder, {
    filesPerCall: options.filesPerSweep ?? 50_000,
    eraseIfExpired,
  })

  return {
    phones: createFileShelf(PHONES, folder.files, door),
    enrolments: createFileShelf(ENROLMENTS, folder.files, door),
    read: (id) => read(keyOf(id)),
    conversations: () =>
      everyConversation(
        async () => (await folder.files.names('conversations')).flatMap((n) => keyOfPath(n) ?? []),
        read,
      ),
    write: (conversation) => {
      const key = keyOf(conversation.id)
      return inOrder(key, 'keep a conversation', () => write(key, { conversation }))
    },
    replace: (before, after, request) => {
      const key = keyOf(before.id)
      return inOrder(key, 'keep a conversation', async () => {
        const kept = await find(key)
        if (!isStill(before, kept)) throw new ConversationChangedError()
        const draft = request && (await shelf.draft(request))
        await write(key, {
          conversation: revised(before, after),
          before: kept,
          also: draft?.record,
        })
        draft?.remember()
      })
    },
    erase: (id) => inOrder(keyOf(id), 'erase a conversation', () => erase(keyOf(id))),
    eraseByKey: (key) => inOrder(key, 'erase a conversation', () => erase(key)),
    eraseExpired: (now) =>
      inOrder('sweep', 'erase expired conversations', async () => {
        const nowMs = Date.parse(now)
        let erased = 0
        // The walk sees files alone; where the disk is full, what it erases makes room.
        await folder.files.settle().catch(() => undefined)
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
