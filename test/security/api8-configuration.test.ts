/** OWASP API8:2023 Security Misconfiguration. */
import { request as rawRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { storeDown } from '../support/fake-conversations.js'
import { serve, type Served } from '../support/app.js'

const CLINIC = 'https://clinic.example'
let served: Served
beforeAll(async () => {
  served = await serve({ ALLOWED_ORIGINS: CLINIC, PUBLIC_URL: 'https://bot.example' })
})
afterAll(() => served.stop())

const get = (path: string, init: RequestInit = {}) => fetch(served.url + path, init)

/** Every kind of answer that there is. */
const ANSWERS: readonly (readonly [string, string, RequestInit?])[] = [
  ['the page', '/'],
  ['the widget', '/widget.js'],
  ['the page to try it on', '/demo'],
  ['the API', '/api/v1/welcome'],
  ['its description', '/api/v1/openapi.json'],
  ['health', '/healthz'],
  ['readiness', '/readyz'],
  ['an unknown path', '/.env'],
  ['an unknown path of the API', '/api/v1/admin'],
  ['a method that is not served', '/api/v1/welcome', { method: 'PUT' }],
  ['a refused token', '/api/v1/clinic/handoffs'],
  ['a body that cannot be read', '/api/v1/conversations', { method: 'POST', body: '{' }],
  ['a page that may not call', '/api/v1/welcome', { headers: { origin: 'https://evil.example' } }],
  ['a path that cannot be decoded', '/s/%E0%A4%A'],
]

test.each(ANSWERS.map(([name, path, init]) => ({ name, path, init })))(
  '$name bears the security headers, and says nothing of our inside',
  async ({ path, init }) => {
    const answer = await get(path, init)
    const { headers } = answer
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/)
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|http:/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/)
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    for (const name of ['x-powered-by', 'server', 'via']) expect(headers.get(name)).toBeNull()
    expect(headers.get('cache-control')).toMatch(path === '/widget.js' ? /max-age=300/ : /no-store/)
    expect(await answer.text()).not.toMatch(/ {4}at |node_modules|express|\/src\/|ENOENT/)
  },
)

describe('pages of other origins', () => {
  test.each([
    'https://evil.example',
    'null',
    'https://clinic.example.evil.example',
    'http://clinic.example',
    'https://CLINIC.example:444',
  ])('%s may not call', async (origin) => {
    const asked = { origin, 'access-control-request-method': 'POST' }
    for (const init of [{ headers: { origin } }, { method: 'OPTIONS', headers: asked }]) {
      const answer = await get('/api/v1/conversations', init)
      expect(answer.status).toBe(403)
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  test('a clinic’s may, by name, without a cookie', async () => {
    const answer = await get('/api/v1/welcome', { headers: { origin: CLINIC } })
    expect(answer.headers.get('access-control-allow-origin')).toBe(CLINIC)
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expect(answer.headers.get('vary')).toMatch(/origin/i)
  })
})

test.each(['TRACE', 'TRACK', 'CONNECT', 'PROPFIND', 'PUT'])(
  '%s is served nowhere',
  async (method) => {
    for (const path of ['/', '/api/v1/conversations', '/api/v1/clinic/handoffs', '/healthz']) {
      const status = await new Promise<number>((resolve) => {
        const sent = rawRequest(served.url + path, { method }, (res) => {
          res.resume()
          resolve(res.statusCode ?? 0)
        })
        // CONNECT is answered by closing the line.
        sent
          .on('error', () => resolve(405))
          .on('connect', (res) => resolve(res.statusCode ?? 0))
          .end()
      })
      expect([400, 405]).toContain(status)
    }
  },
)

test('a fault of ours says that there was one, and no more', async () => {
  const broken = await serve()
  for (const error of [storeDown(), new TypeError('cannot read "my hip" of /srv/secret.js')]) {
    broken.conversations.failWith(error)
    const answer = await broken.call('GET', '/conversations/x/messages', { token: 'x' })
    expect([500, 503]).toContain(answer.status)
    expect(answer.text).not.toMatch(/secret|hip|TypeError|disk/)
  }
  await broken.stop()
})
