/** The conversation behind the window: what is known of it, and what becomes of each message. */
import type { ApiClient, Feedback } from './api-client.js'
import { codeOf, failureOf, isGone } from './failure.js'
import { createOutbox, type OutboxEvent } from './outbox.js'
import type { Message, Session, Unsent } from './reply.js'
import type { SessionMemory } from './session-memory.js'
import { joinTabs, type Word } from './tabs.js'

/** As many as a reader scrolls through; more come when asked for. */
const PAGE = 50

/** Why a conversation is over. */
export type Ending = 'forgotten' | 'idle' | 'lost'

export type Change =
  /** All that is to be shown, in place of what was. */
  | { readonly kind: 'shown'; readonly messages: readonly Message[] }
  | { readonly kind: 'earlier'; readonly messages: readonly Message[] }
  /** Said in another tab. */
  | { readonly kind: 'followed'; readonly messages: readonly Message[] }
  | { readonly kind: 'asked'; readonly unsent: Unsent }
  | OutboxEvent
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'ended'; readonly why: Ending }

export interface Conversation {
  /** Brings back what was said before, if anything was. */
  readonly restore: () => Promise<void>
  readonly ask: (text: string) => void
  /** Sends what is unsent. */
  readonly retry: () => void
  readonly showEarlier: () => Promise<void>
  /** Fetches all of it. @throws ApiFailure */
  readonly whole: () => Promise<readonly Message[]>
  /** Erases it here and on the server. @throws ApiFailure when the server could not. */
  readonly forget: () => Promise<void>
  /** @throws ApiFailure */
  readonly giveFeedback: (feedback: Feedback) => Promise<void>
  /** Ends it on this device if it lay unused for too long. */
  readonly endIfIdle: () => void
  readonly close: () => void
}

export interface ConversationParts {
  readonly name: string
  readonly client: ApiClient
  readonly memory: SessionMemory
  readonly tell: (change: Change) => void
}

/** Makes the conversation of this tab; it asks the server nothing until it is told to. */
export function createConversation(parts: ConversationParts): Conversation {
  const { client, memory, tell } = parts
  let firstSeq = 0
  let lastSeq = 0
  let isRestored = false

  const tabs = joinTabs({ name: parts.name, session: memory.session, hear: (word) => hear(word) })

  const end = (why: Ending) => {
    const unsent = outbox.waiting()
    memory.clear()
    firstSeq = lastSeq = 0
    // What a lost conversation had not taken yet goes on in the next one.
    if (why === 'lost') memory.keepUnsent(unsent)
    else outbox.clear()
    tell({ kind: 'ended', why })
  }

  /** Undefined when the server no longer knows this conversation; then it has ended here too. */
  const known = async <T>(result: Promise<T>): Promise<T | undefined> => {
    try {
      return await result
    } catch (error) {
      if (!isGone(error)) throw error
      end('lost')
      return undefined
    }
  }

  const show = (kind: 'shown' | 'followed', messages: readonly Message[]) => {
    if (kind === 'shown') firstSeq = messages[0]?.seq ?? 0
    const fresh = kind === 'shown' ? messages : messages.filter(({ seq }) => seq > lastSeq)
    lastSeq = messages[messages.length - 1]?.seq ?? lastSeq
    firstSeq ||= messages[0]?.seq ?? 0
    // A reply that was lost on its way to us has come with the others.
    outbox.settle(new Set(messages.map(({ messageId }) => messageId)))
    if (kind === 'shown' || fresh.length > 0) tell({ kind, messages: fresh })
  }

  const catchUp = async () => {
    const session = memory.session()
    if (session === undefined) return
    const messages = await known(client.history(session, { after: lastSeq }))
    if (messages !== undefined) show('followed', messages)
  }

  const deliver = async (unsent: Unsent): Promise<Message> => {
    const session = memory.session() ?? (await open())
    try {
      const message = await client.say(session, unsent)
      memory.touch()
      return message
    } catch (error) {
      if (!isGone(error)) throw error
      end('lost')
      return client.say(await open(), unsent)
    }
  }

  const open = async (): Promise<Session> => {
    const session = await client.open()
    memory.keepSession(session)
    tabs.say({ kind: 'session', session })
    return session
  }

  const heardBack = async (event: OutboxEvent) => {
    if (event.kind !== 'answered') return tell(event)
    const { message } = event
    if (message.reply.responseId === 'act.forget') return endEverywhere()
    // It has no place among the others, and no other tab will find it.
    if (message.isKept === false) return tell(event)
    // Another tab spoke in between: its words come first.
    if (message.seq > lastSeq + 1) await catchUp().catch(() => undefined)
    if (message.seq <= lastSeq) return
    lastSeq = message.seq
    firstSeq ||= message.seq
    tell(event)
    const session = memory.session()
    if (session) tabs.say({ kind: 'news', conversationId: session.conversationId })
  }

  const endEverywhere = () => {
    const session = memory.session()
    if (session) tabs.say({ kind: 'ended', conversationId: session.conversationId })
    end('forgotten')
  }

  const outbox = createOutbox(
    {
      deliver,
      failureOf,
      tell: (event) => void heardBack(event),
      keep: memory.keepUnsent,
      sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
    },
    memory.unsent(),
  )

  const hear = (word: Exclude<Word, { kind: 'ask' }>) => {
    const session = memory.session()
    if (word.kind === 'session') {
      if (session !== undefined) return
      memory.keepSession(word.session)
      return void restore().catch(() => undefined)
    }
    if (word.conversationId !== session?.conversationId) return
    if (word.kind === 'ended') end('forgotten')
    else void catchUp().catch(() => undefined)
  }

  const restore = async () => {
    const hadOne = memory.dropIfIdle()
    if (hadOne) end('idle')
    const session = memory.session() ?? (await tabs.ask())
    if (session !== undefined) {
      memory.keepSession(session)
      const messages = await known(client.history(session, { last: PAGE }))
      if (messages !== undefined) show('shown', messages)
    }
    for (const unsent of outbox.waiting()) tell({ kind: 'asked', unsent })
    isRestored = true
    void outbox.flush()
  }

  const tryToRestore = async () => {
    try {
      await restore()
    } catch (error) {
      const code = codeOf(error)
      tell({ kind: 'unreachable', code })
      const [unsent] = outbox.waiting()
      if (unsent !== undefined) tell({ kind: 'failed', unsent, code })
    }
  }

  // Not before the earlier conversation is found, or a message would open a second one.
  const flush = () => void (isRestored ? outbox.flush() : undefined)

  const wholeHistory = async () => {
    const session = memory.session()
    const messages = session && (await known(client.history(session, {})))
    return messages ?? []
  }

  return {
    restore: tryToRestore,
    ask: (text) => {
      const unsent = { id: newId(), text }
      outbox.add(unsent)
      tell({ kind: 'asked', unsent })
      flush()
    },
    retry: () => void (isRestored ? outbox.flush() : tryToRestore()),
    showEarlier: async () => {
      const session = memory.session()
      if (session === undefined || firstSeq <= 1) return
      const messages = await known(client.history(session, { before: firstSeq, last: PAGE }))
      if (messages === undefined) return
      firstSeq = messages[0]?.seq ?? 1
      tell({ kind: 'earlier', messages })
    },
    whole: wholeHistory,
    forget: async () => {
      const session = memory.session()
      if (session !== undefined) {
        await client.forget(session).catch((error) => {
          if (!isGone(error)) throw error
        })
      }
      endEverywhere()
    },
    giveFeedback: async (feedback) => {
      const session = memory.session()
      if (session !== undefined) await client.giveFeedback(session, feedback)
    },
    endIfIdle: () => {
      if (memory.dropIfIdle()) end('idle')
    },
    close: tabs.close,
  }
}

/** Not crypto.randomUUID: on a plain http page it is absent. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
