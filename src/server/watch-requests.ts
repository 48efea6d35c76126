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
    const routeTaken = watchRoute(req)
    res.once('close', () => {
      tell({
        method: req.method,
        route: routeTaken(),
        status: res.statusCode,
        durationMs: performance.now() - startMs,
        isAborted: !res.writableFinished,
      })
    })
    next()
  }
}

/** Sees the route at the moment it is taken: a router that has failed no longer says where it was mounted. */
function watchRoute(req: Request): () => string {
  let route: unknown
  let name = 'unmatched'
  Object.defineProperty(req, 'route', {
    get: () => route,
    set: (taken: unknown) => {
      route = taken
      const { path } = taken as { readonly path?: unknown }
      // Routers take any case: what the caller wrote must not come through.
      if (typeof path === 'string') name = `${req.baseUrl.toLowerCase()}${path}`
    },
    configurable: true,
    enumerable: true,
  })
  return () => name
}
