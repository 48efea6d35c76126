/** Text messages by Twilio: https://www.twilio.com/docs/messaging */
import { ChannelError } from '../errors.js'
import { readForm } from './form.js'
import type { PostOptions } from './post-once.js'
import { publicBase } from './public-url.js'
import type { InboundSms, RawRequest, SmsChannel, StatusUpdate } from './sms-channel.js'
import { referenceIn, updatesOf } from './status-update.js'
import { addressesOf } from './telephone-number.js'
import { sendByTwilio, TWILIO_WORDS, type TwilioSending } from './twilio-send.js'
import { isSignedBody, isSignedByTwilio } from './twilio-signature.js'
import { twimlOf } from './twiml.js'

export interface TwilioOptions extends PostOptions {
  readonly accountSid: string
  /** Of the account or subaccount that the number belongs to; it signs what Twilio posts. */
  readonly authToken: string
  /** E.164, a short code, or the SID of a messaging service (`MG…`). */
  readonly from: string
  /** What stands before the path of a webhook in the URL that Twilio calls: `https://bot.clinic.example`. */
  readonly publicUrl: string
  /** Path to which Twilio posts how deliveries go (default: /sms/twilio/status). */
  readonly statusPath?: string
  /** Another server in Twilio's place (default: https://api.twilio.com). */
  readonly apiBaseUrl?: string
}

const JSON_BODY = /^application\/json\b/i

/**
 * Text messages by Twilio, with the reply in the answer to the webhook.
 *
 * @throws {ConfigError} for a public URL that is none.
 */
export function createTwilioChannel(options: TwilioOptions): SmsChannel {
  const publicUrl = publicBase(options.publicUrl)
  const sending: TwilioSending = {
    accountSid: options.accountSid,
    authToken: options.authToken,
    from: options.from,
    apiBaseUrl: options.apiBaseUrl ?? 'https://api.twilio.com',
    statusUrl: publicUrl + (options.statusPath ?? '/sms/twilio/status'),
  }
  return {
    name: 'twilio',
    verify: (request) => isFromTwilio(request, { publicUrl, authToken: options.authToken }),
    parse,
    acknowledge: (texts) => ({
      status: 200,
      contentType: 'text/xml; charset=utf-8',
      body: twimlOf(texts),
    }),
    parseStatus,
    send: (message) => sendByTwilio(message, sending, options),
  }
}

function isFromTwilio(
  request: RawRequest,
  { publicUrl, authToken }: { readonly publicUrl: string; readonly authToken: string },
): boolean {
  const signature = request.headers['x-twilio-signature']
  const params = signedParams(request)
  if (request.method !== 'POST' || signature === undefined || params === undefined) return false
  // Twilio signs the URL it called, so behind a proxy, or with another Host header, ours would be the wrong one.
  return isSignedByTwilio({ url: publicUrl + request.path, params }, signature, authToken)
}

/** The form's parameters, none for a JSON body with its hash in the URL; undefined for what Twilio never sends. */
function signedParams({
  path,
  headers,
  body,
}: RawRequest): ReadonlyMap<string, string> | undefined {
  if (JSON_BODY.test(headers['content-type'] ?? '')) {
    return isSignedBody(path, body) ? new Map() : undefined
  }
  try {
    return readForm(body)
  } catch (error) {
    if (error instanceof ChannelError) return undefined
    throw error
  }
}

function parse({ body }: RawRequest): readonly InboundSms[] {
  const form = readForm(body)
  if (isStatus(form)) return []
  const addresses = addressesOf({ from: form.get('From'), to: form.get('To') })
  return [
    {
      ...{ messageId: messageSid(form), ...addresses, text: form.get('Body') ?? '' },
      // https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out: it has sent its own confirmation.
      ...(form.has('OptOutType') && { isHandled: true }),
    },
  ]
}

function parseStatus(request: RawRequest): readonly StatusUpdate[] {
  const form = readForm(request.body)
  if (!isStatus(form)) return []
  const code = form.get('ErrorCode') ?? ''
  const status = {
    providerId: messageSid(form),
    stateName: form.get('MessageStatus'),
    code: /^\d{1,6}$/.test(code) ? code : undefined,
    reference: referenceIn(request),
  }
  return updatesOf(status, TWILIO_WORDS)
}

/** Is it about a message that we sent? Inbound ones have no MessageStatus, or `received`. */
function isStatus(form: ReadonlyMap<string, string>): boolean {
  return (form.get('MessageStatus') ?? 'received') !== 'received'
}

function messageSid(form: ReadonlyMap<string, string>): string {
  const sid = form.get('MessageSid') ?? ''
  // It becomes a key of what is kept, so that nothing else may pass for one.
  if (!/^[A-Z]{2}\w{1,64}$/.test(sid)) throw new ChannelError('MESSAGE_ID_MISSING')
  return sid
}
