/** Tells of each HTTP request once it has ended: the route as we declared it, never the path that was asked for. */
import { performance } from 'node:perf_hooks'
import type { Request, RequestHandler } from 'express'

export interface SeenRequest {
  readonly method: string
  /** Such as `/api/v1/conversations/:id/messages`, or `unmatched`. */
  readonly route: string
  readonly status: number
  readonly durationMs: number
  /** The client went away before all was sent. */
  readonly isAborted: boolean
}

export function watchRequests(tell: (request: SeenRequest) => void): RequestHandler {
  return (req, res, next) => {
    const startMs = performance.now()
    res.once('close', () => {
      tell({
        method: req.method,
        route: routeOf(req),
        status: res.statusCode,
        durationMs: performance.now() - startMs,
        isAborted: !res.writableFinished,
      })
    })
    next()
  }
}

function routeOf(req: Request): string {
  const route = req.route as { readonly path?: unknown } | undefined
  if (typeof route?.path !== 'string') return 'unmatched'
  // Routers take any case: what the caller wrote must not come through.
  return `${req.baseUrl.toLowerCase()}${route.path}`
}
