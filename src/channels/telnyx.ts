/** Text messages by Telnyx, which proves that the interface fits more than one provider. */
import { ChannelError } from '../errors.js'
import type { PostOptions } from './post-once.js'
import { publicBase } from './public-url.js'
import { codeAt, jsonOf, textAt, valueAt } from './read-json.js'
import type { InboundSms, RawRequest, SmsChannel, StatusUpdate } from './sms-channel.js'
import { referenceIn, updatesOf } from './status-update.js'
import { addressesOf } from './telephone-number.js'
import { sendByTelnyx, TELNYX_WORDS, type TelnyxSending } from './telnyx-send.js'
import { isSignedByTelnyx, telnyxKey } from './telnyx-signature.js'

export interface TelnyxOptions extends PostOptions {
  readonly apiKey: string
  /** Base64, as Telnyx's portal shows it. */
  readonly publicKey: string
  /** E.164 or a short code. */
  readonly from: string
  /** What stands before the path of a webhook in the URL that Telnyx calls. */
  readonly publicUrl: string
  readonly clock: () => Date
  /** Path to which Telnyx posts how deliveries go (default: /sms/telnyx). */
  readonly statusPath?: string
  /** Another server in Telnyx's place (default: https://api.telnyx.com). */
  readonly apiBaseUrl?: string
}

/**
 * Text messages by Telnyx. Its answer to a webhook carries no text, so that a reply goes out by `send`.
 *
 * @throws {ConfigError} for a public key or URL that is none.
 */
export function createTelnyxChannel(options: TelnyxOptions): SmsChannel {
  const key = telnyxKey(options.publicKey)
  const sending: TelnyxSending = {
    apiKey: options.apiKey,
    from: options.from,
    apiBaseUrl: options.apiBaseUrl ?? 'https://api.telnyx.com',
    webhookUrl: publicBase(options.publicUrl) + (options.statusPath ?? '/sms/telnyx'),
  }
  return {
    name: 'telnyx',
    repliesInline: false,
    // Telnyx signs time and body, not the URL.
    verify: (request) =>
      request.method === 'POST' && isSignedByTelnyx(request, key, options.clock()),
    parse,
    acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{}' }),
    parseStatus,
    send: (message) => sendByTelnyx(message, sending, options),
  }
}

/** Both tell of a delivery; which of them came says less than the state inside. */
const STATUS_EVENTS = ['message.sent', 'message.finalized']

function parse(request: RawRequest): readonly InboundSms[] {
  const { event, payload } = eventOf(request)
  if (event !== 'message.received') return []
  const addresses = addressesOf({
    from: textAt(payload, 'from.phone_number'),
    to: textAt(payload, 'to.0.phone_number'),
  })
  const text = valueAt(payload, 'text') ?? ''
  if (typeof text !== 'string') throw new ChannelError('PARAMETER_NOT_TEXT')
  return [{ messageId: idOf(payload), ...addresses, text }]
}

function parseStatus(request: RawRequest): readonly StatusUpdate[] {
  const { event, payload } = eventOf(request)
  if (!STATUS_EVENTS.includes(event)) return []
  const status = {
    providerId: idOf(payload),
    stateName: textAt(payload, 'to.0.status'),
    code: codeAt(payload, 'errors.0.code'),
    reference: referenceIn(request),
  }
  return updatesOf(status, TELNYX_WORDS)
}

function eventOf({ body }: RawRequest): { readonly event: string; readonly payload: unknown } {
  const json = jsonOf(body)
  const event = textAt(json, 'data.event_type')
  if (event === undefined) throw new ChannelError('BODY_UNREADABLE')
  return { event, payload: valueAt(json, 'data.payload') }
}

function idOf(payload: unknown): string {
  const id = textAt(payload, 'id') ?? ''
  // It becomes a key of what is kept, so that nothing else may pass for one.
  if (!/^[\w-]{1,64}$/.test(id)) throw new ChannelError('MESSAGE_ID_MISSING')
  return id
}
