/** What is settled before any route: security headers, and whose pages may call us. */
import type { Request, RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from '../config.js'
import { RequestError } from '../errors.js'

/** Sets the security headers of every response; what a patient sees is never kept by a cache. */
export function securityHeaders(): readonly RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          styleSrc: ["'self'"],
          formAction: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
      frameguard: { action: 'deny' },
      // The clinic's other subdomains are not ours to speak for.
      strictTransportSecurity: { includeSubDomains: false },
      // Not no-referrer: under that, browsers send our own forms with `Origin: null`.
      referrerPolicy: { policy: 'same-origin' },
    }),
    (_req, res, next) => {
      res.set('Cache-Control', 'no-store')
      next()
    },
  ]
}

type Origins = Pick<Config, 'publicUrl' | 'allowedOrigins'>

/** Refuses pages of unknown origins; answers CORS for the known ones. A request without an Origin is no page's. */
export function checkOrigin(config: Origins): RequestHandler {
  return (req, res, next) => {
    res.vary('Origin')
    const origin = req.get('origin')
    if (origin === undefined || isOurs(req, config)) return next()
    if (!config.allowedOrigins.includes(origin)) throw refused()
    res.set({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Expose-Headers': 'Retry-After',
    })
    if (req.method !== 'OPTIONS' || !req.get('access-control-request-method')) return next()
    res.set({
      'Access-Control-Allow-Methods': 'GET, POST, DELETE',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type',
      'Access-Control-Max-Age': '600',
    })
    res.status(204).end()
  }
}

/** Lets only our own pages send a form: the cookie goes along by itself, so this is what stops forged ones. */
export function sameOriginOnly(config: Origins): RequestHandler {
  return (req, _res, next) => {
    const isForeign = req.get('origin') !== undefined && !isOurs(req, config)
    const site = req.get('sec-fetch-site')
    if (isForeign || site === 'cross-site' || site === 'same-site') throw refused()
    next()
  }
}

function isOurs(req: Request, config: Origins): boolean {
  const origin = req.get('origin') ?? ''
  if (origin === new URL(config.publicUrl).origin) return true
  // The same server under another of its names, such as 127.0.0.1 for localhost.
  return URL.canParse(origin) && new URL(origin).host === req.get('host')
}

function refused(): RequestError {
  return new RequestError('ORIGIN_REFUSED', 'pages of this origin may not call this service')
}
