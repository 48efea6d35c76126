/** Checked against Twilio's own package. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import twilioWebhooks from 'twilio/lib/webhooks/webhooks.js'
import {
  isSignedBody,
  isSignedByTwilio,
  twilioSignature,
} from '../../src/channels/twilio-signature.js'

const { getExpectedTwilioSignature, getExpectedBodyHash, validateRequest } = twilioWebhooks

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('+', 'a+b', ' ', '%2B', '&', '=', '\ufeffa', '\r\n', '🦴', 'é', 'e\u0301'),
)
const anyName = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }).filter((name) => name !== '__proto__'),
  fc.constantFrom(
    'Body',
    'From',
    'body',
    'To',
    'MediaUrl0',
    'MediaUrl10',
    'MediaUrl2',
    'Ä',
    '🦴',
    '9',
  ),
)
const anyParams = fc.dictionary(anyName, anyText, { maxKeys: 8, noNullPrototype: true })

const anyUrl = fc
  .record({
    scheme: fc.constantFrom('https', 'http', 'HTTPS'),
    user: fc.constantFrom('', 'me@', 'me:pass@', 'me:p%40ss@', 'a@b:c@'),
    host: fc.constantFrom(
      'bot.clinic.example',
      'bücher.example',
      '10.0.0.1',
      '[2001:db8::1]',
      'Bot.Example',
    ),
    port: fc.constantFrom('', ':443', ':80', ':8443'),
    path: fc.constantFrom('', '/', '/sms/twilio', '/a:1/b@c', '/schön/🦴', '/%7Ea', "/it's"),
    query: fc.oneof(
      fc.constantFrom('', '?', '?a=b', '?a=1&a=2', "?who=it's", '?a=b+c', '?a=%20', '?n=Zürich🦴'),
      fc
        .string({ unit: 'grapheme', maxLength: 12 })
        .map((text) => `?q=${encodeURIComponent(text)}`),
    ),
  })
  .map(
    ({ scheme, user, host, port, path, query }) =>
      `${scheme}://${user}${host}${port}${path}${query}`,
  )

function contentOf(url: string, params: Readonly<Record<string, string>>) {
  return { url, params: new Map(Object.entries(params)) }
}

describe('twilioSignature', () => {
  test("is the one of Twilio's documentation", () => {
    // https://www.twilio.com/docs/usage/webhooks/webhooks-security
    const params = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+12349013030',
      Digits: '1234',
      From: '+12349013030',
      To: '+18005551212',
    }
    const content = contentOf('https://mycompany.com/myapp.php?foo=1&bar=2', params)
    expect(twilioSignature(content, '12345')).toBe('0/KCTR6DLpKmkAf8muzZqo1nDgQ=')
  })

  test("is always the one of Twilio's package", () => {
    fc.assert(
      fc.property(anyUrl, anyParams, anyText, (url, params, token) => {
        const expected = getExpectedTwilioSignature(token, url, params)
        expect(twilioSignature(contentOf(url, params), token)).toBe(expected)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('isSignedByTwilio', () => {
  test("believes what Twilio's package signs, and its package believes what we do", () => {
    fc.assert(
      fc.property(anyUrl, anyParams, (url, params) => {
        const signature = getExpectedTwilioSignature('token', url, params)
        expect(isSignedByTwilio(contentOf(url, params), signature, 'token')).toBe(true)
        const ours = twilioSignature(contentOf(url, params), 'token')
        expect(validateRequest('token', ours, url, params)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test("is of one mind with Twilio's package where the port, the encoding, or anything else differs", () => {
    const anyChange = fc.constantFrom<(url: string) => string>(
      (url) => url.replace(/:(443|80|8443)(?=[/?]|$)/, ''),
      (url) => url.replace(/(example|10\.0\.0\.1|\])(?=[/?]|$)/i, '$1:443'),
      (url) => url.replace(/(example|10\.0\.0\.1|\])(?=[/?]|$)/i, '$1:80'),
      (url) => url.replace(/(example|10\.0\.0\.1|\])(?=[/?]|$)/i, '$1:9999'),
      (url) => new URL(url).href,
      (url) => `${url}x`,
      (url) => url.replace('https', 'http'),
      (url) => url.replace('clinic', 'evil'),
    )
    let believed = 0
    fc.assert(
      fc.property(anyUrl, anyParams, anyChange, (url, params, change) => {
        const signature = getExpectedTwilioSignature('token', change(url), params)
        const expected = validateRequest('token', signature, url, params)
        believed += expected ? 1 : 0
        expect(isSignedByTwilio(contentOf(url, params), signature, 'token')).toBe(expected)
      }),
      { numRuns: 1000 },
    )
    // The test says nothing unless both answers came up.
    expect(believed).toBeGreaterThan(100)
    expect(believed).toBeLessThan(900)
  })

  test('believes no other token, parameter or signature', () => {
    const content = contentOf('https://bot.clinic.example/sms/twilio', { Body: 'a', From: 'b' })
    const signature = twilioSignature(content, 'token')
    expect(isSignedByTwilio(content, signature, 'other')).toBe(false)
    expect(isSignedByTwilio(content, '', 'token')).toBe(false)
    const more = new Map([...content.params, ['To', 'c']])
    expect(isSignedByTwilio({ ...content, params: more }, signature, 'token')).toBe(false)
  })

  test('believes nothing for a URL that is none, and does not throw', () => {
    expect(isSignedByTwilio(contentOf('nowhere', {}), 'x', 'token')).toBe(false)
  })
})

describe('isSignedBody', () => {
  test("believes the hash that Twilio's package takes, and no other", () => {
    fc.assert(
      fc.property(anyText, anyText, (body, other) => {
        const path = `/sms/twilio?a=b&bodySHA256=${getExpectedBodyHash(body)}`
        expect(isSignedBody(path, body)).toBe(true)
        expect(isSignedBody(path, other)).toBe(other === body)
      }),
    )
    expect(isSignedBody('/sms/twilio', '')).toBe(false)
  })
})
