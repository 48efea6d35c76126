/** Settings that keep what is stored from strangers, and show who of the staff looked at it. */
import { z } from 'zod'
import { ConfigError } from '../errors.js'

export interface SecurityConfig {
  /** Absent where records are kept as they are. */
  readonly dataKeys?: {
    /** 32 bytes; seals what is written from now on. */
    readonly current: Buffer
    /** Each opens what was sealed before. */
    readonly old: readonly Buffer[]
  }
  /** How long it is kept which of the staff did what. */
  readonly auditDays: number
}

const KEY_BYTES = 32
const MAKE_ONE = 'make one with: openssl rand -base64 32'
/** Six years: what 45 CFR 164.316(b)(2)(i) asks of the records of security measures. */
const AUDIT_DAYS = 2190

/** The settings as they stand in the environment; '' is unset. */
export const securitySettings = {
  DATA_KEY: z.string().trim().default(''),
  DATA_KEY_OLD: z.string().default(''),
  AUDIT_DAYS: z.coerce.number().int().min(30).max(36_500).default(AUDIT_DAYS),
}

type SecuritySettings = Readonly<z.infer<z.ZodObject<typeof securitySettings>>>

/** @throws {ConfigError} for a key that is none; never quotes one. */
export function securityConfig(settings: SecuritySettings): SecurityConfig {
  const { DATA_KEY, DATA_KEY_OLD, AUDIT_DAYS: auditDays } = settings
  const old = DATA_KEY_OLD.split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text, index) => keyOf(text, `DATA_KEY_OLD, key ${index + 1}`))
  if (DATA_KEY === '' && old.length === 0) return { auditDays }
  if (DATA_KEY === '') {
    throw new ConfigError(
      'DATA_KEY_OLD is set, and DATA_KEY is not',
      `old keys are read only; ${MAKE_ONE}`,
    )
  }
  return { auditDays, dataKeys: { current: keyOf(DATA_KEY, 'DATA_KEY'), old } }
}

function keyOf(text: string, name: string): Buffer {
  const key = Buffer.from(text, 'base64')
  // Buffer skips what is no base64: only a key that is written again as it was read is read right.
  const isWhole = key.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '')
  if (key.length === KEY_BYTES && isWhole) return key
  throw new ConfigError(`${name}: must be ${KEY_BYTES} random bytes as base64`, MAKE_ONE)
}
