/** Replies a second over HTTP: real turns, a store in memory, and client and server in one process. */
import { readConfig } from '../../src/config.js'
import { newSession } from '../../src/dialogue/session.js'
import { createApp } from '../../src/server/app.js'
import { createTurnHost } from '../../src/server/botkit.js'
import { createConversations } from '../../src/server/conversation.js'
import { listen } from '../../src/server/listen.js'
import { createLog, logFailure } from '../../src/server/log.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { takeTurn, type ReadyContent } from '../../src/turn.js'
import type { PlayedTurn } from './mix.js'

/** Patients who write at the same time, each of whom waits for a reply before the next message. */
const PATIENTS = 8
const SETTINGS = { PORT: '0', MESSAGES_PER_MINUTE: '10000', REQUESTS_PER_MINUTE_PER_IP: '100000' }

/** Sends so many messages and counts the replies of a second. */
export async function countReplies(
  content: ReadyContent,
  played: readonly PlayedTurn[],
  count: number,
): Promise<number> {
  const { url, stop } = await serve(content)
  try {
    // The door refuses what the bot itself would answer: nothing at all.
    const said = played.map(({ message }) => message.utterance).filter((text) => text.trim() !== '')
    const utterances = Array.from({ length: count }, (_, n) => said[n % said.length] ?? '')
    await Promise.all(Array.from({ length: PATIENTS }, () => talk(url, ['hello'])))
    const shares = Array.from({ length: PATIENTS }, (_, patient) =>
      utterances.filter((_, n) => n % PATIENTS === patient),
    )
    const start = performance.now()
    const replies = await Promise.all(shares.map((share) => talk(url, share)))
    const seconds = (performance.now() - start) / 1000
    return replies.reduce((sum, each) => sum + each, 0) / seconds
  } finally {
    await stop()
  }
}

async function serve(content: ReadyContent) {
  const config = readConfig(SETTINGS)
  const log = createLog('fatal')
  const store = createMemoryStore()
  const conversations = createConversations({
    store,
    host: createTurnHost({
      takeTurn: (session, message) => takeTurn(content, session, message),
      onError: (error) => {
        logFailure(log, error)
      },
    }),
    clock: () => new Date(),
    retentionDays: config.clinic.retentionDays,
    newSession,
  })
  const app = createApp({
    config,
    conversations,
    sources: new Map(Object.entries(content.sources)),
    requests: store,
    log,
    isReady: () => Promise.resolve(),
    reviewedShare: () => 'none',
    examples: [],
    widgetFile: 'build/widget/widget.js',
  })
  const { port, stop } = await listen(app, config)
  return { url: `http://127.0.0.1:${port}/api/v1/conversations`, stop }
}

/** Resolves to how many were answered: a message that is refused is no reply, and no reason to stop either. */
async function talk(url: string, utterances: readonly string[]): Promise<number> {
  const opened = await post(url, {})
  // The API's own tests hold the form of this.
  const { conversationId, token } = (await opened.json()) as Readonly<Record<string, string>>
  let replies = 0
  for (const [n, text] of utterances.entries()) {
    const body = { id: `m${n}`, text }
    const answered = await post(`${url}/${conversationId}/messages`, body, `Bearer ${token}`)
    await answered.arrayBuffer()
    if (answered.ok) replies++
  }
  return replies
}

function post(url: string, body: unknown, authorization = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', authorization }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}
