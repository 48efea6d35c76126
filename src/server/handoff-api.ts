/** What the clinic's staff see of the requests, and how they mark one as done. */
import { Router } from 'express'
import type { RequestHandler } from 'express'
import type { StaffToken } from '../config-handoff.js'
import { HandoffNotFoundError } from '../errors.js'
import type { HandoffRequest, HandoffStore } from '../store/handoff.js'
import { handoffId, handoffsQuery, type Handoff, type HandoffList } from './api-schema.js'
import { publicRequest } from './handoff-webhook.js'
import type { Limits } from './limits.js'
import type { Log } from './log.js'
import { parse } from './parse.js'
import { staffOf } from './staff.js'

export interface HandoffApiDeps {
  readonly requests: Pick<HandoffStore, 'listHandoffs' | 'changeHandoff'>
  readonly staffTokens: readonly StaffToken[]
  readonly limits: Pick<Limits, 'countStaff'>
  readonly log: Log
}

const DEFAULT_LIMIT = 20

/** Makes the routes under `/api/v1/clinic`; `onlyMethods` refuses every other method. */
export function handoffRoutes(
  deps: HandoffApiDeps,
  onlyMethods: (allow: string) => RequestHandler,
): Router {
  const routes = Router()
  routes.route('/handoffs').get(list(deps)).all(onlyMethods('GET, HEAD'))
  routes.route('/handoffs/:id/done').post(finish(deps)).all(onlyMethods('POST'))
  return routes
}

function list({ requests, staffTokens, limits, log }: HandoffApiDeps): RequestHandler {
  return async (req, res) => {
    await limits.countStaff(req)
    const staff = staffOf(req, staffTokens)
    const { state, after, limit = DEFAULT_LIMIT } = parse(handoffsQuery, { ...req.query })
    const found = await requests.listHandoffs({
      limit,
      ...(state !== undefined && { state }),
      ...(after !== undefined && { after }),
    })
    for (const { id } of found) log.info({ staff, action: 'read', request: id }, 'audit')
    res.json({ handoffs: found.map(shownTo) } satisfies HandoffList)
  }
}

function finish({ requests, staffTokens, limits, log }: HandoffApiDeps): RequestHandler {
  return async (req, res) => {
    await limits.countStaff(req)
    const staff = staffOf(req, staffTokens)
    const id = handoffId.safeParse(req.params['id'])
    if (!id.success) throw new HandoffNotFoundError()
    const done = await requests.changeHandoff(id.data, () => ({ state: 'done' }))
    if (done === undefined) throw new HandoffNotFoundError()
    log.info({ staff, action: 'done', request: id.data }, 'audit')
    res.json(shownTo(done) satisfies Handoff)
  }
}

function shownTo(request: HandoffRequest): Handoff {
  const { facts, ...rest } = publicRequest(request)
  return {
    ...rest,
    ...(facts !== undefined && { facts: [...facts] }),
    deliveries: request.deliveries.map(({ by, state, attempts }) => ({ by, state, attempts })),
  }
}
