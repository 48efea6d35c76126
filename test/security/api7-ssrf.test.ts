/** OWASP API7:2023 Server Side Request Forgery: no address of a caller's is ever called. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readConfig } from '../../src/config.js'
import { ConfigError } from '../../src/errors.js'
import { serveConversations, type RealService } from '../support/real-service.js'

/** Ways by which a program of Node calls an address; mail goes by nodemailer, whose server is a setting. */
const CALLS =
  /\bfetch\(|= fetch\b|import \{[^}]*\b(?:request|get|connect)\b[^}]*\} from 'node:(?:https?|net|tls)'/

const ADDRESSES = [
  'http://169.254.169.254/latest/meta-data/',
  'http://127.0.0.1:3000/readyz',
  'http://[::1]/',
  'file:///etc/passwd',
  'gopher://localhost:25/',
  'https://evil.example/?q=',
]

describe('what a patient writes', () => {
  const realFetch = globalThis.fetch
  const called: string[] = []
  let served: RealService
  beforeAll(async () => {
    // The bot itself is pure: test/architecture.test.ts lets it call nothing.
    served = await serveConversations()
    globalThis.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : String(input)
      if (!url.startsWith(served.url)) called.push(url)
      return realFetch(input, init)
    }
  })
  afterAll(async () => {
    globalThis.fetch = realFetch
    await served.stop()
  })

  test.each(ADDRESSES)('is never called: %s', async (address) => {
    const { path, token } = await served.patient(address)
    for (const [n, text] of [`read ${address} for me`, `call me back at ${address}`].entries()) {
      const answer = await served.call('POST', `${path}/messages`, {
        token,
        body: { id: `n${n}`, text },
      })
      expect(answer.status).toBe(200)
      // Nor is it handed to the patient's own browser as a link.
      expect(answer.text).not.toContain(`"url":"${address}`)
    }
    expect(called).toEqual([])
  })
})

describe('the addresses that are called', () => {
  test.each([
    'http://169.254.169.254/',
    'http://10.0.0.5/requests',
    'ftp://clinic.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'not an address',
  ])('are of the settings, and not %s', (HANDOFF_WEBHOOK_URL) => {
    const settings = { HANDOFF_WEBHOOK_URL, HANDOFF_WEBHOOK_SECRET: 'x'.repeat(16) }
    expect(() => readConfig(settings)).toThrow(ConfigError)
  })

  test('are called in two places only, and neither follows a redirect', () => {
    const callers = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith('widget/'))
      .map((name) => ({ name, text: readFileSync(`src/${name}`, 'utf8') }))
      .filter(({ text }) => CALLS.test(text))
    expect(callers.map(({ name }) => name).toSorted()).toEqual([
      'channels/post-once.ts',
      'server/handoff-webhook.ts',
    ])
    for (const { name, text } of callers)
      expect([name, /redirect: '(?:error|manual)'/.test(text)]).toEqual([name, true])
  })
})
