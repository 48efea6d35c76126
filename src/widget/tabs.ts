/** Lets the tabs of one site share a conversation without writing its token anywhere. */
import type { Session } from './reply.js'
import { isSession } from './session-memory.js'

/** A living tab answers at once; longer than this, there is none. */
const ANSWER_MS = 200

export interface Tabs {
  /** Asks the other tabs for their session. */
  readonly ask: () => Promise<Session | undefined>
  readonly say: (word: Word) => void
  readonly close: () => void
}

/** What tabs tell each other. */
export type Word =
  | { readonly kind: 'ask' }
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'news'; readonly conversationId: string }
  | { readonly kind: 'ended'; readonly conversationId: string }

export interface TabsParts {
  readonly name: string
  readonly session: () => Session | undefined
  readonly hear: (word: Exclude<Word, { kind: 'ask' }>) => void
}

/** Joins the tabs of this origin that talk to the same bot. */
export function joinTabs({ name, session, hear }: TabsParts): Tabs {
  if (typeof BroadcastChannel === 'undefined') {
    return { ask: () => Promise.resolve(undefined), say: () => undefined, close: () => undefined }
  }
  const channel = new BroadcastChannel(`bone-chat ${name}`)
  const say = (word: Word) => channel.postMessage(word)
  let answer: ((session: Session) => void) | undefined
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isWord(data)) return
    if (data.kind === 'ask') {
      const own = session()
      return own && say({ kind: 'session', session: own })
    }
    if (data.kind === 'session') answer?.(data.session)
    hear(data)
  }
  return {
    ask: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(undefined), ANSWER_MS)
        answer = (found) => {
          clearTimeout(timer)
          resolve(found)
        }
        say({ kind: 'ask' })
      }),
    say,
    close: () => channel.close(),
  }
}

function isWord(value: unknown): value is Word {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  switch (value.kind) {
    case 'ask':
      return true
    case 'session':
      return 'session' in value && isSession(value.session)
    case 'news':
    case 'ended':
      return 'conversationId' in value && typeof value.conversationId === 'string'
    default:
      return false
  }
}
