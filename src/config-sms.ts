/** Settings by which patients can text the bot. */
import { z } from 'zod'
import { ConfigError } from './errors.js'

export interface SmsConfig {
  readonly twilio: {
    readonly accountSid: string
    readonly authToken: string
    /** An E.164 number, or the id of a messaging service. */
    readonly from: string
  }
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
  const {
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_FROM: from,
    PHONE_KEY: phoneKey,
  } = settings
  const given = [accountSid, authToken, from, phoneKey]
  if (given.every((setting) => setting === undefined)) return undefined
  if (!accountSid || !authToken || !from || !phoneKey) {
    throw new ConfigError(
      'TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM and PHONE_KEY belong together, and one of them is missing',
      'set all four to answer text messages, or none; docs/sms.md tells how',
    )
  }
  requireReachable(publicUrl)
  return { twilio: { accountSid, authToken, from }, phoneKey: Buffer.from(phoneKey, 'hex') }
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
