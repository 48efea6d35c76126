/** Sending by Twilio: https://www.twilio.com/docs/messaging/api/message-resource */
import { postOnce, type PostOptions } from './post-once.js'
import { resultOf, type ProviderWords } from './send-result.js'
import type { OutboundSms, SendResult } from './sms-channel.js'
import { statusUrlOf } from './status-update.js'

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

/** Twilio's states and codes; each code has a page at https://www.twilio.com/docs/errors/<code> */
export const TWILIO_WORDS: ProviderWords = {
  states: {
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
  },
  optedOut: ['21610'],
  // Too many requests; unavailable; the sender's queue is full. Not 20500: its page warns that who tries
  // again may send the message twice.
  notTaken: ['20429', '20503', '21611'],
  configuration: [
    '20003', // wrong account or token
    '20005', // the account is not active
    '21212', // invalid From
    '21603', // no From
    '21606', // From cannot send text messages
    '21609', // invalid StatusCallback
    '21659', // From is none of Twilio's numbers
    '21660', // From belongs to another account
    '21701', // no such messaging service
    '21703', // the messaging service has no number
    '21705', // invalid messaging service
  ],
  taken: { id: 'sid', state: 'status', code: 'error_code' },
  refusalCode: 'code',
}

/** Hands one message to Twilio, once; Twilio takes no key of ours. */
export async function sendByTwilio(
  { to, text, reference }: OutboundSms,
  sending: TwilioSending,
  options: PostOptions,
): Promise<SendResult> {
  const { accountSid, authToken, from, apiBaseUrl, statusUrl } = sending
  const sender = from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from }
  const callback = statusUrlOf(statusUrl, reference)
  const form = { To: to, ...sender, Body: text, StatusCallback: callback }
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
  return resultOf(answer, TWILIO_WORDS)
}
