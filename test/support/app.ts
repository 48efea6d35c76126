/** The app on a real socket, around fake conversations. */
import { readConfig } from '../../src/config.js'
import type { Config } from '../../src/config.js'
import { createApp } from '../../src/server/app.js'
import type { AppDeps } from '../../src/server/app.js'
import { listen } from '../../src/server/listen.js'
import type { Conversations } from '../../src/server/conversation.js'
import { createLog } from '../../src/server/log.js'
import { createMemoryAudit } from '../../src/store/audit-memory.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { fakeConversations, fakeSources } from './fake-conversations.js'
import type { FakeConversations } from './fake-conversations.js'

export interface Served {
  readonly url: string
  readonly conversations: FakeConversations
  readonly logged: () => string
  readonly stop: () => Promise<void>
  /** Calls the API with JSON; a string body is sent as it stands. */
  readonly call: (method: string, path: string, request?: ApiRequest) => Promise<Answer>
}

export interface ApiRequest {
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: AnswerJson
}

/** Every field that some reply has; each test knows which ones its own reply has. */
export interface AnswerJson {
  readonly conversationId: string
  readonly token: string
  readonly messages: readonly { readonly seq: number }[]
  readonly status: number
  readonly code: string
  readonly field?: string
  readonly openapi: string
  readonly paths: Readonly<Record<string, object>>
  readonly components: { readonly schemas: object }
}

export type Overrides = Partial<Omit<AppDeps, 'conversations'>> & {
  readonly conversations?: FakeConversations
  /** Served instead of the fake ones. */
  readonly realConversations?: Conversations
}

export async function serve(
  settings: Readonly<Record<string, string>> = {},
  overrides: Overrides = {},
): Promise<Served> {
  const config: Config = readConfig({ PORT: '0', REQUESTS_PER_MINUTE_PER_IP: '10000', ...settings })
  const lines: string[] = []
  const { conversations = fakeConversations(), realConversations, ...rest } = overrides
  const app = createApp({
    config,
    sources: fakeSources,
    requests: createMemoryStore(),
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    audit: createMemoryAudit(),
    isReady: () => Promise.resolve(),
    reviewedShare: () => 'none',
    widgetFile: 'build/widget/widget.js',
    examples: ['What is osteopenia?', 'Is heavy lifting safe?'],
    ...rest,
    conversations: realConversations ?? conversations,
  })
  const { port, stop } = await listen(app, config)
  const url = `http://127.0.0.1:${port}`
  const call: Served['call'] = (method, path, request = {}) =>
    send(`${url}/api/v1${path}`, method, request)
  return { url, conversations, logged: () => lines.join(''), stop, call }
}

async function send(url: string, method: string, request: ApiRequest): Promise<Answer> {
  const { token, body, headers } = request
  const response = await fetch(url, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && {
      body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
    }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const json = (isJson ? JSON.parse(text) : {}) as AnswerJson
  return { status: response.status, headers: response.headers, text, json }
}
