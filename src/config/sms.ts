/** Settings by which patients can text the bot. */
import { z } from 'zod'
import { ConfigError } from '../errors.js'

/** As in `POST /sms/<provider>`. */
export type SmsProvider = 'twilio' | 'telnyx'

export interface SmsConfig {
  /** At least one of the two. */
  readonly twilio?: {
    readonly accountSid: string
    readonly authToken: string
    /** An E.164 number, or the id of a messaging service. */
    readonly from: string
  }
  readonly telnyx?: {
    readonly apiKey: string
    /** Base64, as Telnyx's portal shows it. */
    readonly publicKey: string
    /** An E.164 number or a short code. */
    readonly from: string
  }
  /** Which of them sends what the clinic begins; a reply goes the way that the message came. */
  readonly sendBy: SmsProvider
  /** 32 bytes; numbers are encrypted and hashed with keys made of it. */
  readonly phoneKey: Buffer
}

const KEY_BYTES = 32

/** The settings as they stand in the environment. */
export const smsSettings = {
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-fA-F]{32}$/, 'must be AC and 32 hex digits')
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  TWILIO_FROM: z
    .string()
    .regex(
      /^(?:\+[1-9]\d{6,14}|MG[0-9a-fA-F]{32})$/,
      'must be a number such as +12125550123, or MG…',
    )
    .optional(),
  TELNYX_API_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
  TELNYX_PUBLIC_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be the 32 bytes in base64 that the portal shows')
    .optional(),
  TELNYX_FROM: z
    .string()
    .regex(/^(?:\+[1-9]\d{6,14}|\d{3,8})$/, 'must be a number such as +12125550123')
    .optional(),
  SMS_PROVIDER: z.enum(['twilio', 'telnyx']).optional(),
  PHONE_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, `must be ${KEY_BYTES} bytes as 64 hex digits`)
    .optional(),
}

type SmsSettings = Readonly<z.infer<z.ZodObject<typeof smsSettings>>>

/**
 * Undefined where nothing is set: then no number can be texted.
 *
 * @throws {ConfigError} where settings that need each other are not all there.
 */
export function smsConfig(settings: SmsSettings, publicUrl: string): SmsConfig | undefined {
  const twilio = twilioOf(settings)
  const telnyx = telnyxOf(settings)
  const { PHONE_KEY: phoneKey, SMS_PROVIDER: chosen } = settings
  if (twilio === undefined && telnyx === undefined) {
    if (phoneKey === undefined && chosen === undefined) return undefined
    throw apart('PHONE_KEY and SMS_PROVIDER belong to the settings of a provider')
  }
  if (phoneKey === undefined) throw apart('PHONE_KEY is missing')
  requireReachable(publicUrl)
  return {
    ...(twilio !== undefined && { twilio }),
    ...(telnyx !== undefined && { telnyx }),
    sendBy: senderOf({ twilio, telnyx }, chosen),
    phoneKey: Buffer.from(phoneKey, 'hex'),
  }
}

function apart(message: string): ConfigError {
  return new ConfigError(message, 'docs/sms.md tells which settings belong together')
}

/** All of these settings, or undefined for none. @throws {ConfigError} for some of them. */
function together<Name extends keyof SmsSettings>(
  settings: SmsSettings,
  names: readonly Name[],
): Readonly<Record<Name, string>> | undefined {
  const missing = names.filter((name) => (settings[name] ?? '') === '')
  if (missing.length === names.length) return undefined
  if (missing.length > 0) {
    throw apart(`${names.join(', ')} belong together; missing: ${missing.join(', ')}`)
  }
  return settings as Readonly<Record<Name, string>>
}

function twilioOf(settings: SmsSettings): SmsConfig['twilio'] {
  const set = together(settings, ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'])
  return (
    set && {
      accountSid: set.TWILIO_ACCOUNT_SID,
      authToken: set.TWILIO_AUTH_TOKEN,
      from: set.TWILIO_FROM,
    }
  )
}

function telnyxOf(settings: SmsSettings): SmsConfig['telnyx'] {
  const set = together(settings, ['TELNYX_API_KEY', 'TELNYX_PUBLIC_KEY', 'TELNYX_FROM'])
  return (
    set && {
      apiKey: set.TELNYX_API_KEY,
      publicKey: set.TELNYX_PUBLIC_KEY,
      from: set.TELNYX_FROM,
    }
  )
}

function senderOf(
  providers: Readonly<Record<SmsProvider, object | undefined>>,
  chosen: SmsProvider | undefined,
): SmsProvider {
  const { twilio, telnyx } = providers
  if (chosen === undefined && twilio !== undefined && telnyx !== undefined) {
    throw apart('SMS_PROVIDER must say which of the two sends what the clinic begins')
  }
  const sender = chosen ?? (twilio === undefined ? 'telnyx' : 'twilio')
  if (providers[sender] === undefined) throw apart(`SMS_PROVIDER: ${sender} has no settings`)
  return sender
}

/** The provider signs the address that it was given; another one would refuse every message. */
function requireReachable(publicUrl: string): void {
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1') return
  throw new ConfigError(
    'PUBLIC_URL: must begin with https:// where text messages are answered',
    'it must be the address that is set as the webhook at the provider',
  )
}
