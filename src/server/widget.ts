/** Serves the chat widget to the pages of any clinic, and a page to try it on. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Router } from 'express'
import { ConfigError } from '../errors.js'
import { isErrorWithCode } from '../store/durable-file.js'
import { onlyMethods } from './api.js'
import { demoCss, demoHtml, demoScript } from './widget-demo.js'

/** So that a clinic's pages have a new version within minutes, without a new address for it. */
const KEPT_BY_BROWSERS = 'public, max-age=300, must-revalidate'

/** For the page that shows the widget: just what docs/widget.md tells clinics to allow. */
const DEMO_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Makes the routes `/widget.js` and `/demo` with its style sheet and its script. */
export function widgetRoutes(file: string): Router {
  const script = readWidget(file)
  const etag = `"${createHash('sha256').update(script).digest('base64url').slice(0, 27)}"`
  const routes = Router()
  routes
    .route('/widget.js')
    .get((req, res) => {
      res.set({
        'Cache-Control': KEPT_BY_BROWSERS,
        // Pages of other origins load it: that is what it is for.
        'Cross-Origin-Resource-Policy': 'cross-origin',
        ETag: etag,
      })
      if (req.get('if-none-match') === etag) return void res.status(304).end()
      res.type('text/javascript').send(script)
    })
    .all(onlyMethods('GET, HEAD'))
  routes
    .route('/demo')
    .get((_req, res) => {
      res.set('Content-Security-Policy', DEMO_POLICY).type('html').send(demoHtml)
    })
    .all(onlyMethods('GET, HEAD'))
  const files = {
    '/demo.css': ['css', demoCss],
    '/demo.js': ['text/javascript', demoScript],
  } as const
  for (const [path, [type, text]] of Object.entries(files)) {
    routes
      .route(path)
      .get((_req, res) => void res.type(type).send(text))
      .all(onlyMethods('GET, HEAD'))
  }
  return routes
}

/** @throws {ConfigError} when the widget was not bundled. */
function readWidget(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    if (!isErrorWithCode(error, 'ENOENT')) throw error
    throw new ConfigError('the chat widget is not built', 'run: npm run build')
  }
}
