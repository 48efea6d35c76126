/** A Twilio in this process: takes messages over its REST API, forgets none, and posts signed webhooks. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { createTwilioWebhooks, type TwilioWebhooks } from './simulated-twilio-webhooks.js'

/** What Twilio does with one request to send. */
export type Behaviour =
  /** Takes it, and answers after a while. */
  | { readonly kind: 'accept'; readonly delayMs?: number }
  /** Takes it and hangs up without an answer. */
  | { readonly kind: 'dropAfterAccepting' }
  /** Hangs up and has taken nothing. */
  | { readonly kind: 'dropBeforeAccepting' }
  /** Takes it and answers 500 all the same. */
  | { readonly kind: 'failAfterAccepting' }
  /** Takes nothing and answers with an error of Twilio's. */
  | {
      readonly kind: 'refuse'
      readonly status: number
      readonly code?: number
      readonly retryAfterSeconds?: number
    }

export const OPTED_OUT: Behaviour = { kind: 'refuse', status: 400, code: 21610 }
export const BAD_NUMBER: Behaviour = { kind: 'refuse', status: 400, code: 21211 }
export const SERVER_ERROR: Behaviour = { kind: 'refuse', status: 500, code: 20500 }
export const UNAVAILABLE: Behaviour = { kind: 'refuse', status: 503, code: 20503 }

export function tooMany(retryAfterSeconds: number): Behaviour {
  return { kind: 'refuse', status: 429, code: 20429, retryAfterSeconds }
}

/** A request to send, as it came in. */
export interface SimulatedRequest {
  readonly to: string
  /** A number, or the SID of a messaging service. */
  readonly from: string
  readonly text: string
  readonly statusCallback?: string
}

/** A message that was taken; the patient gets each of these. */
export interface SimulatedMessage extends SimulatedRequest {
  readonly sid: string
}

export interface SimulatedTwilioOptions {
  readonly accountSid: string
  readonly authToken: string
  /** Where inbound messages are posted, and what they are signed for. */
  readonly webhookUrl?: string
  /** Requests are sent here instead, though signed for the public URL: a proxy in between. */
  readonly deliverTo?: (url: string) => string
  /** What comes of each request to send that nothing else was asked of (default: it is taken). */
  readonly behave?: (request: SimulatedRequest) => Behaviour
  /** Does Twilio itself block who texts STOP and unblock who texts START, as it does by default? */
  readonly keepsOptOuts?: boolean
  /** Port to listen on (default: any that is free). */
  readonly port?: number
}

export interface SimulatedTwilio extends TwilioWebhooks {
  /** In place of https://api.twilio.com. */
  readonly url: string
  /** Each message taken, in order, whether or not the sender heard of it. */
  readonly messages: readonly SimulatedMessage[]
  /** Each request with the right credentials, taken or not. */
  readonly requests: readonly SimulatedRequest[]
  /** Numbers that get 21610. */
  readonly optedOut: Set<string>
  /** What comes of the next requests, one each; afterwards `behave` decides again. */
  readonly next: (...behaviours: readonly Behaviour[]) => void
  readonly close: () => Promise<void>
}

/** Starts it on a port of this machine. */
export async function startSimulatedTwilio(
  options: SimulatedTwilioOptions,
): Promise<SimulatedTwilio> {
  const messages: SimulatedMessage[] = []
  const requests: SimulatedRequest[] = []
  const planned: Behaviour[] = []
  const optedOut = new Set<string>()

  function behaviourFor(request: SimulatedRequest): Behaviour {
    if (optedOut.has(request.to)) return OPTED_OUT
    return planned.shift() ?? options.behave?.(request) ?? { kind: 'accept' }
  }

  function take(request: SimulatedRequest): SimulatedMessage {
    const message = { sid: sidOf('SM', messages.length + 1), ...request }
    messages.push(message)
    return message
  }

  async function act(request: SimulatedRequest, response: ServerResponse): Promise<void> {
    const behaviour = behaviourFor(request)
    switch (behaviour.kind) {
      case 'accept': {
        const message = take(request)
        await wait(behaviour.delayMs ?? 0)
        return answer(response, { status: 201, body: created(message, options.accountSid) })
      }
      case 'dropAfterAccepting':
        take(request)
        response.destroy()
        return
      case 'dropBeforeAccepting':
        response.destroy()
        return
      case 'failAfterAccepting':
        take(request)
        return answer(response, { status: 500, body: fault(500, 20500) })
      case 'refuse': {
        const { status, code, retryAfterSeconds } = behaviour
        if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', retryAfterSeconds)
        return answer(response, { status, body: fault(status, code) })
      }
    }
  }

  const server = createServer((request, response) => {
    void (async () => {
      const body = await textOf(request)
      const refusal = refusalOf(request, options)
      if (refusal !== undefined) return answer(response, refusal)
      const wanted = requestOf(new URLSearchParams(body))
      if (wanted === undefined) return answer(response, { status: 400, body: fault(400, 21602) })
      requests.push(wanted)
      await act(wanted, response)
    })().catch(() => response.destroy())
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    requests,
    optedOut,
    next: (...behaviours) => void planned.push(...behaviours),
    ...createTwilioWebhooks(options, { messages, optedOut }),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Reply {
  readonly status: number
  readonly body: object
}

/** An id of Twilio's: its kind, and 32 hexadecimal digits. */
export function sidOf(kind: string, number: number): string {
  return kind + number.toString(16).padStart(32, '0')
}

function refusalOf(
  { method, url = '', headers }: IncomingMessage,
  { accountSid, authToken }: SimulatedTwilioOptions,
): Reply | undefined {
  const credentials = Buffer.from(`${accountSid}:${authToken}`).toString('base64')
  if (headers.authorization !== `Basic ${credentials}`) {
    return { status: 401, body: fault(401, 20003) }
  }
  const isKnown = method === 'POST' && url === `/2010-04-01/Accounts/${accountSid}/Messages.json`
  return isKnown ? undefined : { status: 404, body: fault(404, 20404) }
}

function requestOf(form: URLSearchParams): SimulatedRequest | undefined {
  const to = form.get('To')
  const from = form.get('From') ?? form.get('MessagingServiceSid')
  const text = form.get('Body')
  const statusCallback = form.get('StatusCallback')
  if (to === null || from === null || text === null) return undefined
  return { to, from, text, ...(statusCallback === null ? {} : { statusCallback }) }
}

/** The representation of a message just created, cut down to what is used of it. */
function created({ sid, to, from, text }: SimulatedMessage, accountSid: string): object {
  const isService = from.startsWith('MG')
  return {
    sid,
    account_sid: accountSid,
    to,
    from: isService ? null : from,
    messaging_service_sid: isService ? from : null,
    body: text,
    status: isService ? 'accepted' : 'queued',
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
  }
}

function fault(status: number, code: number | undefined): object {
  if (code === undefined) return {}
  const more_info = `https://www.twilio.com/docs/errors/${code}`
  return { code, message: 'Simulated', more_info, status }
}

function answer(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
