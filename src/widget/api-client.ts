/** Calls the bot's API; every failure becomes an ApiFailure with a code to decide by. */
import type { Answered, History, Opened } from '../server/api-schema.js'
import type { Message, Session, Unsent, Welcome } from './reply.js'

/** Longer than any answer takes, shorter than a patient waits. */
const TIMEOUT_MS = 30_000

/** Why a call failed. */
export class ApiFailure extends Error {
  /** The server's own code, or OFFLINE, NETWORK or UNREADABLE where it gave none. */
  readonly code: string
  /** Of HTTP; 0 when no answer came. */
  readonly status: number
  /** How long the server wants us to wait, if it said so. */
  readonly retryAfterMs: number | undefined

  constructor(about: { code: string; status: number; retryAfterMs?: number | undefined }) {
    super(about.code)
    this.code = about.code
    this.status = about.status
    this.retryAfterMs = about.retryAfterMs
  }
}

export interface ApiClient {
  readonly welcome: () => Promise<Welcome>
  readonly open: () => Promise<Session>
  readonly say: (session: Session, unsent: Unsent) => Promise<Message>
  readonly history: (
    session: Session,
    window: Readonly<Record<string, number>>,
  ) => Promise<readonly Message[]>
  readonly forget: (session: Session) => Promise<void>
  readonly giveFeedback: (session: Session, feedback: Feedback) => Promise<void>
}

export interface Feedback {
  readonly seq: number
  readonly isHelpful: boolean
  readonly reason?: string
}

interface Call {
  readonly method?: string
  readonly session?: Session
  readonly body?: unknown
}

/** Makes a client; each of its functions throws ApiFailure. */
export function createApiClient(origin: string): ApiClient {
  const call = (path: string, about: Call = {}) => request(`${origin}/api/v1${path}`, about)
  const at = ({ conversationId }: Session, rest = '') => `/conversations/${conversationId}${rest}`
  return {
    welcome: () => call('/welcome') as Promise<Welcome>,
    open: async () => {
      const { conversationId, token } = (await call('/conversations', post({}))) as Opened
      return { conversationId, token }
    },
    say: async (session, unsent) => {
      const path = at(session, '/messages')
      const answered = (await call(path, { ...post(unsent), session })) as Answered
      return { ...answered, text: unsent.text }
    },
    history: async (session, window) => {
      const query = Object.entries(window).map(([name, value]) => `${name}=${value}`)
      const path = at(session, `/messages?${query.join('&')}`)
      return ((await call(path, { session })) as History).messages
    },
    forget: async (session) => void (await call(at(session), { method: 'DELETE', session })),
    giveFeedback: async (session, feedback) =>
      void (await call(at(session, '/feedback'), { ...post(feedback), session })),
  }
}

function post(body: unknown): Call {
  return { method: 'POST', body }
}

async function request(url: string, { method = 'GET', session, body }: Call): Promise<unknown> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS)
  try {
    const response = await fetch(url, {
      method,
      // The token is in a header; a cookie of the page is none of the bot's business.
      credentials: 'omit',
      cache: 'no-store',
      signal: abort.signal,
      headers: {
        ...(session && { Authorization: `Bearer ${session.token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw await failureOf(response)
    // Inside the try: the connection may break while the body comes.
    return response.status === 204 ? undefined : await response.json()
  } catch (error) {
    if (error instanceof ApiFailure) throw error
    throw new ApiFailure({ code: navigator.onLine ? 'NETWORK' : 'OFFLINE', status: 0 })
  } finally {
    clearTimeout(timer)
  }
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const seconds = Number(response.headers.get('Retry-After') ?? NaN)
  const problem = (await response.json().catch(() => ({}))) as { code?: unknown }
  return new ApiFailure({
    // A proxy's page is no problem of ours, so its code is unknown.
    code: typeof problem.code === 'string' ? problem.code : 'UNREADABLE',
    status: response.status,
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
  })
}
