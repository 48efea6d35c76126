/** The channel and the simulated Twilio, over real sockets in both directions. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { InboundSms, SmsChannel, StatusUpdate } from '../../src/channels/sms-channel.js'
import { createTwilioChannel } from '../../src/channels/twilio.js'
import {
  BAD_NUMBER,
  OPTED_OUT,
  SERVER_ERROR,
  startSimulatedTwilio,
  tooMany,
  UNAVAILABLE,
  type SimulatedTwilio,
} from '../support/simulated-twilio.js'

const ACCOUNT = { accountSid: 'AC00000000000000000000000000000001', authToken: 'twilio-test-token' }
const PUBLIC_URL = 'https://bot.clinic.example'
const PATIENT = '+12125550123'

let twilio: SimulatedTwilio
let channel: SmsChannel
let bot: Server
const heard: InboundSms[] = []
const updates: StatusUpdate[] = []

/** The least server that a channel can stand in. */
function startBot(): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = request.headers as Record<string, string | undefined>
      const body = Buffer.concat(chunks).toString('utf8')
      const raw = { method: request.method ?? '', path: request.url ?? '', headers, body }
      if (!channel.verify(raw)) return response.writeHead(403).end()
      const messages = channel.parse(raw)
      heard.push(...messages)
      updates.push(...channel.parseStatus(raw))
      const [message] = messages
      const answer = channel.acknowledge(message === undefined ? [] : [`You said: ${message.text}`])
      return response
        .writeHead(answer.status, { 'Content-Type': answer.contentType })
        .end(answer.body)
    })
  })
}

beforeEach(async () => {
  heard.length = 0
  updates.length = 0
  bot = startBot().listen(0, '127.0.0.1')
  await once(bot, 'listening')
  const { port } = bot.address() as AddressInfo
  twilio = await startSimulatedTwilio({
    ...ACCOUNT,
    webhookUrl: `${PUBLIC_URL}/sms/twilio`,
    deliverTo: (url) => url.replace(PUBLIC_URL, `http://127.0.0.1:${port}`),
    keepsOptOuts: true,
  })
  channel = createTwilioChannel({
    ...ACCOUNT,
    from: '+15550006789',
    publicUrl: PUBLIC_URL,
    apiBaseUrl: twilio.url,
    timeoutMs: 500,
  })
})

afterEach(async () => {
  bot.closeAllConnections()
  bot.close()
  await twilio.close()
})

function send(text = 'Your reminder.') {
  return channel.send({ to: PATIENT, text, key: 'k' })
}

describe('sending', () => {
  test('gives each message an id, and Twilio remembers it as it was', async () => {
    const text = 'A + B & C “quoted” 🦴\nline'
    const results = [await send(text), await send()]
    expect(twilio.messages.map(({ to, text }) => [to, text])).toEqual([
      [PATIENT, text],
      [PATIENT, 'Your reminder.'],
    ])
    expect(results).toEqual(
      twilio.messages.map(({ sid }) => ({ kind: 'accepted', providerId: sid, state: 'queued' })),
    )
  })

  test.each([
    ['an opt-out', OPTED_OUT, { kind: 'optedOut', code: '21610' }],
    ['a wrong number', BAD_NUMBER, { kind: 'refused', code: '21211' }],
    ['too many', tooMany(3), { kind: 'later', afterSeconds: 3 }],
    ['no service', UNAVAILABLE, { kind: 'later' }],
    ['an error', SERVER_ERROR, { kind: 'unknown' }],
    ['a hang-up before', { kind: 'dropBeforeAccepting' }, { kind: 'unknown' }],
  ] as const)(
    'on %s, nothing was taken and the next goes through',
    async (_, behaviour, result) => {
      twilio.next(behaviour)
      expect(await send()).toEqual(result)
      expect(twilio.messages).toHaveLength(0)
      expect(await send()).toMatchObject({ kind: 'accepted' })
      expect(twilio.messages).toHaveLength(1)
      expect(twilio.requests).toHaveLength(2)
    },
  )

  test.each([
    ['a hang-up after accepting', { kind: 'dropAfterAccepting' }],
    ['an error after accepting', { kind: 'failAfterAccepting' }],
    ['an answer that comes too late', { kind: 'accept', delayMs: 1_000 }],
  ] as const)('on %s, it is not known, and was asked only once', async (_, behaviour) => {
    twilio.next(behaviour)
    expect(await send()).toEqual({ kind: 'unknown' })
    expect(twilio.messages).toHaveLength(1)
    expect(twilio.requests).toHaveLength(1)
  })

  test('may be tried again when nobody listens', async () => {
    const nobody = await startSimulatedTwilio(ACCOUNT)
    await nobody.close()
    const options = { ...ACCOUNT, from: '+15550006789', publicUrl: PUBLIC_URL }
    const lost = createTwilioChannel({ ...options, apiBaseUrl: nobody.url })
    expect(await lost.send({ to: PATIENT, text: 'x', key: 'k' })).toEqual({ kind: 'later' })
  })

  test.each([
    [{ authToken: 'wrong' }, 'CONFIG_20003'],
    [{ accountSid: 'AC9' }, 'CONFIG_20003'],
  ])('with %j is refused as a fault of the settings', async (wrong, code) => {
    const options = { ...ACCOUNT, from: '+15550006789', publicUrl: PUBLIC_URL, ...wrong }
    const other = createTwilioChannel({ ...options, apiBaseUrl: twilio.url })
    const result = await other.send({ to: PATIENT, text: 'x', key: 'k' })
    expect(result).toEqual({ kind: 'refused', code })
    expect(twilio.requests).toHaveLength(0)
  })
})

describe('receiving', () => {
  test('answers in the same response', async () => {
    const text = 'Is 1 + 1 < 3 & "safe"? 🦴'
    const answer = await twilio.receive({ from: PATIENT, text })
    expect(answer).toMatchObject({ status: 200, texts: [`You said: ${text}`] })
    expect(answer.contentType).toBe('text/xml; charset=utf-8')
    expect(heard).toMatchObject([{ from: PATIENT, to: '+15550006789', text }])
  })

  test('posts a message again under its old id, and any other under a new one', async () => {
    await twilio.receive({ from: PATIENT, text: 'a' })
    await twilio.receive({ from: PATIENT, text: 'a', sid: heard[0]!.messageId })
    await twilio.receive({ from: PATIENT, text: 'b' })
    const ids = heard.map(({ messageId }) => messageId)
    expect(ids[1]).toBe(ids[0])
    expect(ids[2]).not.toBe(ids[0])
  })

  test('is told how a delivery goes', async () => {
    await send()
    const message = twilio.messages[0]!
    await twilio.report(message, { status: 'sent' })
    const answer = await twilio.report(message, { status: 'undelivered', errorCode: 30003 })
    expect(answer).toMatchObject({ status: 200, texts: [] })
    expect(updates).toEqual([
      { providerId: message.sid, state: 'sent', isOptedOut: false },
      { providerId: message.sid, state: 'undelivered', code: '30003', isOptedOut: false },
    ])
    expect(heard).toEqual([])
  })

  test('turns away what was signed for another address', async () => {
    const params = { MessageSid: 'SM1', From: PATIENT, To: '+15550006789', Body: 'x' }
    const { port } = bot.address() as AddressInfo
    const answer = await twilio.post(`http://127.0.0.1:${port}/sms/twilio`, params)
    expect(answer.status).toBe(403)
    expect(heard).toEqual([])
  })

  test('STOP keeps Twilio from sending, until START', async () => {
    await twilio.receive({ from: PATIENT, text: ' stop ' })
    expect(await send()).toEqual({ kind: 'optedOut', code: '21610' })
    await twilio.receive({ from: PATIENT, text: 'START' })
    expect(await send()).toMatchObject({ kind: 'accepted' })
    expect(twilio.messages).toHaveLength(1)
  })
})
