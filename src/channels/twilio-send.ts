/** Sending by Twilio: https://www.twilio.com/docs/messaging/api/message-resource */
import { postOnce, retryAfterSeconds, type Answer, type PostOptions } from './post-once.js'
import { codeAt, jsonOf, textAt } from './read-json.js'
import { configurationFault } from './refusal.js'
import type { DeliveryState, OutboundSms, SendResult } from './sms-channel.js'

/** Where and as whom messages are sent. */
export interface TwilioSending {
  readonly accountSid: string
  readonly authToken: string
  /** E.164, a short code, or the SID of a messaging service (`MG…`). */
  readonly from: string
  readonly apiBaseUrl: string
  /** Where Twilio posts how the delivery goes. */
  readonly statusUrl: string
}

/** Twilio's states of an outbound message. */
const STATES: Readonly<Record<string, DeliveryState>> = {
  accepted: 'queued',
  scheduled: 'queued',
  queued: 'queued',
  sending: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
}

/** Attempt to send to an unsubscribed recipient. */
const OPTED_OUT = ['21610']

/** Never processed, and always safe to try again, as Twilio's pages on each say. */
const NOT_TAKEN = ['20429', '20503', '21611']

/** Faults of the settings, the sender's number or the account, not of the patient's number. */
const CONFIGURATION = [
  '20003', // no such account, or a wrong token
  '20005', // account not active
  '21212', // invalid From
  '21408', // the region is not enabled
  '21603', // no From
  '21606', // From cannot send text messages
  '21608', // a trial account, and the number is not verified
  '21609', // invalid StatusCallback
  '21659', // From is none of Twilio's numbers
  '21660', // From belongs to another account
  '21701', // no such messaging service
  '21703', // the messaging service has no number
  '21704', // the messaging service has no number that fits
  '21705', // invalid messaging service
]

/** Twilio's name of a state as ours; undefined for one that we do not know. */
export function twilioState(name: string | undefined): DeliveryState | undefined {
  return name !== undefined && Object.hasOwn(STATES, name) ? STATES[name] : undefined
}

/** Does Twilio's code say that the patient has opted out? */
export function isTwilioOptOut(code: string | undefined): boolean {
  return code !== undefined && OPTED_OUT.includes(code)
}

/** Hands one message to Twilio, once. */
export async function sendByTwilio(
  { to, text }: OutboundSms,
  sending: TwilioSending,
  options: PostOptions,
): Promise<SendResult> {
  const { accountSid, authToken, from, apiBaseUrl, statusUrl } = sending
  const sender = from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from }
  const form = { To: to, ...sender, Body: text, StatusCallback: statusUrl }
  const answer = await postOnce(
    {
      url: `${apiBaseUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`,
      headers: {
        Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(form).toString(),
    },
    options,
  )
  return resultOf(answer)
}

function resultOf(answer: Answer): SendResult {
  switch (answer.kind) {
    case 'notSent':
      return { kind: 'later' }
    case 'broken':
      return { kind: 'unknown' }
    case 'answered': {
      const body = answer.text === undefined ? undefined : jsonOf(answer.text)
      const isTaken = answer.status >= 200 && answer.status < 300
      return isTaken ? resultOfTaken(body) : resultOfRefused(answer, codeAt(body, ['code']))
    }
  }
}

function resultOfTaken(body: unknown): SendResult {
  const providerId = textAt(body, ['sid'])
  // Taken, but we shall never hear of it by name: a proxy's page, or half an answer.
  if (providerId === undefined) return { kind: 'unknown' }
  const code = codeAt(body, ['error_code'])
  if (code !== undefined && isTwilioOptOut(code)) return { kind: 'optedOut', code }
  const state = twilioState(textAt(body, ['status'])) ?? 'queued'
  return { kind: 'accepted', providerId, state }
}

function resultOfRefused(
  { status, headers }: { readonly status: number; readonly headers: Headers },
  code: string | undefined,
): SendResult {
  if (code !== undefined && isTwilioOptOut(code)) return { kind: 'optedOut', code }
  if (status === 429 || (code !== undefined && NOT_TAKEN.includes(code))) {
    const afterSeconds = retryAfterSeconds(headers)
    return afterSeconds === undefined ? { kind: 'later' } : { kind: 'later', afterSeconds }
  }
  // Twilio on 20500: who tries again after a 500 may send the message twice. A gateway's 502, 503 or 504,
  // and a time-out, say even less about what happened behind it.
  if (status >= 500 || status === 408) return { kind: 'unknown' }
  const shown = code ?? `HTTP_${status}`
  const isOurs = ![400, 422].includes(status) || CONFIGURATION.includes(shown)
  return { kind: 'refused', code: isOurs ? configurationFault(shown) : shown }
}
