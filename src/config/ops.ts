/** Settings of whoever runs the server: what is measured, and how it stops. */
import { z } from 'zod'
import { ConfigError } from '../errors.js'

export interface OpsConfig {
  /** How long the server goes on answering, with a red `/readyz`, before it closes its door. */
  readonly drainSeconds: number
  /** Where `/metrics` is served; absent where nothing is measured. */
  readonly metrics?: { readonly port: number; readonly host: string }
}

/** The settings as they stand in the environment. */
export const opsSettings = {
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  METRICS_HOST: z.string().trim().min(1).default('127.0.0.1'),
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(60).default(0),
}

type OpsSettings = Readonly<z.infer<z.ZodObject<typeof opsSettings>>>

/**
 * @param publicPort The port that patients reach, which shows no numbers.
 * @throws {ConfigError} where both ports are the same.
 */
export function opsConfig(settings: OpsSettings, publicPort: number): OpsConfig {
  const { METRICS_PORT: port, METRICS_HOST: host, DRAIN_SECONDS: drainSeconds } = settings
  if (port === undefined) return { drainSeconds }
  if (port === publicPort && port !== 0) {
    throw new ConfigError(
      'METRICS_PORT: must differ from PORT',
      'numbers about the service are for those who run it, not for the network',
    )
  }
  return { drainSeconds, metrics: { port, host } }
}
