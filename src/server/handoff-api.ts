/** What the clinic's staff see of the requests, and how they mark one as done. */
import { Router } from 'express'
import type { RequestHandler } from 'express'
import { HandoffNotFoundError } from '../errors.js'
import type { HandoffRequest, HandoffStore } from '../store/handoff.js'
import { handoffId, handoffsQuery, type Handoff, type HandoffList } from './api-schema.js'
import { publicRequest } from './handoff-webhook.js'
import { parse } from './parse.js'
import { callOf } from './staff-gate.js'

export interface HandoffApiDeps {
  readonly requests: Pick<HandoffStore, 'listHandoffs' | 'changeHandoff'>
}

const DEFAULT_LIMIT = 20

/** Makes the routes under `/api/v1/clinic`, behind the gate of the staff; `onlyMethods` refuses every other method. */
export function handoffRoutes(
  deps: HandoffApiDeps,
  onlyMethods: (allow: string) => RequestHandler,
): Router {
  const routes = Router()
  routes.route('/handoffs').get(list(deps)).all(onlyMethods('GET, HEAD'))
  routes.route('/handoffs/:id/done').post(finish(deps)).all(onlyMethods('POST'))
  return routes
}

function list({ requests }: HandoffApiDeps): RequestHandler {
  return async (req, res) => {
    const call = callOf(req)
    const { state, after, limit = DEFAULT_LIMIT } = parse(handoffsQuery, { ...req.query })
    const found = await requests.listHandoffs({
      limit,
      ...(state !== undefined && { state }),
      ...(after !== undefined && { after }),
    })
    await call.tell(found.map(({ id }) => id))
    res.json({ handoffs: found.map(shownTo) } satisfies HandoffList)
  }
}

function finish({ requests }: HandoffApiDeps): RequestHandler {
  return async (req, res) => {
    const call = callOf(req)
    const id = handoffId.safeParse(req.params['id'])
    if (!id.success) throw new HandoffNotFoundError()
    const done = await requests.changeHandoff(id.data, () => ({ state: 'done' }))
    if (done === undefined) throw new HandoffNotFoundError()
    await call.tell([id.data])
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
