/** What a simulated Twilio posts: messages from patients, and how deliveries go, signed by the official package. */
import twilioWebhooks from 'twilio/lib/webhooks/webhooks.js'
import type { SimulatedMessage, SimulatedTwilioOptions } from './simulated-twilio.js'

/** A message that a patient sends. */
export interface FromPatient {
  readonly from: string
  /** Default: +15550006789. */
  readonly to?: string
  readonly text: string
  /** Given again, it is the same message posted again. */
  readonly sid?: string
}

/** What the webhook answered. */
export interface WebhookAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string
  /** The texts that Twilio now sends to the patient. */
  readonly texts: readonly string[]
}

export interface Status {
  /** Twilio's name: sending, sent, delivered, undelivered, failed. */
  readonly status: string
  readonly errorCode?: number
}

export interface TwilioWebhooks {
  /** Posts a patient's message to the webhook. */
  readonly receive: (message: FromPatient) => Promise<WebhookAnswer>
  /** Posts how the delivery of a taken message goes to its StatusCallback. */
  readonly report: (message: SimulatedMessage, status: Status) => Promise<WebhookAnswer>
  /** Posts parameters to a URL, signed for that URL. */
  readonly post: (url: string, params: Readonly<Record<string, string>>) => Promise<WebhookAnswer>
}

interface Memory {
  readonly messages: readonly SimulatedMessage[]
  readonly optedOut: Set<string>
}

const STOPS = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT']
const STARTS = ['START', 'UNSTOP', 'YES']

export function createTwilioWebhooks(
  options: SimulatedTwilioOptions,
  { optedOut }: Memory,
): TwilioWebhooks {
  const { accountSid, authToken, webhookUrl, deliverTo = (url: string) => url } = options
  const common = { AccountSid: accountSid, ApiVersion: '2010-04-01' }
  let received = 0

  async function post(url: string, params: Readonly<Record<string, string>>) {
    const signature = twilioWebhooks.getExpectedTwilioSignature(authToken, url, params)
    const response = await fetch(deliverTo(url), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'X-Twilio-Signature': signature,
        'User-Agent': 'TwilioProxy/1.1',
      },
      body: new URLSearchParams(params).toString(),
    })
    const body = await response.text()
    const contentType = response.headers.get('content-type') ?? ''
    return { status: response.status, contentType, body, texts: response.ok ? textsOf(body) : [] }
  }

  function noteOptOut(from: string, text: string): void {
    if (options.keepsOptOuts !== true) return
    const word = text.trim().toUpperCase()
    if (STOPS.includes(word)) optedOut.add(from)
    if (STARTS.includes(word)) optedOut.delete(from)
  }

  return {
    post,
    receive: ({ from, to = '+15550006789', text, sid }) => {
      if (webhookUrl === undefined) throw new Error('the simulated Twilio knows no webhook')
      received += 1
      noteOptOut(from, text)
      const id = sid ?? `SM${received.toString(16).padStart(32, '0')}`
      const ids = { MessageSid: id, SmsSid: id, SmsMessageSid: id }
      const message = { From: from, To: to, Body: text, NumMedia: '0', NumSegments: '1' }
      return post(webhookUrl, { ...common, ...ids, ...message, SmsStatus: 'received' })
    },
    report: ({ sid, to, from, statusCallback }, { status, errorCode }) => {
      if (statusCallback === undefined) throw new Error('this message asked for no callbacks')
      return post(statusCallback, {
        ...common,
        ...{ MessageSid: sid, SmsSid: sid, To: to, From: from },
        ...{ MessageStatus: status, SmsStatus: status },
        ...(errorCode === undefined ? {} : { ErrorCode: String(errorCode) }),
      })
    },
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
  '&#xD;': '\r',
}

/** The texts of a TwiML answer, as the patient reads them. */
export function textsOf(twiml: string): readonly string[] {
  return [...twiml.matchAll(/<Message>([^<]*)<\/Message>/g)].map(([, text = '']) =>
    text.replace(/&(?:lt|gt|quot|apos|amp|#xD);/g, (entity) => ENTITIES[entity] ?? entity),
  )
}
