/** Conversations as files of their own, by way of lowdb; those of the last minutes are not read again. */
import { Low, type Adapter } from 'lowdb'
import { conversationPath, keyOf, type DataFolder } from './data-folder.js'
import { jsonOf, keptFrom, lengthOf, type KeptConversation } from './kept-conversation.js'
import { createSlots } from './keyed-queue.js'
import { createRecent } from './recent.js'
import type { KeptRecord } from './record-files.js'
import { parseRecord, type Damage } from './record-schema.js'
import type { Conversation } from './store.js'

export interface DamageReport {
  /** SHA-256 of the conversation's id; the name of its file begins with it. */
  readonly key: string
  readonly damage: Damage
}

/** By the key of their ids; whoever calls keeps the calls of one key one after another. */
export interface ConversationFiles {
  readonly find: (key: string) => Promise<KeptConversation | undefined>
  readonly write: (key: string, write: ConversationWrite) => Promise<void>
  /** Resolves to whether there was one. */
  readonly erase: (key: string) => Promise<boolean>
}

export interface ConversationWrite {
  readonly conversation: Conversation
  /** What it takes the place of. */
  readonly before?: KeptConversation | undefined
  /** Is kept with it, or not at all. */
  readonly also?: KeptRecord | undefined
}

/**
 * As much as a few hundred patients need who talk at the same time; the size in characters of JSON, each of which is
 * some three bytes in memory.
 */
const RECENT = { count: 1_000, size: 8 * 1024 * 1024 }
/** More at once would only wait for the same disk, and may pass the limit of open files. */
const OPEN_FILES = 32

export function openConversationFiles(
  folder: DataFolder,
  report: (report: DamageReport) => void,
): ConversationFiles {
  const { files } = folder
  const recent = createRecent<KeptConversation>(RECENT)
  const inSlot = createSlots(OPEN_FILES)
  const remember = (key: string, kept: KeptConversation): KeptConversation => {
    recent.set(key, kept, lengthOf(kept))
    return kept
  }
  return {
    find: async (key) => {
      const known = recent.get(key)
      if (known !== undefined) return known
      const db = new Low(adapterOf(folder, { key, report }), null)
      await inSlot(() => db.read())
      return db.data === null ? undefined : remember(key, db.data)
    },
    write: async (key, { conversation, before, also }) => {
      const kept = keptFrom(conversation)
      const isForgotten = kept.exchanges.length < (before?.exchanges.length ?? 0)
      const keep = async (record: KeptRecord): Promise<void> => {
        if (!isForgotten) return files.write(also === undefined ? [record] : [also, record])
        if (also !== undefined) await files.write([also])
        await files.writeOver(record)
      }
      const db = new Low(adapterOf(folder, { key, report, keep }), null)
      db.data = kept
      await db.write()
      remember(key, kept)
    },
    erase: async (key) => {
      const isErased = await files.erase(conversationPath(key))
      recent.delete(key)
      return isErased
    },
  }
}

interface AdapterParts {
  readonly key: string
  readonly report: (report: DamageReport) => void
  readonly keep?: (record: KeptRecord) => Promise<void>
}

/** lowdb's view of one record; null is its word for an absent one. */
function adapterOf(
  folder: DataFolder,
  { key, report, keep }: AdapterParts,
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
      if (kept !== null) await keep?.({ path, json: jsonOf(kept), modifiedAt: kept.expiresAt })
    },
  }
}
