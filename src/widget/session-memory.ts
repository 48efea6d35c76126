/** What one tab remembers until it is closed: the token, what is unsent, and how it is read. */
import type { Session, Unsent } from './reply.js'

export interface SessionMemory {
  /** Undefined when there is none, and when it lay unused for too long. */
  readonly session: () => Session | undefined
  readonly keepSession: (session: Session) => void
  /** The patient is still there. */
  readonly touch: () => void
  /** Whether there was a session that lay unused for too long; it is gone now. */
  readonly dropIfIdle: () => boolean
  /** Forgets the session, the unsent messages and the draft. */
  readonly clear: () => void
  readonly unsent: () => readonly Unsent[]
  readonly keepUnsent: (list: readonly Unsent[]) => void
  /** A setting of the reader or the text not yet sent; '' when there is none. */
  readonly note: (name: Note) => string
  readonly keepNote: (name: Note, value: string) => void
}

export type Note = 'draft' | 'size' | 'aloud' | 'open' | 'agreed'

export interface MemoryParts {
  /** Names the bot: conversations with different ones are kept apart. */
  readonly name: string
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** In milliseconds since 1970. */
  readonly clock: () => number
  readonly idleMs: number
}

/** Makes the memory of this tab. */
export function createSessionMemory({ name, storage, clock, idleMs }: MemoryParts): SessionMemory {
  const key = (what: string) => `bone-chat ${name} ${what}`
  const read = (what: string) => parsed(storage.getItem(key(what)))
  const write = (what: string, value: unknown) => storage.setItem(key(what), JSON.stringify(value))
  const clear = () => {
    for (const what of ['session', 'usedAt', 'unsent', 'draft', 'agreed'])
      storage.removeItem(key(what))
  }
  const dropIfIdle = () => {
    const usedAt = read('usedAt')
    if (typeof usedAt !== 'number' || clock() - usedAt <= idleMs) return false
    clear()
    return true
  }
  return {
    session: () => {
      if (dropIfIdle()) return undefined
      const value = read('session')
      return isSession(value) ? value : undefined
    },
    keepSession: (session) => {
      write('session', session)
      write('usedAt', clock())
    },
    touch: () => {
      if (read('usedAt') !== undefined) write('usedAt', clock())
    },
    dropIfIdle,
    clear,
    unsent: () => {
      const list = read('unsent')
      return Array.isArray(list) ? list.filter(isUnsent) : []
    },
    keepUnsent: (list) => write('unsent', list),
    note: (what) => {
      const value = read(what)
      return typeof value === 'string' ? value : ''
    },
    keepNote: write,
  }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    // Another script of the page may have written here.
    return undefined
  }
}

/** Whether this value has a session's fields. */
export function isSession(value: unknown): value is Session {
  return hasTexts(value, ['conversationId', 'token'])
}

function isUnsent(value: unknown): value is Unsent {
  return hasTexts(value, ['id', 'text'])
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false
  const record = value as Readonly<Record<string, unknown>>
  return names.every((name) => typeof record[name] === 'string')
}

/** The tab's own storage; where the browser refuses it, one that lasts as long as the page. */
export function tabStorage(): MemoryParts['storage'] {
  try {
    const probe = 'bone-chat probe'
    sessionStorage.setItem(probe, '')
    sessionStorage.removeItem(probe)
    return sessionStorage
  } catch {
    const values = new Map<string, string>()
    return {
      getItem: (name) => values.get(name) ?? null,
      setItem: (name, value) => void values.set(name, value),
      removeItem: (name) => void values.delete(name),
    }
  }
}
