/** With which keys a store may be sealed, so that a start without one of them is refused and not found out by patients. */
import { z } from 'zod'
import { StoreError } from '../errors.js'
import { idOfKey, type DataKeys } from './sealer.js'

/** Keeps the names of keys beside the records; of the keys themselves a name tells nothing. */
export interface KeyMarks {
  readonly read: () => Promise<string | undefined>
  readonly write: (text: string) => Promise<void>
}

const marked = z.object({ sealedWith: z.array(z.string().regex(/^[\w-]{8}$/)).readonly() })

/**
 * Looks whether every key is set that records may be sealed with, and notes the newest one before it is used.
 *
 * @throws {StoreError} naming what is missing.
 */
export async function requireKeys(marks: KeyMarks, keys: DataKeys | undefined): Promise<void> {
  const known = keys === undefined ? [] : [keys.current, ...keys.old].map(idOfKey)
  const needed = await neededBy(marks)
  const missing = needed.filter((id) => !known.includes(id))
  if (missing.length > 0) {
    throw new StoreError(`records are sealed with a key that is not set: ${missing.join(', ')}`, {
      hint: 'set it as DATA_KEY, or among DATA_KEY_OLD; without it, they cannot be read',
    })
  }
  const [current] = known
  if (current !== undefined && !needed.includes(current)) await mark(marks, [...needed, current])
}

/** Notes that all records are sealed with the newest key by now, so that the older ones can be thrown away. */
export async function forgetOldKeys(marks: KeyMarks, keys: DataKeys): Promise<void> {
  await mark(marks, [idOfKey(keys.current)])
}

async function neededBy(marks: KeyMarks): Promise<readonly string[]> {
  const text = await marks.read()
  if (text === undefined) return []
  try {
    return marked.parse(JSON.parse(text)).sealedWith
  } catch {
    throw new StoreError('the note of the keys cannot be read', {
      hint: 'restore sealed-with.json, or what the table "records" has under that name, from a backup',
    })
  }
}

function mark(marks: KeyMarks, sealedWith: readonly string[]): Promise<void> {
  return marks.write(JSON.stringify({ sealedWith }))
}
