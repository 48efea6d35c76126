import { createPrivateKey, sign } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import type { RawRequest } from '../../src/channels/sms-channel.js'
import { createTelnyxChannel } from '../../src/channels/telnyx.js'
import { ConfigError } from '../../src/errors.js'
import { describeSmsChannel } from './sms-contract.js'

/** RFC 8032, 7.1, test 1. */
const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'
const PUBLIC_KEY = '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='
const PKCS8 = '302e020100300506032b657004220420'
const key = createPrivateKey({
  key: Buffer.from(PKCS8 + SEED, 'hex'),
  format: 'der',
  type: 'pkcs8',
})

const NOW = new Date('2026-01-01T12:00:00.000Z')
const OPTIONS = {
  apiKey: 'telnyx-test-key',
  publicKey: PUBLIC_KEY,
  from: '+15550006789',
  publicUrl: 'https://bot.clinic.example',
  clock: () => NOW,
}
const ID = '84cca175-9755-4859-b67f-4730d7f58aa3'

function signed(content: unknown, at = NOW): RawRequest {
  const body = typeof content === 'string' ? content : JSON.stringify(content)
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = sign(null, Buffer.from(`${timestamp}|${body}`), key).toString('base64')
  const headers = { 'telnyx-timestamp': timestamp, 'telnyx-signature-ed25519': signature }
  return { method: 'POST', path: '/sms/telnyx', headers, body }
}

function received(over: object): RawRequest {
  const from = { phone_number: '+12125550123' }
  const to = [{ phone_number: '+15550006789' }]
  const payload = { id: ID, from, to, text: 'secret', ...over }
  return signed({ data: { event_type: 'message.received', payload } })
}

function error(status: number, code?: string, headers: Record<string, string> = {}) {
  return () => Response.json({ errors: code === undefined ? [] : [{ code }] }, { status, headers })
}

function taken(status = 'queued') {
  return () => Response.json({ data: { id: ID, to: [{ phone_number: 'x', status }] } })
}

describeSmsChannel({
  name: 'telnyx',
  create: (over = {}) => createTelnyxChannel({ ...OPTIONS, ...over }),
  signatureHeader: 'telnyx-signature-ed25519',
  inbound: ({ messageId = ID, from = '+12125550123', to = '+15550006789', text = '' }) =>
    received({ id: messageId, from: { phone_number: from }, to: [{ phone_number: to }], text }),
  impossible: {
    'no JSON': [signed('secret'), 'BODY_UNREADABLE'],
    'JSON without an event': [signed({ data: {} }), 'BODY_UNREADABLE'],
    null: [signed('null'), 'BODY_UNREADABLE'],
    'a list of texts': [received({ text: ['secret', 'STOP'] }), 'PARAMETER_NOT_TEXT'],
    'a list of senders': [received({ from: [{ phone_number: '+12125550123' }] }), 'SENDER_WRONG'],
    'a sender that is a number': [
      received({ from: { phone_number: 12125550123 } }),
      'SENDER_WRONG',
    ],
    'no sender': [received({ from: undefined }), 'SENDER_WRONG'],
    'no receiver': [received({ to: [] }), 'RECEIVER_WRONG'],
    'no id': [received({ id: undefined }), 'MESSAGE_ID_MISSING'],
  },
  answers: {
    accepted: [taken(), { kind: 'accepted', providerId: ID, state: 'queued' }],
    'in a state yet unknown': [
      taken('pondering'),
      { kind: 'accepted', providerId: ID, state: 'queued' },
    ],
    'taken, with half an answer': [() => new Response('{"data":{"id'), { kind: 'unknown' }],
    'opted out': [error(403, '40300'), { kind: 'optedOut', code: '40300' }],
    'not a number': [error(400, '40310'), { kind: 'refused', code: '40310' }],
    'not our number': [error(400, '40305'), { kind: 'refused', code: 'CONFIG_40305' }],
    'a wrong key': [error(401, '10009'), { kind: 'refused', code: 'CONFIG_10009' }],
    'forbidden, without a word': [error(403), { kind: 'refused', code: 'CONFIG_HTTP_403' }],
    'too many, wait': [
      error(429, '10011', { 'Retry-After': '7' }),
      { kind: 'later', afterSeconds: 7 },
    ],
    'too many': [error(429, '10011'), { kind: 'later' }],
    'an error of the server': [error(500, '10007'), { kind: 'unknown' }],
    'a gateway out of patience': [error(504), { kind: 'unknown' }],
  },
  sentAs: async (request) => {
    const { to, text } = (await request.json()) as { to: string; text: string }
    return { to, text }
  },
})

describe('createTelnyxChannel', () => {
  const channel = createTelnyxChannel(OPTIONS)

  test.each([
    [0, true],
    [299, true],
    [-299, true],
    [301, false],
    [-301, false],
  ])('believes a webhook that is %d s old: %p', (seconds, isBelieved) => {
    const request = signed({}, new Date(NOW.getTime() - seconds * 1000))
    expect(channel.verify(request)).toBe(isBelieved)
  })

  test('believes no other time than the signed one', () => {
    const request = signed({})
    for (const timestamp of [undefined, '', 'x', '1767268801', '1767268800 ', '-1']) {
      const headers = { ...request.headers, 'telnyx-timestamp': timestamp }
      expect(channel.verify({ ...request, headers })).toBe(false)
    }
  })

  test('says nothing of events that it does not know', () => {
    const request = signed({ data: { event_type: 'number_order.complete', payload: {} } })
    expect(channel.parse(request)).toEqual([])
    expect(channel.parseStatus(request)).toEqual([])
  })

  test.each(['', 'abc', 'nonsense'.repeat(8)])('refuses the public key %j', (publicKey) => {
    expect(() => createTelnyxChannel({ ...OPTIONS, publicKey })).toThrow(ConfigError)
  })
})
