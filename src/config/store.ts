/** Settings of the database that several servers may share. */
import { z } from 'zod'

export interface DatabaseConfig {
  readonly url: string
  /** How many connections each server opens at most. */
  readonly poolSize: number
}

/** The settings as they stand in the environment. */
export const storeSettings = {
  DATABASE_URL: z
    .url({
      protocol: /^postgres(?:ql)?$/,
      // Never with the value: it may hold a password.
      error: 'must be like postgres://user:password@host:5432/name',
    })
    .optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
}

type StoreSettings = Readonly<z.infer<z.ZodObject<typeof storeSettings>>>

/** Undefined where the embedded store keeps all. */
export function databaseConfig(settings: StoreSettings): DatabaseConfig | undefined {
  const { DATABASE_URL: url, DATABASE_POOL_SIZE: poolSize } = settings
  return url === undefined ? undefined : { url, poolSize }
}
