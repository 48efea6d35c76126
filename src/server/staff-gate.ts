/** The one gate to what is for the staff: who calls, may they, and a line in the audit trail for each. */
import type { Request, RequestHandler, Response } from 'express'
import type { StaffToken } from '../config/staff.js'
import { AuditError, RequestError } from '../errors.js'
import type { AuditEntry, AuditTrail } from '../store/audit.js'
import type { Limits } from './limits.js'
import { logFailure, type Log } from './log.js'
import { requireScope, staffOf } from './staff.js'
import { staffRouteOf } from './staff-routes.js'

export interface StaffGateDeps {
  readonly staffTokens: readonly StaffToken[]
  readonly limits: Pick<Limits, 'countStaff'>
  /** Absent, nobody is let in. */
  readonly audit?: Pick<AuditTrail, 'append'>
  readonly clock: () => Date
  readonly log: Log
}

/** A request of the staff that was let in. */
export interface StaffCall {
  /** The name of the token. */
  readonly staff: string
  /**
   * Keeps which records are about to be shown, or were changed; to be awaited before the response.
   *
   * @throws {AuditError} when that cannot be kept: then nothing must be shown.
   */
  readonly tell: (records: readonly string[]) => Promise<void>
}

const calls = new WeakMap<Request, StaffCall>()

/**
 * The call that the gate let in.
 *
 * @throws {RequestError} STAFF_ONLY where the gate was passed by: a route that is missing among STAFF_ROUTES.
 */
export function callOf(req: Request): StaffCall {
  const call = calls.get(req)
  if (call === undefined) throw new RequestError('STAFF_ONLY', 'this is for the clinic’s staff')
  return call
}

/** Makes the gate, to be mounted before all routes under `/api/v1/clinic`. */
export function staffGate(deps: StaffGateDeps): RequestHandler {
  return async (req, res, next) => {
    const found = staffRouteOf(req.method, req.path)
    // No such path, or not by this method: whoever asks is told so, and nothing is behind it.
    if (found === undefined) return next()
    await deps.limits.countStaff(req)
    const token = staffOf(req, deps.staffTokens, deps.clock())
    const { route, id } = found
    const about = { staff: token.name, action: route.action, records: idsOf(id) }
    try {
      requireScope(token, route.scope)
    } catch (error) {
      await keep(deps, { ...about, outcome: 'refused' })
      throw error
    }
    // What only shows something says so with the ids, before it does; what changes something says so first, too.
    if (route.method !== 'GET') await keep(deps, { ...about, outcome: 'begun' })
    calls.set(req, callFor(deps, about, res))
    next()
  }
}

type About = Pick<AuditEntry, 'staff' | 'action' | 'records'>

function callFor(deps: StaffGateDeps, about: About, res: Response): StaffCall {
  let isTold = false
  const tell = async (records: readonly string[]): Promise<void> => {
    isTold = true
    await keep(deps, { ...about, records, outcome: 'done' })
  }
  res.once('close', () => {
    if (isTold) return
    const failed = res.statusCode >= 400 ? 'failed' : 'done'
    const outcome = res.writableFinished ? failed : 'unfinished'
    // The response is out: all that can be done is to say in the log that the line is missing.
    keep(deps, { ...about, outcome }).catch((error: unknown) => logFailure(deps.log, error))
  })
  return { staff: about.staff, tell }
}

/** The log has the number and the hash of each line: so it shows when the trail was cut off or written anew. */
async function keep(
  { audit, clock, log }: StaffGateDeps,
  entry: Omit<AuditEntry, 'at'>,
): Promise<void> {
  if (audit === undefined) throw new AuditError('there is no audit trail')
  const { seq, hash } = await audit.append({ at: clock().toISOString(), ...entry })
  const { staff, action, outcome } = entry
  log.info({ staff, action, outcome, records: entry.records.length, seq, hash }, 'audit')
}

/** Only what looks like an id of ours is kept: a path is written by whoever calls. */
function idsOf(id: string | undefined): readonly string[] {
  return id !== undefined && /^[\w-]{1,64}$/.test(id) ? [id] : []
}
