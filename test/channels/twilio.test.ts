import { describe, expect, test } from '@jest/globals'
import twilioWebhooks from 'twilio/lib/webhooks/webhooks.js'
import { isConfigurationFault } from '../../src/channels/refusal.js'
import type { RawRequest } from '../../src/channels/sms-channel.js'
import { createTwilioChannel } from '../../src/channels/twilio.js'
import { ConfigError } from '../../src/errors.js'
import { describeSmsChannel, recordedWebhooks } from './sms-contract.js'

const OPTIONS = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: 'twilio-test-token',
  from: '+15550006789',
  publicUrl: 'https://bot.clinic.example/',
}
const SID = 'SM00000000000000000000000000000001'

/** A form signed as if it had come from Twilio, even if Twilio would never send it. */
function signed(
  params: Readonly<Record<string, string | readonly string[]>>,
  path = '/sms/twilio',
): RawRequest {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
  const url = `https://bot.clinic.example${path}`
  const signature = twilioWebhooks.getExpectedTwilioSignature(OPTIONS.authToken, url, params)
  return {
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': signature,
    },
    body: new URLSearchParams(pairs).toString(),
  }
}

const GOOD = { MessageSid: SID, From: '+12125550123', To: '+15550006789', Body: 'secret' }

function error(status: number, code?: number, headers: Record<string, string> = {}) {
  return () =>
    Response.json(code === undefined ? {} : { code, status, message: 'x' }, { status, headers })
}

function created(over: object = {}) {
  return () =>
    Response.json({ sid: SID, status: 'queued', error_code: null, ...over }, { status: 201 })
}

describeSmsChannel({
  name: 'twilio',
  create: (over = {}) => createTwilioChannel({ ...OPTIONS, ...over }),
  signatureHeader: 'x-twilio-signature',
  inbound: ({ messageId = SID, from = GOOD.From, to = GOOD.To, text = '' }) =>
    signed({ MessageSid: messageId, From: from, To: to, Body: text }),
  impossible: {
    'a text given twice': [signed({ ...GOOD, Body: ['secret', 'STOP'] }), 'PARAMETER_REPEATED'],
    'the same text twice': [signed({ ...GOOD, Body: ['secret', 'secret'] }), 'PARAMETER_REPEATED'],
    'a sender in brackets': [signed({ ...GOOD, 'From[]': '+12125550199' }), 'PARAMETER_NOT_TEXT'],
    'a sender with a property': [signed({ ...GOOD, 'From[a]': 'x' }), 'PARAMETER_NOT_TEXT'],
    'no sender': [signed({ MessageSid: SID, To: GOOD.To, Body: 'secret' }), 'SENDER_WRONG'],
    'no receiver': [signed({ MessageSid: SID, From: GOOD.From, Body: 'secret' }), 'RECEIVER_WRONG'],
    'no id': [signed({ From: GOOD.From, To: GOOD.To }), 'MESSAGE_ID_MISSING'],
    'an empty body': [signed({}), 'SENDER_WRONG'],
  },
  answers: {
    accepted: [created(), { kind: 'accepted', providerId: SID, state: 'queued' }],
    'accepted by a messaging service': [
      created({ status: 'accepted' }),
      { kind: 'accepted', providerId: SID, state: 'queued' },
    ],
    'in a state yet unknown': [
      created({ status: 'pondering' }),
      { kind: 'accepted', providerId: SID, state: 'queued' },
    ],
    'taken, but opted out': [
      created({ status: 'failed', error_code: 21610 }),
      { kind: 'optedOut', code: '21610' },
    ],
    'taken, with half an answer': [
      () => new Response('{"sid":"SM', { status: 201 }),
      { kind: 'unknown' },
    ],
    'opted out': [error(400, 21610), { kind: 'optedOut', code: '21610' }],
    'not a number': [error(400, 21211), { kind: 'refused', code: '21211' }],
    'a landline': [error(400, 21614), { kind: 'refused', code: '21614' }],
    'a country that is not enabled': [error(400, 21408), { kind: 'refused', code: '21408' }],
    'not our number': [error(400, 21606), { kind: 'refused', code: 'CONFIG_21606' }],
    'a wrong token': [error(401, 20003), { kind: 'refused', code: 'CONFIG_20003' }],
    'forbidden, without a word': [error(403), { kind: 'refused', code: 'CONFIG_HTTP_403' }],
    'no such account': [error(404, 20404), { kind: 'refused', code: 'CONFIG_20404' }],
    'moved elsewhere': [error(307), { kind: 'refused', code: 'CONFIG_HTTP_307' }],
    'too many, wait': [
      error(429, 20429, { 'Retry-After': '7' }),
      { kind: 'later', afterSeconds: 7 },
    ],
    'too many, wait until a date': [
      error(429, 20429, { 'Retry-After': 'Fri, 02 Jan 2026 08:00:00 GMT' }),
      { kind: 'later' },
    ],
    'too many': [error(429), { kind: 'later' }],
    'a full queue': [error(400, 21611), { kind: 'later' }],
    unavailable: [error(503, 20503), { kind: 'later' }],
    'a gateway without a server': [error(503), { kind: 'unknown' }],
    'a gateway out of patience': [error(504), { kind: 'unknown' }],
    'an error of the server': [error(500, 20500), { kind: 'unknown' }],
  },
  sentAs: async (request) => {
    const form = new URLSearchParams(await request.text())
    return { to: form.get('To') ?? '', text: form.get('Body') ?? '' }
  },
})

describe('createTwilioChannel', () => {
  const channel = createTwilioChannel(OPTIONS)

  test('signs nothing for another public URL', () => {
    const other = createTwilioChannel({ ...OPTIONS, publicUrl: 'https://bot.other.example' })
    for (const [, { request }] of recordedWebhooks('twilio')) {
      expect(other.verify(request)).toBe(false)
    }
  })

  test('reads the path behind a public URL that has one', () => {
    const inside = createTwilioChannel({ ...OPTIONS, publicUrl: 'https://bot.clinic.example/sms' })
    const request = signed(GOOD)
    expect(inside.verify({ ...request, path: '/twilio' })).toBe(true)
    expect(inside.verify(request)).toBe(false)
  })

  test('believes a repeated or bracketed parameter nothing, though the signature fits', () => {
    expect(channel.verify(signed({ ...GOOD, Body: ['a', 'b'] }))).toBe(false)
    expect(channel.verify(signed({ ...GOOD, 'Body[]': 'b' }))).toBe(false)
  })

  test('believes a JSON body just when the signed URL names its hash', () => {
    const body = '{"a":"é"}'
    const path = `/sms/twilio?bodySHA256=${twilioWebhooks.getExpectedBodyHash(body)}`
    const json: RawRequest = { ...signed({}, path), body }
    const request = { ...json, headers: { ...json.headers, 'content-type': 'application/json' } }
    expect(channel.verify(request)).toBe(true)
    expect(channel.verify({ ...request, body: '{"a":"b"}' })).toBe(false)
    const unhashed = {
      ...signed({}),
      body,
      headers: { ...signed({}).headers, 'content-type': 'application/json' },
    }
    expect(channel.verify(unhashed)).toBe(false)
  })

  test('sends from a number or from a messaging service, and asks for callbacks', async () => {
    const forms: URLSearchParams[] = []
    const call: typeof fetch = (_, init) => {
      forms.push(new URLSearchParams(init?.body as string))
      return Promise.resolve(created()())
    }
    const message = { to: GOOD.From, text: 'Hello', key: 'k' }
    await createTwilioChannel({ ...OPTIONS, fetch: call }).send(message)
    const from = 'MG00000000000000000000000000000001'
    await createTwilioChannel({ ...OPTIONS, from, statusPath: '/sms/x', fetch: call }).send(message)
    expect(forms.map((form) => Object.fromEntries(form))).toMatchObject([
      { From: OPTIONS.from, StatusCallback: 'https://bot.clinic.example/sms/twilio/status' },
      { MessagingServiceSid: from, StatusCallback: 'https://bot.clinic.example/sms/x' },
    ])
  })

  test('tells a fault of the settings from one of the number', async () => {
    const codes = [error(401, 20003), error(404), error(400, 21659), error(400, 21211)].map(
      async (answer) => {
        const send = createTwilioChannel({
          ...OPTIONS,
          fetch: () => Promise.resolve(answer()),
        }).send
        const result = await send({ to: GOOD.From, text: 'Hello', key: 'k' })
        return result.kind === 'refused' && isConfigurationFault(result.code)
      },
    )
    expect(await Promise.all(codes)).toEqual([true, true, true, false])
  })

  test('counts an opt-out whatever the state is called', () => {
    const params = { ...GOOD, MessageStatus: 'pondering' }
    expect(channel.parseStatus(signed(params))).toEqual([])
    expect(channel.parseStatus(signed({ ...params, ErrorCode: '21610' }))).toEqual([
      { providerId: SID, state: 'failed', code: '21610', isOptedOut: true },
    ])
  })

  test('keeps no code that is none', () => {
    const params = { ...GOOD, MessageStatus: 'failed', ErrorCode: '<b>' }
    expect(channel.parseStatus(signed(params))).toEqual([
      { providerId: SID, state: 'failed', isOptedOut: false },
    ])
  })

  test.each(['', 'bot.clinic.example', 'ftp://bot.clinic.example', 'https://x.example/?a=b'])(
    'refuses the public URL %j',
    (publicUrl) => {
      expect(() => createTwilioChannel({ ...OPTIONS, publicUrl })).toThrow(ConfigError)
    },
  )
})
