/** The audit trail lies where the records do. */
import { join, resolve } from 'node:path'
import { createFileAudit } from './audit-file.js'
import type { AuditTrail } from './audit.js'
import type { StorePlace } from './open-store.js'
import { createPostgresAudit } from './postgres-audit.js'
import { createDatabase } from './postgres-pool.js'

/** Connections of its own, so that staff who wait for a line keep no patient waiting. */
const POOL_SIZE = 2

/** Opens nothing yet; the tables are made by whoever opens the store. */
export function openAudit({ dataDir, database }: StorePlace): AuditTrail {
  return database === undefined
    ? createFileAudit(join(resolve(dataDir), 'audit'))
    : createPostgresAudit(createDatabase({ ...database, poolSize: POOL_SIZE }))
}
