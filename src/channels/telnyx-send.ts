/** Sending by Telnyx: https://developers.telnyx.com/docs/messaging/messages/send-message */
import { postOnce, type PostOptions } from './post-once.js'
import { resultOf, type ProviderWords } from './send-result.js'
import type { OutboundSms, SendResult } from './sms-channel.js'
import { statusUrlOf } from './status-update.js'

/** Where and as whom messages are sent. */
export interface TelnyxSending {
  readonly apiKey: string
  /** E.164 or a short code. */
  readonly from: string
  readonly apiBaseUrl: string
  /** Where Telnyx posts how the delivery goes. */
  readonly webhookUrl: string
}

/** Telnyx's states and codes: https://developers.telnyx.com/docs/messaging/messages/error-codes */
export const TELNYX_WORDS: ProviderWords = {
  states: {
    queued: 'queued',
    sending: 'queued',
    sent: 'sent',
    // The carrier took it and tells no more.
    delivery_unconfirmed: 'sent',
    delivered: 'delivered',
    delivery_failed: 'undelivered',
    expired: 'undelivered',
    sending_failed: 'failed',
  },
  optedOut: ['40300'],
  notTaken: ['10011'],
  configuration: [
    '10009', // wrong API key
    '10010', // the key may not do this
    '40305', // invalid From
    '40312', // the messaging profile is disabled
    '40314', // messaging is disabled for the account
  ],
  taken: { id: 'data.id', state: 'data.to.0.status' },
  refusalCode: 'errors.0.code',
}

/** Hands one message to Telnyx, once; Telnyx names no key that would keep it from sending twice. */
export async function sendByTelnyx(
  { to, text, reference }: OutboundSms,
  { apiKey, from, apiBaseUrl, webhookUrl }: TelnyxSending,
  options: PostOptions,
): Promise<SendResult> {
  const answer = await postOnce(
    {
      url: `${apiBaseUrl}/v2/messages`,
      headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ from, to, text, webhook_url: statusUrlOf(webhookUrl, reference) }),
    },
    options,
  )
  return resultOf(answer, TELNYX_WORDS)
}
