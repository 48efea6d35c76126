/** Puts conversation and window together for one life of the element in a page. */
import { createApiClient } from './api-client.js'
import { createConversation, type Change } from './conversation.js'
import type { Emit } from './events.js'
import { eventsOf } from './events.js'
import { codeOf } from './failure.js'
import type { Options } from './options.js'
import { conversationText } from './plain-text.js'
import { download, print } from './print.js'
import { createSessionMemory, tabStorage, type SessionMemory } from './session-memory.js'
import { createSpeech } from './speech.js'
import type { Strings } from './strings.js'
import type { Size } from './view/menu.js'
import { createWindow, type ChatWindow } from './view/window.js'

/** Without the clinic's name and number the window is poorer, not useless. */
const WELCOME_MS = 3000
const IDLE_CHECK_MS = 30_000

export interface ChatParts {
  readonly options: Options
  readonly strings: Strings
  /** Of the strings. */
  readonly language: string
  readonly emit: Emit
  readonly close: () => void
  readonly setSize: (size: Size) => void
  /** Where a frame for printing may be put. */
  readonly place: ParentNode
}

export interface Chat {
  readonly window: ChatWindow
  readonly memory: SessionMemory
  /** Asks the server who it is and what was said before; only the first call does. */
  readonly start: () => Promise<void>
  /** Says this for the patient, in its turn. */
  readonly send: (text: string) => void
  /** @throws ApiFailure when the server could not erase it. */
  readonly forget: () => Promise<void>
  /** The patient is still there. */
  readonly touch: () => void
  readonly stop: () => void
}

/** Makes a chat that has not talked to its server yet. */
export function createChat(parts: ChatParts): Chat {
  const { options, strings, emit } = parts
  const client = createApiClient(options.api)
  const memory = createSessionMemory({
    name: options.api,
    storage: tabStorage(),
    clock: Date.now,
    idleMs: options.idleMs,
  })
  const { language } = parts
  const speech = createSpeech(language)
  const tell = (change: Change) => {
    window.apply(change)
    for (const [name, detail] of eventsOf(change)) emit(name, detail)
  }
  const conversation = createConversation({ name: options.api, client, memory, tell })
  const title = () => options.title ?? strings.title

  /** Does what may fail, and says so. */
  const attempt = async (work: Promise<unknown>, words: string) => {
    window.trouble.clear()
    try {
      await work
    } catch (error) {
      window.trouble.show(words)
      emit('error', { code: codeOf(error) })
    }
  }
  const copy = async () => {
    const messages = await conversation.whole()
    await navigator.clipboard.writeText(conversationText(messages, strings))
    window.announce(strings.copied)
  }
  const save = async () => {
    const messages = await conversation.whole()
    download(conversationText(messages, strings), strings.fileName)
  }

  const window = createWindow({
    options,
    strings,
    language,
    memory,
    speech,
    actions: {
      ask: (text) => {
        conversation.ask(text)
        void start()
      },
      retry: () => retry(),
      showEarlier: () => void attempt(conversation.showEarlier(), strings.unreachable),
      showNewest: () => void conversation.restore(),
      copy: () => void attempt(copy(), strings.notCopied),
      print: (card) => {
        const nodes = card === undefined ? window.printable() : [card]
        print({ title: title(), language, nodes, closing: strings.noRecord }, parts.place)
      },
      download: () => void attempt(save(), strings.unreachable),
      forget: () => void attempt(conversation.forget(), strings.notForgotten),
      giveFeedback: (seq, isHelpful, reason) =>
        conversation.giveFeedback({ seq, isHelpful, ...(reason !== undefined && { reason }) }),
      close: parts.close,
      setSize: parts.setSize,
    },
  })

  let isWelcomed = false
  const greet = () =>
    client.welcome().then(
      (welcome) => {
        isWelcomed = true
        window.trouble.clear()
        window.welcome(welcome)
      },
      (error) => tell({ kind: 'unreachable', code: codeOf(error) }),
    )
  const retry = () => {
    if (started === undefined) return
    if (!isWelcomed) void greet()
    conversation.retry()
  }
  let started: Promise<void> | undefined
  const start = () => (started ??= begin())
  const begin = async () => {
    // First, because an emergency of before needs the number to call.
    await Promise.race([greet(), new Promise((done) => setTimeout(done, WELCOME_MS))])
    await conversation.restore()
  }

  const idle = setInterval(conversation.endIfIdle, IDLE_CHECK_MS)
  globalThis.addEventListener('online', retry)
  return {
    window,
    memory,
    start,
    send: (text) => window.ask(text),
    forget: async () => {
      const erasing = conversation.forget()
      await attempt(erasing, strings.notForgotten)
      // The page that asked for it hears of the failure too.
      return erasing
    },
    touch: memory.touch,
    stop: () => {
      clearInterval(idle)
      globalThis.removeEventListener('online', retry)
      speech?.stop()
      conversation.close()
    },
  }
}
