/** Settings by which requests reach the clinic's staff. */
import { z } from 'zod'
import { isAllowed, staffTokensOf, type StaffToken } from './staff.js'
import { ConfigError } from '../errors.js'
import { readOpeningTimes, type OpeningTimes } from '../opening-times.js'

export interface EmailSettings {
  readonly smtpUrl: string
  readonly from: string
  readonly to: string
}

export interface WebhookSettings {
  readonly url: string
  /** Signs what is sent, so that the receiver can tell it from a forgery. */
  readonly secret: string
}

export interface HandoffConfig {
  readonly email?: EmailSettings
  readonly webhook?: WebhookSettings
  readonly staffTokens: readonly StaffToken[]
}

const MIN_SECRET = 16

/** The settings as they stand in the environment; '' is unset. */
export const handoffSettings = {
  CLINIC_OPEN: z.string().trim().default(''),
  CLINIC_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be an ISO 3166 code of two capitals, such as US')
    .default('US'),
  HANDOFF_EMAIL: z.email().optional(),
  HANDOFF_FROM: z.email().optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' })
    .optional(),
  HANDOFF_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  HANDOFF_WEBHOOK_SECRET: z
    .string()
    .min(MIN_SECRET, `must have at least ${MIN_SECRET} characters`)
    .optional(),
  STAFF_TOKENS: z.string().default(''),
}

type HandoffSettings = Readonly<z.infer<z.ZodObject<typeof handoffSettings>>>

/** @throws {ConfigError} where settings that need each other are not all there, or one is wrong. */
export function handoffConfig(settings: HandoffSettings): HandoffConfig {
  const email = emailOf(settings)
  const webhook = webhookOf(settings)
  return {
    ...(email !== undefined && { email }),
    ...(webhook !== undefined && { webhook }),
    staffTokens: staffTokensOf(settings.STAFF_TOKENS),
  }
}

/** Whether any way leads from a patient's request to a person. */
export function reachesStaff({ email, webhook, staffTokens }: HandoffConfig): boolean {
  const isRead = staffTokens.some((token) => isAllowed(token, 'handoffs:read'))
  return email !== undefined || webhook !== undefined || isRead
}

/** @throws {ConfigError} saying what cannot be read. */
export function openingTimesOf({ CLINIC_OPEN }: HandoffSettings): OpeningTimes | undefined {
  if (CLINIC_OPEN === '') return undefined
  const read = readOpeningTimes(CLINIC_OPEN)
  if (read.kind === 'times') return read.times
  throw new ConfigError(
    `CLINIC_OPEN: ${read.problem}`,
    'an example: CLINIC_OPEN=Mon-Fri 08:00-17:00, Sat 09:00-12:00',
  )
}

function emailOf({ HANDOFF_EMAIL, HANDOFF_FROM, SMTP_URL }: HandoffSettings) {
  const given = [HANDOFF_EMAIL, HANDOFF_FROM, SMTP_URL]
  if (given.every((setting) => setting === undefined)) return undefined
  if (HANDOFF_EMAIL === undefined || HANDOFF_FROM === undefined || SMTP_URL === undefined) {
    throw new ConfigError(
      'HANDOFF_EMAIL, HANDOFF_FROM and SMTP_URL belong together, and one of them is missing',
      'set all three to have requests sent by e-mail, or none',
    )
  }
  return { to: HANDOFF_EMAIL, from: HANDOFF_FROM, smtpUrl: SMTP_URL }
}

function webhookOf(settings: HandoffSettings): WebhookSettings | undefined {
  const { HANDOFF_WEBHOOK_URL: url, HANDOFF_WEBHOOK_SECRET: secret } = settings
  if (url === undefined && secret === undefined) return undefined
  if (url === undefined || secret === undefined) {
    throw new ConfigError(
      'HANDOFF_WEBHOOK_URL and HANDOFF_WEBHOOK_SECRET belong together, and one of them is missing',
    )
  }
  const { protocol, hostname } = new URL(url)
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (protocol !== 'https:' && !isLocal) {
    throw new ConfigError(
      'HANDOFF_WEBHOOK_URL: must begin with https://',
      'what patients write must not cross a network in the clear; http is for this machine only',
    )
  }
  return { url, secret }
}
