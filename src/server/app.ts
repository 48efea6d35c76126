/** The whole server on one screen: what is checked first, which routes there are, how failures end. */
import express from 'express'
import type { ErrorRequestHandler, Express, RequestHandler } from 'express'
import type { Config } from '../config.js'
import type { Source } from '../content/schema.js'
import type { ReviewedShare } from '../content/signature.js'
import { RequestError, StoreError } from '../errors.js'
import type { SharedCounts } from '../store/shared-counts.js'
import { apiRoutes, onlyMethods, type ApiDeps } from './api.js'
import type { Conversations } from './conversation.js'
import type { EnrolmentBook } from './enrolment-book.js'
import { checkOrigin, securityHeaders } from './guard.js'
import { createLimits } from './limits.js'
import { logFailure, logRequest, type Log } from './log.js'
import { UNMEASURED, type Measures } from './measures.js'
import { isPage, pageRoutes, sendTrouble } from './page.js'
import type { PageDeps } from './page.js'
import { failureOf, sendProblem } from './problem.js'
import { shareProbe } from './share-probe.js'
import { smsRoutes, type SmsDeps } from './sms.js'
import { watchRequests } from './watch-requests.js'
import { widgetRoutes } from './widget.js'

export interface AppDeps {
  readonly config: Config
  readonly conversations: Conversations
  readonly sources: ReadonlyMap<string, Source>
  readonly requests: ApiDeps['requests']
  readonly log: Log
  readonly eraser?: NonNullable<ApiDeps['eraser']>
  readonly audit?: NonNullable<ApiDeps['audit']>
  /** Rejects while conversations cannot be kept. */
  readonly isReady: () => Promise<void>
  /** From the first signal to stop on; a proxy is to send patients elsewhere then. Never, if absent. */
  readonly isStopping?: () => boolean
  /** Hears of every request; nobody, if absent. */
  readonly measures?: Measures
  /** How much of all wording a clinician's signature stands under today; the page says so until it is all. */
  readonly reviewedShare: () => ReviewedShare
  readonly examples: readonly string[]
  /** What nodes count together; absent where this process is the only one. */
  readonly counts?: SharedCounts
  /** Absent where the clinic sends no text messages. */
  readonly enrolments?: EnrolmentBook
  /** Absent where the clinic answers no text messages. */
  readonly sms?: Omit<SmsDeps, 'log'>
  /** Path of the bundled widget. */
  readonly widgetFile: string
}

/** Makes the Express application; it opens no port. */
export function createApp(deps: AppDeps): Express {
  const { config, log, measures = UNMEASURED } = deps
  const limits = createLimits(config, deps.counts)
  const app = express()
  app.disable('x-powered-by').disable('etag').set('trust proxy', config.trustProxyHops)

  const seen = watchRequests((request) => {
    logRequest(log, request)
    measures.request(request)
  })
  app.use(seen, ...securityHeaders())
  app.route('/healthz').get(tellAlive).all(onlyMethods('GET, HEAD'))
  app.route('/readyz').get(tellReady(deps)).all(onlyMethods('GET, HEAD'))
  // Before the limits: all texts come from the provider's few addresses, and each is signed.
  if (deps.sms !== undefined) app.use('/sms', smsRoutes({ ...deps.sms, log }))
  app.use(limits.perAddress, checkOrigin(config))
  app.use('/api/v1', apiRoutes({ ...deps, limits }))
  app.use(
    widgetRoutes(deps.widgetFile),
    pageRoutes({ ...deps, limits, linkedBy: deps.sms?.linkedBy }),
  )
  app.use(refuseUnknownPath)
  app.use(endFailure({ ...deps, limits, linkedBy: undefined, measures }))
  return app
}

const tellAlive: RequestHandler = (_req, res) => void res.json({ status: 'ok' })

function tellReady({ isReady, isStopping, measures = UNMEASURED }: AppDeps): RequestHandler {
  const probe = shareProbe(isReady)
  return async (_req, res) => {
    if (isStopping?.() === true) {
      measures.ready(false)
      return void res.status(503).set('Retry-After', '5').json({ status: 'stopping' })
    }
    try {
      await probe()
      measures.ready(true)
    } catch (cause) {
      measures.ready(false)
      throw new StoreError('not ready: conversations cannot be kept', { cause })
    }
    res.json({ status: 'ready' })
  }
}

const refuseUnknownPath: RequestHandler = () => {
  throw new RequestError('PATH_UNKNOWN', 'there is nothing at this path')
}

function endFailure(
  deps: AppDeps & PageDeps & { readonly measures: Measures },
): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line max-params, @typescript-eslint/no-unused-vars
  return (error: unknown, req, res, _next) => {
    const failure = failureOf(error)
    deps.measures.problem(failure.problem.code)
    if (failure.problem.status >= 500) logFailure(deps.log, error)
    if (res.headersSent) res.destroy()
    else if (isPage(req)) sendTrouble(deps, res, error)
    else sendProblem(res, failure)
  }
}
