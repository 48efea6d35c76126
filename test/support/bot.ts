/** The app on a real socket with a clinic's pages beside it: with the real bot, or with replies made by a test. */
import { readConfig } from '../../src/config.js'
import { newSession } from '../../src/dialogue/session.js'
import { createApp, type AppDeps } from '../../src/server/app.js'
import { createTurnHost } from '../../src/server/botkit.js'
import { createConversations } from '../../src/server/conversation.js'
import { listen } from '../../src/server/listen.js'
import { createLog } from '../../src/server/log.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { takeTurn } from '../../src/turn.js'
import type { Reply } from '../../src/types.js'
import { serveClinic, type ClinicSite } from './clinic-site.js'
import { fakeConversations, fakeSources, type FakeConversations } from './fake-conversations.js'
import { readyContent } from './ready-content.js'

export interface Bot {
  readonly url: string
  readonly clinic: ClinicSite
  readonly logged: () => string
  readonly stop: () => Promise<void>
}

export interface FakeBot extends Bot {
  readonly conversations: FakeConversations
}

const SETTINGS = {
  PORT: '0',
  CLINIC_NAME: 'Riverside Bone Clinic',
  CLINIC_PHONE: '555-010-0199',
  CLINIC_HOURS: 'Mon-Fri 8-5',
  MESSAGES_PER_MINUTE: '10000',
  REQUESTS_PER_MINUTE_PER_IP: '100000',
}

const EXAMPLES = ['What does my T-score mean?', 'Is heavy lifting safe?']

/** Serves the real content and model, with a store in memory. */
export async function serveRealBot(): Promise<Bot> {
  const content = readyContent()
  const store = createMemoryStore()
  const conversations = createConversations({
    store,
    host: createTurnHost({
      takeTurn: (session, message) => takeTurn(content, session, message),
      onError: (error) => {
        throw error
      },
    }),
    clock: () => new Date(),
    retentionDays: 90,
    newSession,
  })
  const sources = new Map(Object.entries(content.sources))
  return serve({ conversations, sources, requests: store })
}

/** Serves replies that a test makes of each text. */
export async function serveFakeBot(
  replyTo?: (text: string) => Reply,
  overrides: Partial<AppDeps> = {},
): Promise<FakeBot> {
  const conversations = fakeConversations(replyTo)
  const store = createMemoryStore()
  const deps = {
    sources: fakeSources,
    requests: store,
    ...overrides,
    conversations,
  }
  return { ...(await serve(deps)), conversations }
}

type Parts = Pick<AppDeps, 'conversations' | 'sources' | 'requests'> & Partial<AppDeps>

async function serve(parts: Parts): Promise<Bot> {
  let url = ''
  const clinic = await serveClinic(() => url)
  const config = readConfig({ ...SETTINGS, ALLOWED_ORIGINS: clinic.origin })
  const lines: string[] = []
  const app = createApp({
    config,
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    isReady: () => Promise.resolve(),
    reviewedShare: () => 'none',
    widgetFile: 'build/widget/widget.js',
    examples: EXAMPLES,
    ...parts,
  })
  const { port, stop } = await listen(app, config)
  url = `http://127.0.0.1:${port}`
  const stopBoth = async () => {
    await Promise.all([stop(), clinic.stop()])
  }
  return { url, clinic, logged: () => lines.join(''), stop: stopBoth }
}

/** What the server keeps of the newest conversation. */
export function heardBy({ conversations }: FakeBot): readonly string[] | undefined {
  return [...conversations.kept.values()].at(-1)?.exchanges.map(({ utterance }) => utterance)
}
