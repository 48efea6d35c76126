/** The only reader of `process.env` and `.env`. Every setting has a default that makes a truthful demo. */
import { config as readEnvFile } from 'dotenv'
import { z } from 'zod'
import { withFiles } from './config/files.js'
import {
  handoffConfig,
  handoffSettings,
  openingTimesOf,
  reachesStaff,
  type HandoffConfig,
} from './config/handoff.js'
import { opsConfig, opsSettings, type OpsConfig } from './config/ops.js'
import { securityConfig, securitySettings, type SecurityConfig } from './config/security.js'
import { smsConfig, smsSettings, type SmsConfig } from './config/sms.js'
import { databaseConfig, storeSettings, type DatabaseConfig } from './config/store.js'
import { ConfigError } from './errors.js'
import type { Clinic } from './types.js'

const integer = (min: number, max: number, fallback: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback)

const text = (fallback: string) => z.string().trim().min(1).default(fallback)

const timeZone = z
  .string()
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en-US', { timeZone: zone })
      return true
    } catch {
      return false
    }
  }, 'must be an IANA time zone such as America/New_York')
  .default('America/New_York')

const schema = z.object({
  ...handoffSettings,
  ...securitySettings,
  ...smsSettings,
  ...storeSettings,
  ...opsSettings,
  PORT: integer(0, 65_535, 3000),
  HOST: text('127.0.0.1'),
  DATA_DIR: text('data'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALLOWED_ORIGINS: z.string().default(''),
  TRUST_PROXY_HOPS: integer(0, 10, 0),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  CLINIC_NAME: text('the clinic'),
  CLINIC_PHONE: z.string().trim().default(''),
  CLINIC_HOURS: z.string().trim().default(''),
  CLINIC_TIME_ZONE: timeZone,
  EMERGENCY_NUMBER: z
    .string()
    .regex(/^\d{2,5}$/, 'must be 2 to 5 digits')
    .default('911'),
  RETENTION_DAYS: integer(1, 3650, 90),
  KEEP_FACTS_DAYS: integer(0, 3650, 0),
  MESSAGES_PER_MINUTE: integer(1, 10_000, 30),
  REQUESTS_PER_MINUTE_PER_IP: integer(1, 100_000, 300),
  SHUTDOWN_SECONDS: integer(1, 60, 10),
  REQUIRE_SIGNED_CONTENT: z.enum(['true', 'false']).default('false'),
})

/** The names of all settings. */
export const SETTINGS: readonly string[] = Object.keys(schema.shape)

export interface Config {
  readonly port: number
  readonly host: string
  /** Folder of the embedded store. */
  readonly dataDir: string
  /** Absent where the embedded store keeps all. */
  readonly database?: DatabaseConfig
  readonly publicUrl: string
  /** Origins whose pages may call the API, besides our own. */
  readonly allowedOrigins: readonly string[]
  /** How many proxies in front of us may be believed about the client's address. */
  readonly trustProxyHops: number
  readonly logLevel: string
  readonly clinic: Clinic
  readonly messagesPerMinute: number
  readonly requestsPerMinutePerIp: number
  readonly shutdownSeconds: number
  readonly ops: OpsConfig
  /** The server starts only when a clinician's signature stands under every word. */
  readonly isSignedContentRequired: boolean
  readonly handoff: HandoffConfig
  readonly security: SecurityConfig
  /** Absent where no text messages are answered. */
  readonly sms?: SmsConfig
}

/**
 * Reads the settings of this process, with those of `.env` where it has none; `NAME_FILE` names a file that holds
 * the value of `NAME`.
 *
 * @throws {ConfigError} naming each wrong setting and what it must be.
 */
export function readSettings(): Config {
  readEnvFile({ quiet: true })
  return readConfig(withFiles(process.env, SETTINGS))
}

/**
 * Reads and checks the settings; an empty value counts as unset.
 *
 * @throws {ConfigError} naming each wrong setting and what it must be.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const result = schema.safeParse(set)
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(wrong.join('\n'), 'see .env.example for every setting and its default')
  }
  const settings = result.data
  const handoff = handoffConfig(settings)
  const openingTimes = openingTimesOf(settings)
  const publicUrl = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`
  const sms = smsConfig(settings, publicUrl)
  const database = databaseConfig(settings)
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDir: settings.DATA_DIR,
    ...(database !== undefined && { database }),
    publicUrl,
    ...(sms !== undefined && { sms }),
    allowedOrigins: originsOf(settings.ALLOWED_ORIGINS),
    trustProxyHops: settings.TRUST_PROXY_HOPS,
    logLevel: settings.LOG_LEVEL,
    clinic: {
      name: settings.CLINIC_NAME,
      ...(settings.CLINIC_PHONE !== '' && { phone: settings.CLINIC_PHONE }),
      ...(settings.CLINIC_HOURS !== '' && {
        hours: `${settings.CLINIC_HOURS}, ${nameOfZone(settings.CLINIC_TIME_ZONE)}`,
      }),
      timeZone: settings.CLINIC_TIME_ZONE,
      emergencyNumber: settings.EMERGENCY_NUMBER,
      retentionDays: settings.RETENTION_DAYS,
      takesRequests: reachesStaff(handoff),
      country: settings.CLINIC_COUNTRY,
      ...(openingTimes !== undefined && { openingTimes }),
      keepFactsDays: settings.KEEP_FACTS_DAYS,
    },
    handoff,
    security: securityConfig(settings),
    messagesPerMinute: settings.MESSAGES_PER_MINUTE,
    requestsPerMinutePerIp: settings.REQUESTS_PER_MINUTE_PER_IP,
    shutdownSeconds: settings.SHUTDOWN_SECONDS,
    ops: opsConfig(settings, settings.PORT),
    isSignedContentRequired: settings.REQUIRE_SIGNED_CONTENT === 'true',
  }
}

function originsOf(list: string): readonly string[] {
  return list
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '')
    .map((origin) => {
      if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
        throw new ConfigError(
          `ALLOWED_ORIGINS: "${origin}" is not an origin`,
          'write scheme and host only, such as https://clinic.example',
        )
      }
      return origin
    })
}

/** Generic names need a day on which the zone keeps the rules of today. */
const SOME_SUMMER = Date.UTC(2026, 6, 1)

/** "Eastern Time", which patients know, for "America/New_York", which they do not. */
function nameOfZone(timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longGeneric' })
  const name = format.formatToParts(SOME_SUMMER).find(({ type }) => type === 'timeZoneName')
  return name?.value ?? timeZone
}
